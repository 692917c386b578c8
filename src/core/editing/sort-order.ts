/**
 * Gives a set a stable order where it is written into the prompt:
 *
 *     ", ".join(tags)            ", ".join(sorted(tags))
 *     json.dumps(data)           json.dumps(data, sort_keys=True)
 *
 * Python only: sets and objects of JavaScript keep the order in which they were filled.
 */
import type { Hole } from '../call-site.ts';
import type { FileEdits, LineIndex, SourceFile } from '../document.ts';

interface Sorting {
  readonly at: RegExp;
  readonly to: string;
}

/** A name, a member, a call without arguments, a set written out. */
const SET = String.raw`(?!sorted\()([\w.]+(?:\(\))?|set\([\w.]*\)|\{[^{}:]*\})`;

const SORTINGS: readonly Sorting[] = [
  { at: new RegExp(String.raw`\.join\(\s*${SET}\s*\)`), to: '.join(sorted($1))' },
  { at: new RegExp(String.raw`\.join\(\s*((?:str\()?\w[^()]*?)\bfor (\w+) in ${SET}\s*\)`), to: '.join($1for $2 in sorted($3))' },
  { at: /\bjson\.dumps\(((?:[^()]|\([^()]*\))*?),?\s*\)/, to: 'json.dumps($1, sort_keys=True)' },
];

export function sortOrder(hole: Hole, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const { file } = hole.location;
  const found = source(file);
  if (found?.language !== 'python') return null;
  const index = lines(file);
  const [start, end] = [index.offsetAt(hole.location.range.start), index.offsetAt(hole.location.range.end)];
  const written = found.text.slice(start, end);
  if (/\bsorted\(|sort_keys/.test(written)) return null;
  for (const { at, to } of SORTINGS) {
    const match = at.exec(written);
    if (match === null) continue;
    const from = start + match.index;
    const newText = match[0].replace(at, to);
    return [{ file, edits: [{ range: index.rangeOf({ start: from, end: from + match[0].length }), newText }] }];
  }
  return null;
}
