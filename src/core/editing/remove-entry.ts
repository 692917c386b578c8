/** Entries of records taken out, with their comma and, where they stand alone on a line, the line; and put in. */
import type { FileEdits, LineIndex, Location, SourceFile } from '../document.ts';
import { insertion } from './add-argument.ts';
import { closingBracket } from './brackets.ts';

/** `at` is the entry or its value; null where neither stands plainly in a record. */
export function removeEntry(name: string, at: Location, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const found = source(at.file);
  if (found === undefined) return null;
  const { text, language } = found;
  const index = lines(at.file);
  const near = index.offsetAt(at.range.start);
  const key = new RegExp(`["']?${name}["']?\\s*:\\s*`, 'g');
  key.lastIndex = Math.max(0, near - name.length - 20);
  const match = key.exec(text);
  if (match === null || match.index > near + 400) return null;
  const value = match.index + match[0].length;
  if (text[value] !== '{') return null;
  const close = closingBracket(text, value, language === 'python');
  if (close === null || close < near - 1) return null;
  const { start, end } = withComma(text, match.index, close + 1);
  return [{ file: at.file, edits: [{ range: index.rangeOf({ start, end }), newText: '' }] }];
}

function withComma(text: string, start: number, end: number): { start: number; end: number } {
  const before = /(,?)([ \t]*)(\r?\n[ \t]*)?$/.exec(text.slice(0, start));
  const behind = /^[ \t]*,/.exec(text.slice(end));
  const space = before?.[0].length ?? 0;
  // Behind another entry its comma goes; in front of the first one the comma behind.
  if (before?.[1] === ',' && behind === null) return { start: start - space, end };
  if (behind === null) return { start, end };
  if (before?.[3] !== undefined) return { start: start - (before[3].length), end: end + behind[0].length };
  return { start, end: end + behind[0].length + (/^[ \t]+/.exec(text.slice(end + behind[0].length))?.[0].length ?? 0) };
}

/** Copies the entry `name` from near `like` to the end of the record around `at`, which is one of its values or the record itself. */
export function addEntry(at: Location, name: string, like: Location, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const found = source(at.file);
  const model = source(like.file);
  if (found === undefined || model === undefined) return null;
  const isPython = found.language === 'python';
  const near = lines(like.file).offsetAt(like.range.start);
  const written = new RegExp(`["']?${name}["']?\\s*:\\s*\\{[^{}]*\\}`).exec(model.text.slice(Math.max(0, near - name.length - 20), near + 200))?.[0];
  const start = lines(at.file).offsetAt(at.range.start);
  const open = found.text.lastIndexOf('{', start);
  const close = open < 0 || start - open > 200 ? null : closingBracket(found.text, open, isPython);
  if (written === undefined || close === null || close < start || found.text.slice(open, close).includes(name)) return null;
  const entry = insertion(found.text, { open, close }, written);
  return entry === null ? null : [{ file: at.file, edits: [{ range: lines(at.file).rangeOf({ start: entry.start, end: entry.start }), newText: entry.newText }] }];
}
