/** Moves lowered code to where its text stands now. */
import type { Span } from '../document.ts';

/** Maps an offset of one text to another; never decreasing, so that spans stay spans. */
export type MapOffset = (offset: number) => number;

/** A copy of plain data in which every span is mapped. Runs while typing, so it copies key by key without spreading. */
export function mapSpans<T>(value: T, map: MapOffset): T;
export function mapSpans(value: unknown, map: MapOffset): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return mapArray(value, map);
  const from = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key in from) {
    const part = from[key];
    if (typeof part === 'number') copy[key] = key === 'start' || key === 'end' ? map(part) : part;
    else copy[key] = typeof part === 'object' ? mapSpans(part, map) : part;
  }
  return copy;
}

function mapArray(values: readonly unknown[], map: MapOffset): readonly unknown[] {
  if (values.length === 0) return values;
  const copy: unknown[] = [];
  for (const value of values) copy.push(mapSpans(value, map));
  return copy;
}

/** One change that turns an old text into a new one. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Characters compared at once before the last few are compared one by one. */
const BLOCK = 4_096;

/** The smallest single replacement between two texts; null when they are equal. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + BLOCK <= shorter && before.slice(start, start + BLOCK) === after.slice(start, start + BLOCK)) start += BLOCK;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  const room = shorter - start;
  const same = (tail: number): boolean =>
    before.slice(before.length - tail - BLOCK, before.length - tail) === after.slice(after.length - tail - BLOCK, after.length - tail);
  let tail = 0;
  while (tail + BLOCK <= room && same(tail)) tail += BLOCK;
  while (tail < room && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

export const touches = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end;
