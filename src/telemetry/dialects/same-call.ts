/** When two statements tell one call, and when the second is an answer out of a cache. */
import type { TokenCounts } from './dialect.ts';

/** Unix milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

interface Timed {
  readonly id: string;
  /** Null for a log record, which says only when the answer was there. */
  readonly span: Interval | null;
}

export interface Turn<T> {
  readonly members: T[];
  readonly replayed: boolean;
}

/** Statements on one response id, apart where one began after the others had ended. */
export function inTurn<T extends Timed>(group: readonly T[]): readonly Turn<T>[] {
  if (group.length === 1) return [{ members: [...group], replayed: false }];
  const turns: (Turn<T> & { end: number })[] = [];
  for (const node of [...group].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0) || (a.id < b.id ? -1 : 1))) {
    const last = turns.at(-1);
    if (last !== undefined && (node.span === null || node.span.start < last.end)) {
      last.members.push(node);
      last.end = Math.max(last.end, node.span?.end ?? 0);
    } else turns.push({ members: [node], replayed: last !== undefined && last.end > 0, end: node.span?.end ?? 0 });
  }
  const [logged, first, ...later] = turns;
  // A log record says only when the answer was there: it belongs to the first call.
  return logged?.end === 0 && first !== undefined ? [{ members: [...logged.members, ...first.members], replayed: false }, ...later] : turns;
}

export const overlap = (a: Interval, b: Interval): boolean => Math.min(a.end, b.end) > Math.max(a.start, b.start);

/** Some instrumentations add up what a stream says of its output at its beginning and at its end. */
const MISCOUNTED = 4;

export const inputOf = (tokens: Omit<TokenCounts, 'output' | 'reasoning'>): number => tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;

/** Fewer output tokens than this may be the same by chance. */
const TELLING = 16;

/** Counts of one call, by two instrumentations; one may have missed what was put in, as some do of streams, or what of it was cached. */
export function sayTheSame(a: TokenCounts, b: TokenCounts): boolean {
  const [first, second] = [inputOf(a), inputOf(b)];
  if (first === second) return Math.abs(a.output - b.output) <= MISCOUNTED;
  if (a.output !== b.output || a.output < TELLING) return false;
  const less = Math.min(first, second);
  return less === 0 || (a.input === b.input && less === a.input);
}
