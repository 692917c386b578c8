/** Takes one entry out of a record, or one argument out of a call, with its comma and, where it stands alone on its line, the line. */
import type { FileEdits, LineIndex, Location, SourceFile } from '../document.ts';
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

/** The argument or entry of a value: `prompt_cache_key=str(uuid4())`, `promptCacheKey: randomUUID()`; null where `key` does not stand in front of it. */
export function removeGiven(key: RegExp, { file, range }: Location, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const text = source(file)?.text;
  const index = lines(file);
  const [start, end] = [index.offsetAt(range.start), index.offsetAt(range.end)];
  const name = /["']?(\w+)["']?\s*[=:]\s*$/.exec(text?.slice(Math.max(0, start - 80), start) ?? '');
  if (text === undefined || name?.[1] === undefined || !key.test(name[1])) return null;
  return [{ file, edits: [{ range: index.rangeOf(withComma(text, start - name[0].length, end)), newText: '' }] }];
}

/** The span of an entry or item, and of the comma and the space that go with it. */
export function withComma(text: string, start: number, end: number): { start: number; end: number } {
  const before = /(,?)([ \t]*)(\r?\n[ \t]*)?$/.exec(text.slice(0, start));
  const behind = /^[ \t]*,/.exec(text.slice(end));
  const space = before?.[0].length ?? 0;
  // Behind another entry its comma goes; in front of the first one the comma behind.
  if (before?.[1] === ',' && behind === null) return { start: start - space, end };
  if (behind === null) return { start, end };
  if (before?.[3] !== undefined) return { start: start - (before[3].length), end: end + behind[0].length };
  return { start, end: end + behind[0].length + (/^[ \t]+/.exec(text.slice(end + behind[0].length))?.[0].length ?? 0) };
}
