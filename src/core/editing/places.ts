/** Which segments of a block are written side by side, and what between them stands for text written elsewhere. */
import type { Block, Segment } from '../call-site.ts';
import type { FileId, LineIndex } from '../document.ts';

/** One thing in the source: a segment, or an expression such as `{RULES}` that stands for segments of another place. */
export interface Place {
  /** Null for an embedded expression. */
  readonly value: Segment | null;
  readonly segments: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly inLiteral: boolean;
  /** Closing quote of the literal before it and opening of its own, where a new operand begins. */
  readonly closes: string;
  readonly open: string;
}

interface Segments {
  readonly text: string;
  readonly file: FileId;
  readonly all: readonly { readonly value: Segment; readonly file: FileId; readonly start: number; readonly end: number }[];
}

/** Closing quote, what joins two operands, prefix and opening quote of the next: each may be missing. */
const JUNCTION = /^("""|'''|["'`])?([\s+\\]*)([A-Za-z]{0,2}(?:"""|'''|["'`]))?$/;
/** An interpolation of something simple: a name, a member, a call without nested brackets. */
const INTERPOLATED = /^\$?\{\s*[\w.]+(?:\([^(){}]*\))?\s*\}/;
const BARE = /^((?:"""|'''|["'`])?\s*\+\s*)([A-Za-z_][\w.]*)(?![\w.]*\s*[([])/;

/** In source order, the segment at `index` among them; null when it is not one of the block. */
export function joinedPlaces(block: Block, index: number, text: string, lines: LineIndex): readonly Place[] | null {
  const own = block.segments[index];
  if (own === undefined) return null;
  const file = own.location.file;
  const segments: Segments = {
    text, file, all: block.segments.map((value) => ({
      value, file: value.location.file, start: lines.offsetAt(value.location.range.start), end: lines.offsetAt(value.location.range.end),
    })),
  };
  const first = placeOf(segments, index, { closes: '', open: '' });
  const places = first === null ? [] : [first];
  for (let next = first === null ? null : before(segments, first); next !== null; next = before(segments, next)) places.unshift(next);
  return withJunctions(segments, continued(segments, places));
}

function continued(segments: Segments, places: Place[]): Place[] {
  for (let last = places.at(-1); last !== undefined;) {
    const next = behind(segments, last);
    if (next === null) break;
    places.push(next);
    last = next;
  }
  return places;
}

const isInLiteral = (value: Segment | null, text: string, start: number): boolean =>
  value?.kind === 'static' || text.startsWith('{', start) || text.startsWith('${', start) || text.startsWith('%', start);

function placeOf({ all, file, text }: Segments, index: number, quotes: { readonly closes: string; readonly open: string }): Place | null {
  const segment = all[index];
  if (segment === undefined || segment.file !== file) return null;
  return { value: segment.value, segments: [index], start: segment.start, end: segment.end, inLiteral: isInLiteral(segment.value, text, segment.start), ...quotes };
}

/** Null when the two are not written side by side; no quotes inside one literal. */
function junction(text: string, left: Place, right: Pick<Place, 'start' | 'inLiteral'>): { readonly closes: string; readonly open: string } | null {
  if (left.end > right.start) return null;
  const gap = text.slice(left.end, right.start);
  if (gap === '') return left.inLiteral && right.inLiteral ? { closes: '', open: '' } : null;
  const match = JUNCTION.exec(gap);
  if (match === null) return null;
  const [, closes = '', join = '', open = ''] = match;
  if ((closes !== '') !== left.inLiteral || (open !== '') !== right.inLiteral) return null;
  return join.includes('+') || (closes !== '' && open !== '' && /\s/.test(join)) ? { closes, open } : null;
}

function behind(segments: Segments, left: Place): Place | null {
  const index = (left.segments.at(-1) ?? 0) + 1;
  const right = placeOf(segments, index, { closes: '', open: '' });
  if (right !== null && junction(segments.text, left, right) !== null) return right;
  if (segments.all[index] === undefined) return null;
  const rest = segments.text.slice(left.end, left.end + 200);
  const interpolated = left.inLiteral ? INTERPOLATED.exec(rest)?.[0] : undefined;
  const bare = interpolated === undefined ? BARE.exec(rest) : null;
  const start = left.end + (bare?.[1]?.length ?? 0);
  const written = interpolated ?? bare?.[2];
  if (written === undefined || (bare !== null && left.inLiteral !== /^["'`]/.test(bare[0]))) return null;
  const embedded = { value: null, start, end: start + written.length, inLiteral: interpolated !== undefined, closes: '', open: '', segments: [] };
  return { ...embedded, segments: coveredBehind(segments, index, embedded) };
}

/** The segments an embedded expression stands for: up to the next one that is written behind it, else what hangs together. */
function coveredBehind(segments: Segments, index: number, embedded: Place): number[] {
  for (let next = index + 1; next < segments.all.length; next += 1) {
    const place = placeOf(segments, next, { closes: '', open: '' });
    if (place !== null && place.start - embedded.end < 200 && junction(segments.text, embedded, place) !== null) return range(index, next - 1);
  }
  let last = index;
  while (hangTogether(segments, last)) last += 1;
  return range(index, last);
}

const hangTogether = ({ all }: Segments, index: number): boolean => {
  const [one, other] = [all[index], all[index + 1]];
  return one !== undefined && other !== undefined && one.file === other.file && one.end === other.start;
};

function before(segments: Segments, right: Place): Place | null {
  const index = (right.segments[0] ?? 0) - 1;
  const left = placeOf(segments, index, { closes: '', open: '' });
  if (left !== null && junction(segments.text, left, right) !== null) return left;
  if (segments.all[index] === undefined || !right.inLiteral) return null;
  const interpolated = /\$?\{\s*[\w.]+(?:\([^(){}]*\))?\s*\}$/.exec(segments.text.slice(Math.max(0, right.start - 200), right.start))?.[0];
  if (interpolated === undefined) return null;
  const start = right.start - interpolated.length;
  for (let previous = index - 1; previous >= 0; previous -= 1) {
    const place = placeOf(segments, previous, { closes: '', open: '' });
    if (place !== null && place.end === start) return { value: null, segments: range(previous + 1, index), start, end: right.start, inLiteral: true, closes: '', open: '' };
  }
  let first = index;
  while (first > 0 && hangTogether(segments, first - 1)) first -= 1;
  return { value: null, segments: range(first, index), start, end: right.start, inLiteral: true, closes: '', open: '' };
}

const withJunctions = ({ text }: Segments, places: readonly Place[]): readonly Place[] =>
  places.map((place, index) => {
    const left = places[index - 1];
    return left === undefined ? place : { ...place, ...junction(text, left, place) };
  });

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
