/** Requests about one open document. Each waits for the analysis of what the user sees, and answers null without it. */
import type { CancellationToken, CodeLens, Connection, InlayHint } from 'vscode-languageserver/node';
import { MarkupKind } from 'vscode-languageserver/node';
import type { Abilities } from '../abilities.ts';
import type { Analyses, DocumentAnalysis } from '../analyses.ts';
import { positionIn } from '../documents.ts';
import type { Documents } from '../documents.ts';
import { guarded } from '../log.ts';
import type { Log } from '../log.ts';
import { isRecord } from '../settings.ts';
import { promptFileMarkdown } from '../../core/present/prompt-file.ts';
import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lens.ts';
import { cardOf, hoverAt } from './hover.ts';
import type { InlayHints } from './inlay-hints.ts';
import type { PromptFiles } from './prompt-files.ts';

export interface DocumentRequestsInput {
  readonly connection: Connection;
  readonly log: Log;
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly inlayHints: InlayHints;
  readonly promptFiles: PromptFiles;
  readonly abilities: Abilities;
}

interface AboutDocument {
  readonly textDocument: { readonly uri: string };
}

export function answerDocumentRequests({ connection, log, documents, analyses, inlayHints, promptFiles, abilities }: DocumentRequestsInput): void {
  const analysed = <P extends AboutDocument, R>(name: string, answer: (done: DocumentAnalysis, params: P) => R | null) =>
    guarded(log, name, async (params: P, token: CancellationToken): Promise<R | null> => {
      const document = documents.get(params.textDocument.uri);
      const done = document === undefined ? null : await analyses.current(document);
      return done === null || token.isCancellationRequested ? null : answer(done, params);
    });

  connection.onHover(analysed('hover', (done, { position, textDocument: { uri } }) => {
    const { document } = done;
    const hover = hoverAt(done, positionIn(document, uri, position), { markdown: abilities.markdown, promptFile: promptFiles.of(done) });
    return hover?.range === undefined ? hover : { ...hover, range: documents.place({ file: document.file, range: hover.range }).range };
  }));
  connection.onCodeLens(analysed<AboutDocument, CodeLens[]>('code lens', (done, { textDocument }) => codeLenses(done).flatMap((lens) => {
    const { uri, range } = documents.place({ file: done.document.file, range: lens.range });
    return uri === textDocument.uri ? [{ ...lens, range }] : [];
  })));
  connection.onCodeAction(analysed('code action', (done, params) => codeActions(params, { documents, analyses: analyses.all(), done, abilities })));
  connection.languages.inlayHint.on(guarded(log, 'inlay hints', inlayHints.provide));
  connection.languages.inlayHint.resolve(async (hint) => withTooltip(hint, analyses, promptFiles));
}

/** Pointing at a hint shows what the hover shows. */
function withTooltip(hint: InlayHint, analyses: Analyses, promptFiles: PromptFiles): InlayHint {
  const data: unknown = hint.data;
  if (!isRecord(data)) return hint;
  const done = analyses.latest(String(data['uri']));
  const file = done === undefined || data['call'] !== null ? null : promptFiles.of(done);
  if (done !== undefined && file !== null) return { ...hint, tooltip: { kind: MarkupKind.Markdown, value: promptFileMarkdown(file, (each) => done.folder.displayPath(each)) } };
  const call = done?.calls.find(({ site }) => site.id === data['call']);
  if (done === undefined || call === undefined) return hint;
  return { ...hint, tooltip: { kind: MarkupKind.Markdown, value: cardOf(call, done) } };
}
