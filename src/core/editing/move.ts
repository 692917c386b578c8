/**
 * Moves what changes behind what does not, inside the text it is written in.
 * What moves is a whole line (with its heading or tag) or a whole sentence; every character stays, white space at the seam aside.
 */
import { holds, isBlank, isSpace, linesOf, sentenceAround, withItsFrame, writtenIn } from './lines.ts';
import type { Line } from './lines.ts';
import type { Run, Unit } from './run.ts';

export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Move {
  /** The units as they stand after the move. */
  readonly order: readonly Unit[];
  readonly edits: readonly OffsetEdit[];
}

/** A line with more static text than this moves by sentence. */
const LONG_LINE = 240;

/**
 * @param moving segments to move: holes that change on every call
 * @param changing other segments that change; what moves stays in front of them
 * @returns null where no edit is plainly safe
 */
export function moveBehind(run: Run, moving: ReadonlySet<number>, changing: ReadonlySet<number>): Move | null {
  if (hasPositionalHoles(run, moving)) return null;
  const lines = linesOf(run.units);
  const target = destination(run, lines, moving, changing);
  const marked = lines.flatMap((line, index) => (index < target && holds(run, line, moving) ? [index] : []));
  const first = marked[0];
  if (first === undefined) return null;
  const long = marked.filter((index) => textLength(run, lines[index]) > LONG_LINE);
  if (long.length > 0 || lines.length === 1 || marked.some((index) => introduces(run, lines, index))) return marked.length === 1 ? moveSentence(run, lines, first, target, moving) : null;
  return moveLines(run, lines, marked, target);
}

/** "Today is {now}. Follow these rules:" stays above the rules; what it says of the time may go. */
const introduces = (run: Run, lines: readonly Line[], index: number): boolean => {
  const at = lines[index];
  return at !== undefined && writtenIn(run, at).trimEnd().endsWith(':') && lines.slice(index + 1).some((below) => !isBlank(run, below));
};

/** Index of the line to stay in front of; the number of lines when it is the end. */
function destination(run: Run, lines: readonly Line[], moving: ReadonlySet<number>, changing: ReadonlySet<number>): number {
  const first = lines.findIndex((line) => holds(run, line, moving));
  const next = lines.findIndex((line, index) => index > first && holds(run, line, changing) && !holds(run, line, moving));
  // The heading of what changes stays with it.
  if (next >= 0) return Math.max(first + 1, withItsFrame(run, lines, next).first);
  // "Answer:" at the very end asks for what comes next: it stays last.
  const cue = lines.findLastIndex((line) => !isBlank(run, line));
  const line = lines[cue];
  return line !== undefined && cue > first && writtenIn(run, line).trimEnd().endsWith(':') ? cue : lines.length;
}

function moveLines(run: Run, lines: readonly Line[], marked: readonly number[], target: number): Move | null {
  const taken = new Set<number>();
  const moved: number[] = [];
  for (const index of marked) {
    if (taken.has(index)) continue;
    const frame = withItsFrame(run, lines, index);
    if (frame.last >= target) return null;
    const group = range(frame.first, frame.last);
    const gap = separatorOf(run, lines, frame.first, frame.last, target);
    for (const each of [...gap, ...group]) taken.add(each);
    const above = lines[target - 1];
    moved.push(...(target < lines.length && above !== undefined && isBlank(run, above) ? [...group, ...gap] : [...gap, ...group]));
  }
  const kept = range(Math.min(...moved), target - 1).filter((index) => !taken.has(index));
  if (!kept.some((index) => !isBlank(run, line(lines, index)))) return null;
  const unitsOf = (indices: readonly number[]): Unit[] => indices.flatMap((index) => run.units.slice(line(lines, index).from, line(lines, index).to));
  const start = line(lines, Math.min(...moved)).from;
  const last = lines.at(-1);
  if (target < lines.length) return rearranged(run, start, line(lines, target).from, [...unitsOf(kept), ...unitsOf(moved)], unitsOf(moved));
  if (last !== undefined && isBlank(run, last)) {
    return rearranged(run, start, last.from, [...unitsOf(kept.filter((index) => index !== lines.length - 1)), ...unitsOf(moved)], unitsOf(moved));
  }
  const body = unitsOf(moved);
  const newline = body.at(-1);
  if (newline?.kind !== 'newline') return null;
  const rotated = [newline, ...body.slice(0, -1)];
  return rearranged(run, start, run.units.length, [...unitsOf(kept), ...rotated], rotated);
}

/** A blank line behind the group goes with it when one stands, or the text starts, in front of it. */
function separatorOf(run: Run, lines: readonly Line[], first: number, last: number, target: number): number[] {
  const below = lines[last + 1];
  if (below === undefined || last + 1 >= target || last + 1 >= lines.length - 1 || !isBlank(run, below)) return [];
  const above = lines[first - 1];
  return above === undefined || isBlank(run, above) ? [last + 1] : [];
}

