/** The window of time a budget counts, in local days and months. */
import type { BudgetPeriod } from '../config/config.ts';

/**
 * Minutes that local time is ahead of UTC, east positive.
 * A function when it changes with the date (daylight saving): it is asked at the window's own boundaries.
 */
export type UtcOffset = number | ((at: number) => number);

/** Unix milliseconds, half-open. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;

/** Null for budgets per request and per session, which no clock resets. */
export function windowOf(period: BudgetPeriod, now: number, offset: UtcOffset): Window | null {
  if (period === 'request' || period === 'session') return null;
  const local = new Date(now + offsetAt(offset, now) * MINUTE);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  return period === 'day'
    ? { start: instant(Date.UTC(year, month, day), offset), end: instant(Date.UTC(year, month, day + 1), offset) }
    : { start: instant(Date.UTC(year, month, 1), offset), end: instant(Date.UTC(year, month + 1, 1), offset) };
}

const offsetAt = (offset: UtcOffset, at: number): number => (typeof offset === 'number' ? offset : offset(at));

/** The instant at which local clocks show `wall`. Asked twice, since the offset before midnight may not hold at it. */
function instant(wall: number, offset: UtcOffset): number {
  const first = wall - offsetAt(offset, wall) * MINUTE;
  return wall - offsetAt(offset, first) * MINUTE;
}
