/**
 * The short price after each callee. While a change is being analysed the old hints stay, moved along with the text
 * and with `…` in place of their mark, so that code never jumps.
 */
import type { InlayHint, InlayHintParams, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import { comparePositions, rangeContains } from '../../core/document.ts';
import type { Position, Range } from '../../core/document.ts';
import { isCode } from '../../node/languages.ts';
import { hintLabel } from '../../core/present/hint.ts';
import { promptFileHint } from '../../core/present/prompt-file.ts';
import type { Analyses, DocumentAnalysis } from '../analyses.ts';
import { urisOf } from '../documents.ts';
import type { Documents, OpenDocument } from '../documents.ts';
import type { PromptFiles } from './prompt-files.ts';

/** Milliseconds after a change during which a request waits for the new analysis; then the old hints are the answer. */
const PATIENCE = 20;

/**
 * Milliseconds after which a client that was asked to ask again, and did not, is asked once more. VS Code hears nothing of it
 * from when it asks until it has taken in the answer, and what becomes known just behind an answer falls into that time.
 */
const REMINDERS: readonly number[] = [100, 400, 1_600, 6_400];

interface KeptHint {
  readonly position: Position;
  readonly label: string;
  /** Null for the hint of a whole prompt file. */
  readonly call: string | null;
}

interface Kept {
  readonly version: number;
  readonly hints: readonly KeptHint[];
}

export interface InlayHints {
  provide(params: InlayHintParams): Promise<InlayHint[] | null>;
}

export interface InlayHintsInput {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly promptFiles: PromptFiles;
  /** Asks the client to ask again; null where it does not know how, and requests wait instead. */
  readonly refresh: (() => void) | null;
}

export function createInlayHints({ documents, analyses, promptFiles, refresh }: InlayHintsInput): InlayHints {
  const kept = new Map<string, Kept>();
  /** What the client shows, by document: asked again only when that is no longer right. */
  const served = new Map<string, string>();
  const outdated = createReminder(refresh);

  const keep = (done: DocumentAnalysis): Kept => {
    const fresh = { version: done.document.version, hints: [...promptFileHints(done, promptFiles), ...hintsOf(done)] };
    kept.set(done.document.uri, fresh);
    return fresh;
  };

  const renew = (done: DocumentAnalysis): void => {
    const { hints } = keep(done);
    const now = fingerprint(hints, false);
    outdated.add(urisOf(done.document).filter((uri) => (served.get(uri) ?? now) !== now));
  };
  const renewPromptFiles = (): void => {
    for (const each of analyses.all()) if (!isCode(each.document.file) && documents.get(each.document.uri)?.version === each.document.version) renew(each);
  };
  analyses.listen((done) => {
    renew(done);
    if (isCode(done.document.file)) renewPromptFiles();
  });
  promptFiles.listen(renewPromptFiles);
  documents.listen({
    changed(document, changes) {
      const before = kept.get(document.uri);
      if (before !== undefined) kept.set(document.uri, { ...before, hints: changes.reduce(shifted, before.hints) });
    },
    closed(document) {
      kept.delete(document.uri);
      for (const uri of urisOf(document)) {
        served.delete(uri);
        outdated.delete(uri);
      }
    },
  });

  const isFresh = async (document: OpenDocument): Promise<boolean> => {
    const left = Math.max(0, PATIENCE - (performance.now() - document.changedAt));
    const done = refresh === null ? await analyses.current(document) : await analyses.within(document, left);
    return done !== null;
  };

  return {
    async provide({ textDocument: { uri }, range }) {
      const document = documents.get(uri);
      if (document === undefined) return null;
      const inTime = await isFresh(document);
      const { hints, version } = kept.get(document.uri) ?? { hints: [], version: null };
      // It may have ended in the same moment as the patience.
      const fresh = inTime || version === document.version;
      served.set(uri, fingerprint(hints, !fresh));
      outdated.delete(uri);
      return hints.flatMap((hint) => {
        const place = documents.place({ file: document.file, range: { start: hint.position, end: hint.position } });
        const position = place.range.start;
        return place.uri === uri && rangeContains(range, position) ? [toInlayHint({ ...hint, position }, document.uri, !fresh)] : [];
      });
    },
  };
}

interface Reminder {
  add(uris: readonly string[]): void;
  /** The client asked for it. */
  delete(uri: string): void;
}

/** Asks the client to ask again, and reminds it while it shows what is outdated. A document nobody looks at is not asked for. */
function createReminder(refresh: (() => void) | null): Reminder {
  const outdated = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const ask = (reminders: readonly number[]): void => {
    clearTimeout(timer);
    if (refresh === null || outdated.size === 0) return;
    refresh();
    const [after, ...rest] = reminders;
    if (after === undefined) return;
    timer = setTimeout(ask, after, rest);
    timer.unref();
  };

  return {
    add(uris) {
      for (const uri of uris) outdated.add(uri);
      if (uris.length > 0) ask(REMINDERS);
    },
    delete: (uri) => void outdated.delete(uri),
  };
}

/** Behind the first line of the prompt. */
function promptFileHints(done: DocumentAnalysis, promptFiles: PromptFiles): readonly KeptHint[] {
  const { enabled, minimumTokens } = done.folder.config.hints;
  const file = enabled ? promptFiles.of(done) : null;
  const label = file === null ? null : promptFileHint(file, minimumTokens);
  if (file === null || label === null) return [];
  const line = file.template?.template.blocks.find((block) => block.location.file === done.document.file)?.location.range.start.line ?? 0;
  const text = done.document.source().text.split(/\r\n|\n|\r/, line + 1)[line] ?? '';
  return [{ position: { line, character: text.length }, label, call: null }];
}

function hintsOf({ calls, folder, evidence }: DocumentAnalysis): readonly KeptHint[] {
  const { enabled, minimumTokens } = folder.config.hints;
  if (!enabled) return [];
  const byPlace = new Map<string, KeptHint>();
  for (const call of calls) {
    const label = hintLabel(call, { minimumTokens, observed: evidence.get(call.site.id) ?? null });
    const position = call.site.nameLocation.range.end;
    // A callee that stands for several calls shows the first, as the hover does.
    if (label !== null && !byPlace.has(place(position))) byPlace.set(place(position), { position, label, call: call.site.id });
  }
  return [...byPlace.values()];
}

function toInlayHint({ position, label, call }: KeptHint, uri: string, old: boolean): InlayHint {
  return { position, label: old ? aged(label) : label, paddingLeft: true, data: { uri, call } };
}

/** As wide as before: the mark that says how sure it is gives way to one that says it is being looked at. */
const aged = (label: string): string => (/^[=~≥]/.test(label) ? `…${label.slice(1)}` : label);

/** Positions after one edit. A hint inside what was replaced goes. */
function shifted(hints: readonly KeptHint[], change: TextDocumentContentChangeEvent): readonly KeptHint[] {
  if (!('range' in change)) return [];
  const { range, text } = change;
  return hints.flatMap((hint) => {
    if (comparePositions(hint.position, range.start) <= 0) return [hint];
    if (comparePositions(hint.position, range.end) < 0) return [];
    return [{ ...hint, position: movedBehind(hint.position, range, text) }];
  });
}

function movedBehind(position: Position, replaced: Range, text: string): Position {
  const lines = text.split(/\r\n|\n|\r/);
  const line = position.line + lines.length - 1 - (replaced.end.line - replaced.start.line);
  if (position.line !== replaced.end.line) return { line, character: position.character };
  const lastLength = lines.at(-1)?.length ?? 0;
  const base = lines.length === 1 ? replaced.start.character + lastLength : lastLength;
  return { line, character: base + position.character - replaced.end.character };
}

const place = ({ line, character }: Position): string => `${line}:${character}`;
const fingerprint = (hints: readonly KeptHint[], old: boolean): string =>
  hints.map(({ position, label }) => `${place(position)} ${label}`).join('\n') + (old ? '\nold' : '');
