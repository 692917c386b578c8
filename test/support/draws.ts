/** Draws that a random text needs, on the seeded generator. */
import type { Random } from './random.ts';

/** An integer in [from, to]. */
export const between = (random: Random, from: number, to: number): number => from + random.int(to - from + 1);

/** True in that share of draws. */
export const chance = (random: Random, share: number): boolean => random.int(1_000_000) < share * 1_000_000;

/** One of a list or string that is not empty; a string's UTF-16 unit. */
export const of = <T>(random: Random, items: ArrayLike<T>): T => items[random.int(items.length)] as T;
