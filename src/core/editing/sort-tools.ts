/**
 * Gives tools that come from a set a stable order, by a key all of them have:
 *
 *     tools=list(TOOLS)                      tools=sorted(TOOLS, key=lambda tool: tool.__name__)
 *     tools=[BY_NAME[n] for n in NAMES]      tools=[BY_NAME[n] for n in sorted(NAMES)]
 *
 * Only where the set is written out in the same file, so that what it holds is known to have an order.
 * Python only: sets and objects of JavaScript keep the order in which they were filled.
 */
import type { Hole } from '../call-site.ts';
import type { FileEdits, LineIndex, SourceFile } from '../document.ts';

const SET = String.raw`(\w+|\{[^{}:]*\})`;
const WHOLE = new RegExp(String.raw`(?<![\w.])list\(\s*${SET}\s*\)|\[\s*\*\s*${SET}\s*,?\s*\]`);
const EACH = new RegExp(String.raw`\bfor\s+\w+\s+in\s+${SET}(?=\s*(?:[\])]|if\b))`);
/** Characters behind an element in which the clause of its comprehension stands. */
const CLAUSE = 200;

export function sortTools(hole: Hole, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const { file } = hole.location;
  const found = source(file);
  if (found?.language !== 'python') return null;
  const { text } = found;
  const index = lines(file);
  const [start, end] = [index.offsetAt(hole.location.range.start), index.offsetAt(hole.location.range.end)];
  const place = inside(text, start, end) ?? behind(text, end);
  if (place === null) return null;
  const key = keyOf(text, place.set);
  if (key === null) return null;
  const newText = `sorted(${place.set}${key})`;
  return [{ file, edits: [{ range: index.rangeOf(place), newText }] }];
}

interface SetAt {
  readonly start: number;
  readonly end: number;
  /** A name, or the set itself. */
  readonly set: string;
}

function inside(text: string, start: number, end: number): SetAt | null {
  const written = text.slice(start, end);
  const whole = WHOLE.exec(written);
  if (whole !== null) return { start: start + whole.index, end: start + whole.index + whole[0].length, set: whole[1] ?? whole[2] ?? '' };
  return eachIn(written, start);
}

/** The hole is the element of a comprehension, and its clause follows. */
function behind(text: string, end: number): SetAt | null {
  const rest = text.slice(end, end + CLAUSE);
  return /^\s*for\b/.test(rest) ? eachIn(rest, end) : null;
}

function eachIn(written: string, from: number): SetAt | null {
  const each = EACH.exec(written);
  if (each === null) return null;
  const end = from + each.index + each[0].length;
  return { start: end - (each[1]?.length ?? 0), end, set: each[1] ?? '' };
}

/** What follows the set in `sorted(…)`; null where its items are not known to have an order. */
function keyOf(text: string, set: string): string | null {
  const items = set.startsWith('{') ? set : definitionOf(text, set);
  const names = items?.slice(1, -1).split(',').map((item) => item.trim()).filter((item) => item !== '') ?? [];
  if (names.length === 0) return null;
  if (names.every((name) => /^(?:"[^"]*"|'[^']*')$/.test(name))) return '';
  return names.every((name) => isPlainFunction(text, name)) ? ', key=lambda tool: tool.__name__' : null;
}

/** Assigned once, and never added to. */
function definitionOf(text: string, name: string): string | null {
  const assigned = [...text.matchAll(new RegExp(String.raw`(?<![\w.])${name}\s*(?::[^=\n]+)?(?:[-|&^]?=)(?!=)\s*(.*)`, 'g'))];
  if (assigned.length !== 1 || new RegExp(String.raw`(?<![\w.])${name}\.(?:add|update|remove|discard|pop|clear)\(`).test(text)) return null;
  return new RegExp(String.raw`(?<![\w.])${name}\s*(?::[^=\n]+)?=\s*(?:frozenset\(\s*)?(\{[^{}:]*\})`).exec(text)?.[1] ?? null;
}

/** A decorator may turn it into something without a name. */
const isPlainFunction = (text: string, name: string): boolean =>
  /^\w+$/.test(name) && new RegExp(String.raw`(?:^|\n)(?!@)[^\n]*\n(?:async )?def ${name}\(`).test(text);
