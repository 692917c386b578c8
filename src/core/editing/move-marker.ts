/**
 * Moves a marker to the block written in front in the same list. A marker is an entry of its block, or an item behind it:
 *
 *     [A, {B, "cache_control": …}]      →  [{A, "cache_control": …}, B]
 *     [A, B, {"cachePoint": …}]         →  [A, {"cachePoint": …}, B]
 */
import type { FileEdits, Location, Span } from '../document.ts';
import { insertion } from './add-argument.ts';
import type { SourceAccess } from './add-argument.ts';
import { closingBracket, recordAround } from './brackets.ts';
import { removeEntry, withComma } from './remove-entry.ts';

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

/** The record in front of this one, with nothing but a comma between them. */
function recordBefore(text: string, start: number, isPython: boolean): Span | null {
  const gap = /\}\s*,\s*$/.exec(text.slice(0, start));
  if (gap === null) return null;
  for (let open = text.lastIndexOf('{', gap.index), tries = 0; open >= 0 && tries < 200; open = text.lastIndexOf('{', open - 1), tries += 1) {
    if (closingBracket(text, open, isPython) === gap.index) return { start: open, end: gap.index + 1 };
  }
  return null;
}

/** A point that is an item of its own goes in front of the block before it. */
export function movePoint(at: Location, { source, lines }: SourceAccess): MovedMarker | null {
  const point = pointAt(at, { source, lines });
  const found = source(at.file);
  const passed = point === null || found === undefined ? null : recordBefore(found.text, point.start, found.language === 'python');
  // With nothing in front of it there is nothing to mark.
  if (point === null || found === undefined || passed === null || !/,\s*$/.test(found.text.slice(0, passed.start))) return null;
  const index = lines(at.file);
  const gap = /\s*$/.exec(found.text.slice(0, passed.start))?.[0] ?? '';
  const added = { range: index.rangeOf({ start: passed.start, end: passed.start }), newText: `${found.text.slice(point.start, point.end)},${gap === '' ? ' ' : gap}` };
  const removed = { range: index.rangeOf(withComma(found.text, point.start, point.end)), newText: '' };
  return { from: passed, edits: [{ file: at.file, edits: [added, removed] }] };
}

export function removePoint(at: Location, access: SourceAccess): readonly FileEdits[] | null {
  const point = pointAt(at, access);
  const text = access.source(at.file)?.text;
  if (point === null || text === undefined) return null;
  return [{ file: at.file, edits: [{ range: access.lines(at.file).rangeOf(withComma(text, point.start, point.end)), newText: '' }] }];
}

/** A record with nothing but a point in it, written in a list. */
function pointAt(at: Location, { source, lines }: SourceAccess): Span | null {
  const found = source(at.file);
  if (found === undefined) return null;
  const start = lines(at.file).offsetAt(at.range.start);
  const close = found.text[start] === '{' ? closingBracket(found.text, start, found.language === 'python') : null;
  if (close === null || !/^\{\s*["']?cachePoint["']?\s*:\s*\{[^{}]*\}\s*,?\s*\}$/.test(found.text.slice(start, close + 1))) return null;
  return /[[,]\s*$/.test(found.text.slice(0, start)) ? { start, end: close + 1 } : null;
}
