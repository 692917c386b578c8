/** A run as lines and sentences, and which of them belong together when one is moved. */
import type { Run, Unit } from './run.ts';

/** Units `from` up to and without `to`; a line owns the newline that ends it. */
export interface Line {
  readonly from: number;
  readonly to: number;
}

export function linesOf(units: readonly Unit[]): Line[] {
  const lines: Line[] = [];
  let from = 0;
  units.forEach((unit, index) => {
    if (unit.kind !== 'newline') return;
    lines.push({ from, to: index + 1 });
    from = index + 1;
  });
  lines.push({ from, to: units.length });
  return lines;
}

export const writtenIn = (run: Run, line: Line, hole = '\u0000'): string =>
  run.units.slice(line.from, line.to).map((unit) => (unit.kind === 'hole' ? hole : unit.kind === 'newline' ? '' : unit.raw)).join('');

export const holds = (run: Run, line: Line, segments: ReadonlySet<number>): boolean =>
  run.units.slice(line.from, line.to).some((unit) => isDynamic(unit) && unit.segments.some((segment) => segments.has(segment)));

const isDynamic = (unit: Unit): boolean => unit.kind === 'hole' || unit.kind === 'embedded';

export const isBlank = (run: Run, line: Line): boolean => writtenIn(run, line).trim() === '';

/** A heading, a label or an opening tag above a value makes no sense without it. */
const HEADING = /^\s*(#{1,6}\s.*|[^\u0000]{1,60}:|<[\w-]+>)\s*$/;
const VALUE_ONLY = /^[\s>*\-`"'([\u0000)\].,]*$/;

/**
 * The lines that move with a line that holds the value: a tag around it,
 * or the heading above it when nothing else stands below that heading.
 */
export function withItsFrame(run: Run, lines: readonly Line[], index: number): { readonly first: number; readonly last: number } {
  const above = lines[index - 1];
  const below = lines[index + 1];
  const at = lines[index];
  const alone = { first: index, last: index };
  if (above === undefined || at === undefined) return alone;
  const opening = /^\s*<([\w-]+)>\s*$/.exec(writtenIn(run, above));
  if (opening !== null) {
    const closes = below !== undefined && writtenIn(run, below).trim() === `</${opening[1] ?? ''}>`;
    return closes ? { first: index - 1, last: index + 1 } : alone;
  }
  if (/^-{3,}\s*$/.test(writtenIn(run, above))) {
    return below !== undefined && writtenIn(run, below).trim() === writtenIn(run, above).trim() ? { first: index - 1, last: index + 1 } : alone;
  }
  if (!HEADING.test(writtenIn(run, above))) return alone;
  const ends = below === undefined || isBlank(run, below) || /^\s*#{1,6}\s/.test(writtenIn(run, below));
  return ends || VALUE_ONLY.test(writtenIn(run, at)) ? { first: index - 1, last: index } : alone;
}

/** Longest static text, in characters, that may travel with a value as its sentence. */
const LONGEST_SENTENCE = 200;

/** The sentence around a unit, with the white space behind it; null when it is the whole line or too long to be one. */
export function sentenceAround(run: Run, line: Line, index: number): Line | null {
  const isEnd = (at: number): boolean => {
    const unit = run.units[at];
    const next = run.units[at + 1];
    return unit?.kind === 'text' && /^[.!?。！？]$/.test(unit.raw) && (next === undefined || next.kind !== 'text' || /^\s$/.test(next.raw)) && next?.kind !== 'hole';
  };
  let from = index;
  while (from > line.from && !(isEnd(from - 1) || (isSpace(run.units[from - 1]) && isEnd(from - 2)))) from -= 1;
  let to = index + 1;
  while (to < line.to && !isEnd(to - 1)) to += 1;
  while (to < line.to && isSpace(run.units[to])) to += 1;
  const text = run.units.slice(from, to).filter((unit) => unit.kind === 'text').length;
  const ended = isEnd(to - 1) || isSpace(run.units[to - 1]);
  return (from === line.from && to === line.to) || text > LONGEST_SENTENCE || !ended ? null : { from, to };
}

export const isSpace = (unit: Unit | undefined): boolean => unit?.kind === 'text' && /^\s$/.test(unit.raw);
