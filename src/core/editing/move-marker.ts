/** Moves a marker from the block that holds it to the one written in front of it in the same list. */
import type { FileEdits, Location, Span } from '../document.ts';
import { insertion } from './add-argument.ts';
import type { SourceAccess } from './add-argument.ts';
import { closingBracket } from './brackets.ts';
import { removeEntry } from './remove-entry.ts';

export interface MovedMarker {
  readonly edits: readonly FileEdits[];
  /** The record the marker stood in: what is written there is no longer marked. */
  readonly from: Span;
}

export function moveMarker(marker: string, at: Location, { source, lines }: SourceAccess): MovedMarker | null {
  const found = source(at.file);
  if (found === undefined) return null;
  const { text } = found;
  const isPython = found.language === 'python';
  const near = lines(at.file).offsetAt(at.range.start);
  const holder = recordAround(text, near, isPython);
  const target = holder === null ? null : recordBefore(text, holder.start, isPython);
  const written = new RegExp(`["']?${marker}["']?\\s*:\\s*\\{[^{}]*\\}`).exec(text.slice(holder?.start, holder?.end))?.[0];
  if (holder === null || target === null || written === undefined || text.slice(target.start, target.end).includes(marker)) return null;
  const entry = insertion(text, { open: target.start, close: target.end - 1 }, written);
  const removed = removeEntry(marker, at, source, lines);
  if (entry === null || removed === null) return null;
  const added = { range: lines(at.file).rangeOf({ start: entry.start, end: entry.start }), newText: entry.newText };
  return { from: holder, edits: [{ file: at.file, edits: [added, ...removed.flatMap(({ edits }) => edits)] }] };
}

/** The record whose entry stands at `near`. */
function recordAround(text: string, near: number, isPython: boolean): Span | null {
  for (let open = text.lastIndexOf('{', near - 1), tries = 0; open >= 0 && tries < 20; open = text.lastIndexOf('{', open - 1), tries += 1) {
    const close = closingBracket(text, open, isPython);
    // A hole of a text in front of the entry closes before it.
    if (close !== null && close >= near) return { start: open, end: close + 1 };
  }
  return null;
}

/** The record in front of this one, with nothing but a comma between them. */
function recordBefore(text: string, start: number, isPython: boolean): Span | null {
  const gap = /\}\s*,\s*$/.exec(text.slice(0, start));
  if (gap === null) return null;
  for (let open = text.lastIndexOf('{', gap.index), tries = 0; open >= 0 && tries < 200; open = text.lastIndexOf('{', open - 1), tries += 1) {
    if (closingBracket(text, open, isPython) === gap.index) return { start: open, end: gap.index + 1 };
  }
  return null;
}
