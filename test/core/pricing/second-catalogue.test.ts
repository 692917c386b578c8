import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import { serviceShare } from '../../../src/core/pricing/fees.ts';
import { rateAt } from '../../../src/core/pricing/price.ts';
import type { Rate } from '../../../src/core/pricing/price.ts';
import { createPrices } from '../../../src/node/prices.ts';
import { READ_ON, SECOND_CATALOGUE } from './second-catalogue.ts';

/** Where the two differ, and which is right. A line that no longer differs fails the test: it is then taken out. */
const DISAGREEMENTS: Readonly<Record<string, string>> = {
  'claude-sonnet-4-20250514 long': 'the other keeps the price of the million-token beta, which was retired on 2026-04-30',
  'claude-sonnet-4-5 long': 'as above',
};

const dollars = (rate: Rate | null): number | null => (rate === null ? null : rate.base / 1e9);

describe('against a second catalogue', async () => {
  const catalogue = createCatalogue(await createPrices(null).load());

  it('prices agree, but for what is known and why', () => {
    const different: Record<string, string> = {};
    for (const [provider, model, input, output, read, write, hour, , long] of SECOND_CATALOGUE) {
      const price = catalogue.find({ model, provider, at: Date.parse(READ_ON) });
      const ours = [dollars(price?.input ?? null), dollars(price?.output ?? null), dollars(price?.cacheRead ?? null), dollars(price?.cacheWrite5m ?? null), dollars(price?.cacheWrite1h ?? null), price === null ? null : rateAt(price.input, 300_000) / 1e9];
      [input, output, read, write, hour, long].forEach((theirs, i) => {
        const own = ours[i] ?? null;
        const name = ['input', 'output', 'cached', 'write', 'hour', 'long'][i] ?? '';
        if (theirs !== null && (own === null || Math.abs(own - theirs) > 1e-6)) different[`${model} ${name}`] = `${own} and ${theirs}`;
      });
    }
    assert.deepEqual(Object.keys(different).toSorted(), Object.keys(DISAGREEMENTS).toSorted(), JSON.stringify(different));
  });

  it('batches cost the share we take them to cost', () => {
    const checked = SECOND_CATALOGUE.flatMap(([provider, model, input, , , , , batch]) => {
      if (batch === null) return [];
      assert.equal(input * (serviceShare(provider, model, 'batch') ?? Number.NaN), batch, model);
      return [model];
    });
    assert.ok(checked.length >= 5, checked.join(' '));
  });
});
