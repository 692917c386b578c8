/**
 * What the models of the sample cost, read off the providers' price lists by hand: the check on the figures that
 * Costline takes from its catalogue. Dollars per million tokens.
 */
import type { BilledCall } from '../demo/stub/bill.ts';

const PRICES: Readonly<Record<string, { readonly input: number; readonly cacheRead: number; readonly cacheWrite5m: number; readonly output: number }>> = {
  'gpt-4.1': { input: 2, cacheRead: 0.5, cacheWrite5m: 0, output: 8 },
  'gpt-4.1-mini': { input: 0.4, cacheRead: 0.1, cacheWrite5m: 0, output: 1.6 },
  'claude-haiku-4-5': { input: 1, cacheRead: 0.1, cacheWrite5m: 1.25, output: 5 },
  'claude-sonnet-4-6': { input: 3, cacheRead: 0.3, cacheWrite5m: 3.75, output: 15 },
};

/** In integer nano-dollars. No price above has more than three decimals, so that no call needs rounding. */
export function listPrice(call: BilledCall): number {
  const price = PRICES[call.model];
  if (price === undefined) throw new Error(`No list price for ${call.model}.`);
  const nano = (tokens: number, dollarsPerMillion: number): number => tokens * Math.round(dollarsPerMillion * 1000);
  return nano(call.input, price.input) + nano(call.cacheRead, price.cacheRead) + nano(call.cacheWrite5m, price.cacheWrite5m) + nano(call.output, price.output);
}

export function listPriceOfAll(calls: readonly BilledCall[]): number {
  return calls.reduce((sum, call) => sum + listPrice(call), 0);
}
