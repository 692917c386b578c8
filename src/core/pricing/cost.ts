/** Disjoint tokens × price. Exact in between, rounded once. */
import type { Nanodollars } from '../analysis.ts';
import { rateAt } from './price.ts';
import type { Price, Rate } from './price.ts';

/** Billed tokens of one call; no token is in two of them. `output` is all billed output, reasoning included. */
export interface Usage {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
}

const MILLION = 1_000_000n;

/** Integer nano-dollars, rounded half to even. Null when a count is no count, or the sum too large to be exact. */
export function costOf(price: Price, usage: Usage): Nanodollars | null {
  const counts = [usage.input, usage.cacheRead, usage.cacheWrite5m, usage.cacheWrite1h, usage.output];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return null;
  const size = usage.input + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h;
  const part = (tokens: number, rate: Rate): bigint => BigInt(tokens) * BigInt(rateAt(rate, size));
  const millionths = part(usage.input, price.input)
    + part(usage.cacheRead, price.cacheRead ?? price.input)
    + part(usage.cacheWrite5m, price.cacheWrite5m ?? price.input)
    + part(usage.cacheWrite1h, price.cacheWrite1h ?? price.cacheWrite5m ?? price.input)
    + part(usage.output, price.output);
  const cost = Number(halfEven(millionths, MILLION));
  return Number.isSafeInteger(cost) ? cost : null;
}

/** `value / by` to the nearest integer, a tie to the even one. Neither is negative. */
export function halfEven(value: bigint, by: bigint): bigint {
  const whole = value / by;
  const twice = (value % by) * 2n;
  if (twice < by) return whole;
  return twice > by || whole % 2n === 1n ? whole + 1n : whole;
}
