/**
 * The stretch of source in which a block's text is written, as a line of units that can be moved:
 *
 *     f"Time: {now}\n" "You are …" + RULES
 *       └────┘└───┘└┘   └────────┘   └───┘
 *        text  hole nl    text       embedded: its text is written elsewhere
 *
 * An operand is one string literal, or one bare expression of a concatenation.
 */
import type { Block } from '../call-site.ts';
import type { FileId, LineIndex, SourceFile } from '../document.ts';
import { joinedPlaces } from './places.ts';
import type { Place } from './places.ts';

export interface Unit {
  readonly kind: 'text' | 'newline' | 'hole' | 'embedded';
  /** As written in the source, escapes included. */
  readonly raw: string;
  /** Indices into `block.segments`: one, or all that an embedded expression stands for. */
  readonly segments: readonly number[];
  readonly operand: number;
  readonly start: number;
  readonly end: number;
}

export interface Operand {
  /** With prefix and quotes. */
  readonly start: number;
  readonly end: number;
  readonly literal: boolean;
}

export interface Run {
  readonly file: FileId;
  readonly units: readonly Unit[];
  readonly operands: readonly Operand[];
  /** Prefix and opening quote, and closing quote, of an operand; both empty for a bare expression. */
  quotes(operand: number): { readonly open: string; readonly close: string };
}

/** The run around one segment; null where the source does not show it plainly. A prompt file is one text without quotes. */
export function runAround(block: Block, segment: number, source: Pick<SourceFile, 'text' | 'language'>, lines: LineIndex): Run | null {
  const { text } = source;
  const places = joinedPlaces(block, segment, text, lines);
  const file = block.segments[segment]?.location.file;
  if (places === null || file === undefined || !places.every((place) => isFaithful(place, text))) return null;
  const operands = source.language === 'plaintext' ? wholeText(places, text) : operandsOf(places, text);
  if (operands === null) return null;
  const units = places.flatMap((place) => unitsOf(place, operands.findIndex((operand) => operand.start <= place.start && place.end <= operand.end), text));
  return { file, units, operands, quotes: (operand) => quotesOf(operands[operand], units.filter((unit) => unit.operand === operand), text) };
}

function operandsOf(places: readonly Place[], text: string): Operand[] | null {
  const operands: { start: number; end: number; literal: boolean }[] = [];
  for (const place of places) {
    const last = operands.at(-1);
    if (last !== undefined && place.open === '' && place.inLiteral && last.literal) {
      last.end = place.end;
      continue;
    }
    if (last !== undefined) last.end += place.closes.length;
    const open = last === undefined && place.inLiteral ? openingBefore(text, place.start) : place.open;
    if (open === null) return null;
    operands.push({ start: place.start - open.length, end: place.end, literal: place.inLiteral });
  }
  const final = operands.at(-1);
  if (final?.literal === true) {
    const close = /^(?:"""|'''|["'`])/.exec(text.slice(final.end, final.end + 3));
    if (close === null) return null;
    final.end += close[0].length;
  }
  return operands;
}

/** Null when the run does not hold whole lines: a move would tear apart what stands between its ends and the rest. */
function wholeText(places: readonly Place[], text: string): Operand[] | null {
  const [start, end] = [places[0]?.start ?? 0, places.at(-1)?.end ?? 0];
  const whole = (start === 0 || text[start - 1] === '\n') && (end === text.length || /^\s*$/.test(text.slice(end)) || text[end - 1] === '\n');
  return whole && places.every((place) => place.open === '' && place.closes === '') ? [{ start, end, literal: true }] : null;
}

const openingBefore = (text: string, at: number): string | null =>
  /(?:\b[A-Za-z]{1,2})?(?:"""|'''|["'`])$/.exec(text.slice(Math.max(0, at - 5), at))?.[0] ?? null;

function quotesOf(operand: Operand | undefined, units: readonly Unit[], text: string): { readonly open: string; readonly close: string } {
  const first = units[0];
  const last = units.at(-1);
  if (operand === undefined || first === undefined || last === undefined) return { open: '', close: '' };
  return { open: text.slice(operand.start, first.start), close: text.slice(last.end, operand.end) };
}

const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\r': '\r', '\\\\': '\\', '\\"': '"', "\\'": "'", '\\`': '`', '\\$': '$', '{{': '{', '}}': '}' };

/** True when the source says what the segment says: no helper has rewritten it beyond its white space. */
function isFaithful({ value, start, end }: Place, text: string): boolean {
  if (value?.kind !== 'static') return end > start;
  const raw = text.slice(start, end);
  const bare = (written: string): string => written.replace(/\s+/g, '');
  const read = (pattern: RegExp): string => bare(raw.replace(/\\\r?\n/g, '').replace(pattern, (escape) => ESCAPES[escape] ?? escape));
  return [bare(raw), read(/\\[ntr\\"'`$]/g), read(/\\[ntr\\"'`$]|\{\{|\}\}/g)].includes(bare(value.text));
}

function unitsOf(place: Place, operand: number, text: string): Unit[] {
  const raw = text.slice(place.start, place.end);
  const shared = { segments: place.segments, operand };
  if (place.value?.kind !== 'static') return [{ ...shared, kind: place.value === null ? 'embedded' : 'hole', raw, start: place.start, end: place.end }];
  const escaped = place.value.text.includes('\n');
  return [...raw.matchAll(/\\\r?\n|\r?\n|\\n|\\.|\{\{|\}\}|[\s\S]/gu)].map((match): Unit => {
    const start = place.start + match.index;
    const newline = /^\r?\n$/.test(match[0]) || (match[0] === '\\n' && escaped);
    return { ...shared, kind: newline ? 'newline' : 'text', raw: match[0], start, end: start + match[0].length };
  });
}
