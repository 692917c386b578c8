import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { costOf, halfEven } from '../../../src/core/pricing/cost.ts';
import type { Usage } from '../../../src/core/pricing/cost.ts';
import { rateOf } from '../../../src/core/pricing/price.ts';
import type { Price } from '../../../src/core/pricing/price.ts';

const price = (input: number, output: number, more: Partial<Price> = {}): Price => ({
  model: 'm', provider: 'p', input: rateOf(input), output: rateOf(output), cacheRead: null, cacheWrite5m: null, cacheWrite1h: null,
  contextWindow: null, date: '2026-09-23', source: 'test', ...more,
});
const usage = (part: Partial<Usage>): Usage => ({ input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, ...part });
const DOLLAR = 1_000_000_000;

describe('the cost of a call', () => {
  it('is what people work out first', () => {
    const sonnet = price(3, 15, { cacheRead: rateOf(0.3) });
    const month = (cost: number | null): number => (cost ?? Number.NaN) * 1_000_000 / DOLLAR;
    assert.equal(month(costOf(sonnet, usage({ input: 3_000 }))), 9_000);
    assert.equal(month(costOf(sonnet, usage({ cacheRead: 3_000 }))), 900);
    assert.equal(month(costOf(sonnet, usage({ input: 12_000 }))), 36_000);
  });

  it('charges each kind of token its own price, and the input price where there is none', () => {
    const all = usage({ input: 1_000_000, cacheRead: 1_000_000, cacheWrite5m: 1_000_000, cacheWrite1h: 1_000_000, output: 1_000_000 });
    assert.equal(costOf(price(3, 15, { cacheRead: rateOf(0.3), cacheWrite5m: rateOf(3.75), cacheWrite1h: rateOf(6) }), all), 28.05 * DOLLAR);
    assert.equal(costOf(price(3, 15), all), 27 * DOLLAR);
  });

  it('takes a tier for the whole request, cached tokens included, strictly above its border', () => {
    const tiered = price(0, 10, { input: { base: 2 * DOLLAR, tiers: [{ above: 200_000, rate: 4 * DOLLAR }] } });
    assert.equal(costOf(tiered, usage({ input: 200_000 })), 0.4 * DOLLAR);
    assert.equal(costOf(tiered, usage({ input: 200_001 })), 800_004_000);
    assert.equal(costOf(tiered, usage({ input: 100_000, cacheRead: 100_001 })), 800_004_000);
  });

  it('stays exact below a nano-dollar a token, and rounds once, half to even', () => {
    assert.deepEqual([halfEven(5n, 10n), halfEven(15n, 10n), halfEven(25n, 10n), halfEven(26n, 10n), halfEven(24n, 10n)], [0n, 2n, 2n, 3n, 2n]);
    const tiny = price(0.0005, 0);
    assert.equal(costOf(tiny, usage({ input: 1 })), 0);
    assert.equal(costOf(tiny, usage({ input: 3 })), 2);
    assert.equal(costOf(tiny, usage({ input: 10_000_000 })), 5_000_000);
  });

  it('does not drift over ten million additions', () => {
    const one = costOf(price(0.15, 0.6), usage({ input: 1_234, output: 56 })) ?? Number.NaN;
    let sum = 0;
    for (let i = 0; i < 10_000_000; i += 1) sum += one;
    assert.equal(sum, one * 10_000_000);
  });

  it('answers null for counts that are none, and sums too large to be exact', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(costOf(price(1, 1), usage({ input: wrong })), null);
    assert.equal(costOf(price(1_000_000, 0), usage({ input: Number.MAX_SAFE_INTEGER })), null);
  });
});
