/** A finding's fixes, and *Intended* for the place where it is meant to be so. */
import { CodeActionKind } from 'vscode-languageserver/node';
import type { CodeAction, CodeActionParams, Diagnostic, SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { Finding, Fix } from '../../core/analysis.ts';
import { comparePositions } from '../../core/document.ts';
import type { LanguageId, Location, Range } from '../../core/document.ts';
import { findingsIn } from '../analyses.ts';
import type { DocumentAnalysis } from '../analyses.ts';
import { positionIn } from '../documents.ts';
import type { Documents } from '../documents.ts';

export interface CodeActionsInput {
  readonly documents: Documents;
  /** All analyses, the document's own one current. */
  readonly analyses: readonly DocumentAnalysis[];
  readonly done: DocumentAnalysis;
  readonly abilities: { readonly documentChanges: boolean; readonly snippets: boolean; readonly previews: boolean };
}

export function codeActions({ range: pointed, context, textDocument: { uri } }: CodeActionParams, input: CodeActionsInput): CodeAction[] {
  const { document } = input.done;
  const range = { start: positionIn(document, uri, pointed.start), end: positionIn(document, uri, pointed.end) };
  const asked = (kind: string): boolean => context.only === undefined || context.only.some((only) => only === CodeActionKind.Empty || kind === only || kind.startsWith(`${only}.`));
  const inFile = findingsIn(document.file, input.analyses);
  const here = asked(CodeActionKind.QuickFix) ? inFile.filter((finding) => overlaps(finding.location.range, range)) : [];
  const quick = here.flatMap((finding) => actionsFor(finding, context.diagnostics.filter((diagnostic) => isAbout(diagnostic, finding, input)), input));
  const all = fixAll(inFile, input);
  if (all === null) return quick;
  const mends = here.some(({ fixes }) => fixes.some(isSafe));
  return [
    ...quick,
    ...(mends && all.count > 1 ? [{ title: `Fix all ${all.count} in this file`, kind: CodeActionKind.QuickFix, edit: all.edit }] : []),
    ...(asked(FIX_ALL) && context.only !== undefined ? [{ title: 'Costline: fix all in this file', kind: FIX_ALL, edit: all.edit }] : []),
  ];
}

const FIX_ALL = `${CodeActionKind.SourceFixAll}.costline`;

/** What the model gets stays the same. */
const isSafe = ({ alters }: Fix): boolean => alters !== true;

/** The first safe fix of each finding of the document, as far as they stay within it and do not touch; null when there is none. */
function fixAll(findings: readonly Finding[], input: CodeActionsInput): { readonly count: number; readonly edit: WorkspaceEdit } | null {
  const { file } = input.done.document;
  const taken: Fix['edits'][number]['edits'][number][] = [];
  let count = 0;
  for (const { fixes } of findings) {
    const edits = fixes.find(isSafe)?.edits;
    const own = edits?.length === 1 && edits[0]?.file === file ? edits[0].edits : [];
    if (own.length === 0 || own.some((edit) => taken.some((other) => overlaps(edit.range, other.range)))) continue;
    taken.push(...own);
    count += 1;
  }
  return count === 0 ? null : { count, edit: editOf({ id: 'fix-all', title: '', edits: [{ file, edits: taken }] }, input) };
}

function actionsFor(finding: Finding, diagnostics: Diagnostic[], input: CodeActionsInput): CodeAction[] {
  const actions: CodeAction[] = finding.fixes.map((fix, index) => ({
    title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: index === 0 && isSafe(fix), edit: editOf(fix, input),
  }));
  const intended = intendedEdit(finding, input);
  if (intended !== null) {
    actions.push({ title: `Intended: silence ${finding.rule} here`, kind: CodeActionKind.QuickFix, diagnostics, edit: intended });
  }
  return actions;
}

/** Grouped by the document that the client knows: one for a file, or several for the cells of a notebook. */
function editOf(fix: Fix, { documents, abilities }: CodeActionsInput): WorkspaceEdit {
  const placed = fix.edits.flatMap(({ file, edits }) => edits.map(({ range, newText }) => ({ newText, place: documents.place({ file, range }) })));
  const files = [...Map.groupBy(placed, ({ place }) => place.uri)].map(([uri, group]) => ({
    uri, version: group[0]?.place.version ?? null, edits: group.map(({ place: { range }, newText }) => ({ range, newText })),
  }));
  if (!abilities.documentChanges) return { changes: Object.fromEntries(files.map(({ uri, edits }) => [uri, edits])) };
  // What reaches into other files is shown before it is made.
  if (abilities.previews && files.some(({ version }) => version === null)) {
    const label = fix.title;
    return {
      documentChanges: files.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits: edits.map((edit) => ({ ...edit, annotationId: 'fix' })) })),
      changeAnnotations: { fix: { label, needsConfirmation: true } },
    };
  }
  return { documentChanges: files.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })) };
}

/** A comment above the call, with room for the reason: without one it silences nothing. */
function intendedEdit(finding: Finding, { done, documents, abilities }: CodeActionsInput): WorkspaceEdit | null {
  const call = commentPlace(finding, done);
  if (call === null) return null;
  const { document } = done;
  const start = { line: call.range.start.line, character: 0 };
  const indent = /^[ \t]*/.exec(lineAt(document.source().text, start.line))?.[0] ?? '';
  const lead = `${indent}${COMMENT[document.source().language] ?? '#'} costline: intended ${finding.rule} because `;
  const { uri, version, range } = documents.place({ file: document.file, range: { start, end: start } });
  const textDocument: TextDocumentEdit['textDocument'] = { uri, version };
  if (abilities.snippets && abilities.documentChanges) {
    const snippet: SnippetTextEdit = { range, snippet: { kind: 'snippet', value: `${escapeSnippet(lead)}\${1:${REASON}}\n` } };
    return { documentChanges: [{ textDocument, edits: [snippet] }] };
  }
  const edit: TextEdit = { range, newText: `${lead}${REASON}\n` };
  return abilities.documentChanges ? { documentChanges: [{ textDocument, edits: [edit] }] } : { changes: { [uri]: [edit] } };
}

const REASON = '(say why)';
const COMMENT: Readonly<Partial<Record<LanguageId, string>>> = { python: '#', typescript: '//', tsx: '//', javascript: '//' };

/** The call rather than the finding: a prompt's text is no place for a comment. */
function commentPlace(finding: Finding, { document, analysis }: DocumentAnalysis): Location | null {
  if (COMMENT[document.source().language] === undefined) return null;
  const site = analysis.calls.find((call) => call.site.id === finding.call)?.site;
  return site?.location.file === document.file ? site.location : null;
}

const escapeSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');
const lineAt = (text: string, line: number): string => text.split(/\r\n|\n|\r/, line + 1)[line] ?? '';
const overlaps = (a: Range, b: Range): boolean => comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;

const isAbout = ({ source, code, range }: Diagnostic, finding: Finding, { documents }: CodeActionsInput): boolean =>
  source === 'costline' && code === finding.rule && comparePositions(range.start, documents.place(finding.location).range.start) === 0;
