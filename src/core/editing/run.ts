/**
 * The stretch of source in which a block's text is written, as a line of units that can be moved:
 *
 *     f"Time: {now}\n" "You are …"      two operands, three segments
 *       └────┘└───┘└┘   └────────┘      units: characters, a hole, a newline, characters
 *
 * An operand is one string literal, or one bare expression of a concatenation.
 */
import type { Block, Segment } from '../call-site.ts';
import type { FileId, LineIndex } from '../document.ts';

export interface Unit {
  readonly kind: 'text' | 'newline' | 'hole';
  /** As written in the source, escapes included. */
  readonly raw: string;
  /** Index into `block.segments`. */
  readonly segment: number;
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

interface Placed {
  readonly segment: number;
  readonly value: Segment;
  readonly start: number;
  readonly end: number;
}

/** Closing quote, what joins two operands, prefix and opening quote of the next: each may be missing. */
const JUNCTION = /^("""|'''|["'`])?([\s+\\]*)([A-Za-z]{0,2}(?:"""|'''|["'`]))?$/;

/** The run around one segment; null where the source does not show it plainly. */
export function runAround(block: Block, segment: number, text: string, lines: LineIndex): Run | null {
  const placed = block.segments.map((value, index) => ({
    segment: index, value, start: lines.offsetAt(value.location.range.start), end: lines.offsetAt(value.location.range.end),
  }));
  const own = placed[segment];
  if (own === undefined) return null;
  const file = own.value.location.file;
  const joins = (left: Placed | undefined, right: Placed | undefined): boolean => left !== undefined && right !== undefined
    && left.value.location.file === file && right.value.location.file === file && left.end <= right.start
    && junction(left, right, text) !== null;
  let from = segment;
  while (joins(placed[from - 1], placed[from])) from -= 1;
  let to = segment;
  while (joins(placed[to], placed[to + 1])) to += 1;
  const members = placed.slice(from, to + 1);
  const operands = operandsOf(members, text);
  if (operands === null || !members.every((member) => isFaithful(member, text))) return null;
  const units = members.flatMap((member) => unitsOf(member, operands.findIndex((operand) => operand.start <= member.start && member.end <= operand.end), text));
  return { file, units, operands, quotes: (operand) => quotesOf(operands[operand], units.filter((unit) => unit.operand === operand), text) };
}

function quotesOf(operand: Operand | undefined, units: readonly Unit[], text: string): { readonly open: string; readonly close: string } {
  const first = units[0];
  const last = units.at(-1);
  if (operand === undefined || first === undefined || last === undefined) return { open: '', close: '' };
  return { open: text.slice(operand.start, first.start), close: text.slice(last.end, operand.end) };
}

const isInLiteral = ({ value, start }: Placed, text: string): boolean =>
  value.kind === 'static' || text.startsWith('{', start) || text.startsWith('${', start) || text.startsWith('%', start);

/** Null when the two are not written side by side; empty strings inside one literal. */
function junction(left: Placed, right: Placed, text: string): { readonly close: string; readonly open: string } | null {
  const gap = text.slice(left.end, right.start);
  if (gap === '') return { close: '', open: '' };
  const match = JUNCTION.exec(gap);
  if (match === null) return null;
  const [, close = '', join = '', open = ''] = match;
  if ((close !== '') !== isInLiteral(left, text) || (open !== '') !== isInLiteral(right, text)) return null;
  const plus = join.includes('+');
  return plus || (close !== '' && open !== '' && /\s/.test(join)) ? { close, open } : null;
}

function operandsOf(members: readonly Placed[], text: string): Operand[] | null {
  const operands: { start: number; end: number; literal: boolean }[] = [];
  for (const [index, member] of members.entries()) {
    const previous = members[index - 1];
    const between = previous === undefined ? null : junction(previous, member, text);
    const last = operands.at(-1);
    if (last !== undefined && previous !== undefined && between !== null && previous.end === member.start && last.literal) {
      last.end = member.end;
      continue;
    }
    if (last !== undefined) last.end += between?.close.length ?? 0;
    const literal = isInLiteral(member, text);
    const open = between === null ? (literal ? openingBefore(text, member.start) : '') : between.open;
    if (open === null) return null;
    operands.push({ start: member.start - open.length, end: member.end, literal });
  }
  const final = operands.at(-1);
  if (final?.literal === true) {
    const close = /^(?:"""|'''|["'`])/.exec(text.slice(final.end, final.end + 3));
    if (close === null) return null;
    final.end += close[0].length;
  }
  return operands;
}

const openingBefore = (text: string, at: number): string | null =>
  /(?:\b[A-Za-z]{1,2})?(?:"""|'''|["'`])$/.exec(text.slice(Math.max(0, at - 5), at))?.[0] ?? null;

const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\r': '\r', '\\\\': '\\', '\\"': '"', "\\'": "'", '\\`': '`', '\\$': '$', '{{': '{', '}}': '}' };

/** True when the source says what the segment says: no helper has rewritten it beyond its white space. */
function isFaithful({ value, start, end }: Placed, text: string): boolean {
  if (value.kind === 'hole') return end > start;
  const raw = text.slice(start, end);
  const bare = (written: string): string => written.replace(/\s+/g, '');
  const expected = bare(value.text);
  return bare(raw) === expected
    || bare(raw.replace(/\\\r?\n/g, '').replace(/\\[ntr\\"'`$]/g, (escape) => ESCAPES[escape] ?? escape)) === expected
    || bare(raw.replace(/\\\r?\n/g, '').replace(/\\[ntr\\"'`$]|\{\{|\}\}/g, (escape) => ESCAPES[escape] ?? escape)) === expected;
}

function unitsOf(member: Placed, operand: number, text: string): Unit[] {
  const raw = text.slice(member.start, member.end);
  const shared = { segment: member.segment, operand };
  if (member.value.kind === 'hole') return [{ ...shared, kind: 'hole', raw, start: member.start, end: member.end }];
  const units: Unit[] = [];
  const escaped = member.value.text.includes('\n');
  for (const match of raw.matchAll(/\\\r?\n|\r?\n|\\n|\\.|\{\{|\}\}|[\s\S]/gu)) {
    const start = member.start + match.index;
    const newline = /^\r?\n$/.test(match[0]) || (match[0] === '\\n' && escaped);
    units.push({ ...shared, kind: newline ? 'newline' : 'text', raw: match[0], start, end: start + match[0].length });
  }
  return units;
}
