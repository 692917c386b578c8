/** When a child that ended by itself is started again. Pure: the caller knows the time. */

const WINDOW_MS = 3 * 60_000;
const MOST_IN_WINDOW = 5;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;

/**
 * Milliseconds to wait before the next start, doubling; null when it ended too often to go on by itself.
 * `ends`: Unix milliseconds of each unwanted end, the last one now.
 */
export function restartDelay(ends: readonly number[]): number | null {
  const now = ends.at(-1) ?? 0;
  const lately = ends.filter((end) => now - end < WINDOW_MS).length;
  if (lately >= MOST_IN_WINDOW) return null;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, lately - 1));
}
