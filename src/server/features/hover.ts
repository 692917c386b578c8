/** What a prompt or a call costs, under the pointer. */
import { MarkupKind } from 'vscode-languageserver/node';
import type { Hover } from 'vscode-languageserver/node';
import type { CallReport } from '../../core/analysis.ts';
import { comparePositions, rangeContains } from '../../core/document.ts';
import type { Location, Position, Range } from '../../core/document.ts';
import { hoverMarkdown } from '../../core/present/hover.ts';
import { promptFileMarkdown } from '../../core/present/prompt-file.ts';
import type { PromptFile } from '../../core/present/prompt-file.ts';
import type { DocumentAnalysis } from '../analyses.ts';

export interface HoverOptions {
  /** Clients that render no markdown get it as plain text. */
  readonly markdown: boolean;
  /** What is known of the document as a prompt file; null for code. */
  readonly promptFile: PromptFile | null;
}

/** The smallest thing under the pointer decides; nothing stands where no call has anything. */
export function hoverAt(done: DocumentAnalysis, position: Position, { markdown, promptFile }: HoverOptions): Hover | null {
  const kind = markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  if (promptFile !== null) return { contents: { kind, value: promptFileMarkdown(promptFile, (file) => done.folder.displayPath(file)) } };
  const here = done.calls.flatMap((call) => placesOf(call)
    .filter(({ file, range }) => file === done.document.file && rangeContains(range, position))
    .map(({ range }) => ({ call, range })));
  const smallest = here.sort((a, b) => sizeOrder(a.range, b.range))[0];
  if (smallest === undefined) return null;
  return {
    contents: { kind, value: cardOf(smallest.call, done) },
    range: smallest.range,
  };
}

/** The hover's text for one call, wherever it is shown. */
export function cardOf(call: CallReport, { analysis, evidence, folder }: DocumentAnalysis): string {
  return hoverMarkdown(call, {
    observed: evidence.get(call.site.id) ?? null,
    findings: analysis.findings.filter((finding) => finding.call === call.site.id),
    displayPath: (file) => folder.displayPath(file),
    declaredVolume: folder.config.declaredVolume[call.site.id] ?? null,
  });
}

/** The callee's name, the model, and every piece of the prompt. */
function placesOf({ site }: CallReport): Location[] {
  return [
    site.nameLocation,
    ...(site.model.location === null ? [] : [site.model.location]),
    ...site.blocks.flatMap((block) => block.segments.map((segment) => segment.location)),
    ...site.tools.map((tool) => tool.location),
  ];
}

const sizeOrder = (a: Range, b: Range): number =>
  a.end.line - a.start.line - (b.end.line - b.start.line)
  || comparePositions(b.start, a.start)
  || comparePositions(a.end, b.end);