function moveSentence(run: Run, lines: readonly Line[], index: number, target: number, moving: ReadonlySet<number>): Move | null {
  const at = line(lines, index);
  const hole = run.units.findIndex((unit, position) => position >= at.from && unit.kind === 'hole' && unit.segments.some((segment) => moving.has(segment)));
  const sentence = sentenceAround(run, at, hole);
  if (sentence === null) return null;
  const end = range(index, target - 1).findLast((each) => !isBlank(run, line(lines, each)));
  if (end === undefined) return null;
  const goal = line(lines, end);
  let to = goal.to;
  while (to > goal.from && (run.units[to - 1]?.kind === 'newline' || isSpace(run.units[to - 1]))) to -= 1;
  if (to <= sentence.to) return null;
  const body = run.units.slice(sentence.from, sentence.to);
  const spaces = body.length - 1 - body.findLastIndex((unit) => !isSpace(unit));
  if (spaces === 0) return null;
  const turned = [...body.slice(body.length - spaces), ...body.slice(0, body.length - spaces)];
  return rearranged(run, sentence.from, to, [...run.units.slice(sentence.to, to), ...turned], turned);
}

/** Replaces units `from`..`to` by `units`, which are the same ones in another order, `moved` among them as the tail. */
function rearranged(run: Run, from: number, to: number, units: readonly Unit[], moved: readonly Unit[]): Move | null {
  const order = [...run.units.slice(0, from), ...units, ...run.units.slice(to)];
  const affected = new Set(run.units.slice(from, to).map((unit) => unit.operand));
  const edits = affected.size === 1 ? withinOneLiteral(run, to, moved) : acrossOperands(run, affected, units);
  return edits === null || order.length !== run.units.length ? null : { order, edits };
}

function withinOneLiteral(run: Run, to: number, moved: readonly Unit[]): OffsetEdit[] {
  const sorted = [...moved].sort((a, b) => a.start - b.start);
  const edits: { start: number; end: number; newText: string }[] = [];
  for (const unit of sorted) {
    const last = edits.at(-1);
    if (last !== undefined && last.end === unit.start) last.end = unit.end;
    else edits.push({ start: unit.start, end: unit.end, newText: '' });
  }
  const at = run.units[to - 1]?.end ?? 0;
  return [...edits, { start: at, end: at, newText: moved.map((unit) => unit.raw).join('') }];
}

/**
 * Whole operands change places; what stands between them (`+`, line breaks, indentation) stays where it is.
 * An operand may give up a newline at its end and get it back at its front, nothing else may be cut.
 */
function acrossOperands(run: Run, affected: ReadonlySet<number>, units: readonly Unit[]): OffsetEdit[] | null {
  const groups: Unit[][] = [];
  for (const unit of units) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]?.operand === unit.operand) group.push(unit);
    else groups.push([unit]);
  }
  const given = givenAway(groups);
  if (given !== null) {
    const next = groups[groups.indexOf(given) + 1];
    if (next === undefined || run.operands[next[0]?.operand ?? -1]?.literal !== true || given[0]?.raw !== '\\n') return null;
    next.unshift(...given);
    groups.splice(groups.indexOf(given), 1);
  }
  const hosts = groups.map((group) => (group.find((unit) => unit !== given?.[0]) ?? group[0])?.operand ?? -1);
  const places = [...affected].sort((a, b) => a - b);
  if (hosts.length !== places.length || new Set(hosts).size !== hosts.length) return null;
  const count = (some: readonly Unit[]): number => some.filter((unit) => unit !== given?.[0]).length;
  if (!groups.every((group, index) => count(group) === count(run.units.filter((unit) => unit.operand === hosts[index])))) return null;
  return places.flatMap((place, index) => {
    const at = run.operands[place];
    const quotes = run.quotes(hosts[index] ?? -1);
    const newText = quotes.open + (groups[index] ?? []).map((unit) => unit.raw).join('') + quotes.close;
    const old = run.quotes(place).open + run.units.filter((unit) => unit.operand === place).map((unit) => unit.raw).join('') + run.quotes(place).close;
    return at === undefined || newText === old ? [] : [{ start: at.start, end: at.end, newText }];
  });
}

/** A newline that leaves the operand the rest of which moves elsewhere. */
const givenAway = (groups: readonly Unit[][]): Unit[] | null =>
  groups.find((group) => group.length === 1 && group[0]?.kind === 'newline'
    && groups.some((other) => other !== group && other[0]?.operand === group[0]?.operand)) ?? null;

/** `{}` and `%s` take arguments by order, so moving one would give it another's value. */
function hasPositionalHoles(run: Run, moving: ReadonlySet<number>): boolean {
  const positional = run.units.filter((unit) => unit.kind === 'hole' && /^(\{(?::[^}]*)?\}|%[^(]*)$/.test(unit.raw));
  return positional.length > 1 && positional.some((unit) => unit.segments.some((segment) => moving.has(segment)));
}

const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
const line = (lines: readonly Line[], index: number): Line => lines[index] ?? { from: 0, to: 0 };
const textLength = (run: Run, at: Line | undefined): number => (at === undefined ? 0 : run.units.slice(at.from, at.to).filter((unit) => unit.kind === 'text').length);
