/** Moves lowered code to where its text stands now. */
import type { Span } from '../document.ts';

/** Maps an offset of one text to another; never decreasing, so that spans stay spans. */
export type MapOffset = (offset: number) => number;

/** A copy of plain data in which every span is mapped. */
export function mapSpans<T>(value: T, map: MapOffset): T;
export function mapSpans(value: unknown, map: MapOffset): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => mapSpans(item, map));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'number' && (key === 'start' || key === 'end')) copy[key] = map(part);
    else if (typeof part === 'object' && part !== null) copy[key] = mapSpans(part, map);
  }
  return copy;
}

/** One change that turns an old text into a new one. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The smallest single replacement between two texts; null when they are equal. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

export const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;
