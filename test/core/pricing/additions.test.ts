/** Models newer than the list, and those that nobody lists yet. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import { serviceShare } from '../../../src/core/pricing/fees.ts';
import { readPriceList } from '../../../src/core/pricing/price-list.ts';
import { rateAt } from '../../../src/core/pricing/price.ts';
import type { Price, Rate } from '../../../src/core/pricing/price.ts';
import { createPrices } from '../../../src/node/prices.ts';

const raw = await createPrices(null).load();
const catalogue = createCatalogue(raw);
const list = readPriceList(raw);
const find = (model: string, provider: string | null = null, day = '2026-11-23'): Price | null => catalogue.find({ model, provider, at: Date.parse(day) });
const dollars = (rate: Rate | null | undefined, input = 0): number | null => (rate === null || rate === undefined ? null : rateAt(rate, input) / 1e9);

describe('models newer than the list', () => {
  it('cost what their makers say from the day they say so, and nothing is known of the days before', () => {
    assert.equal(find('claude-sonnet-5-5', 'anthropic', '2026-09-01'), null);
    assert.deepEqual([dollars(find('claude-sonnet-5-5', null, '2026-10-01')?.cacheRead), dollars(find('claude-sonnet-5-5')?.cacheRead)], [0.2, 0.1]);
    assert.equal(find('claude-sonnet-5-5')?.source, 'the maker');
  });

  it('are found however they are spelled, and dearer in a region of Bedrock', () => {
    for (const model of ['anthropic/claude-sonnet-5.5', 'openrouter/anthropic/claude-sonnet-5.5', 'claude-sonnet-5-5@default', 'global.anthropic.claude-sonnet-5-5', 'vertex_ai/claude-sonnet-5-5']) assert.equal(dollars(find(model)?.input), 2, model);
    for (const model of ['us.anthropic.claude-sonnet-5-5', 'anthropic.claude-sonnet-5-5', 'arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-sonnet-5-5']) assert.equal(dollars(find(model)?.input), 2.2, model);
    assert.equal(dollars(find('azure/gpt-6.1-sol')?.input), 2);
    assert.equal(dollars(find('gpt-6.1-terra-2026-10-26', 'openai')?.output), 5);
    assert.equal(dollars(find('grok-4.20-0309-reasoning', 'xai')?.input), 1.25);
  });

  it('cost more in long requests, the whole of them', () => {
    const haiku = find('claude-haiku-5-5');
    assert.deepEqual([100_000, 100_001].map((input) => dollars(haiku?.input, input)), [0.1, 0.5]);
    assert.deepEqual([dollars(haiku?.cacheWrite5m, 200_000), dollars(haiku?.cacheWrite1h, 200_000)], [0.625, 1]);
    const sol = find('gpt-6.1-sol');
    assert.deepEqual([dollars(sol?.input, 300_000), dollars(sol?.output, 300_000)], [4, 15]);
  });

  it('are left to a list that is newer', () => {
    const newer = createCatalogue({ source: 'newer', date: '2027-01-01', providers: [{ id: 'x-ai', claims: { starts_with: 'grok' }, models: [{ id: 'grok-4.7', match: { equals: 'grok-4.7' }, prices: [{ input: 1, output: 3 }] }] }] });
    assert.equal(newer.find({ model: 'grok-4.7', provider: 'xai', at: Date.parse('2027-01-02') })?.input.base, 1e9);
  });
});

describe('models that nobody lists', () => {
  it('are unpriced, though the list has patterns that would take them', () => {
    for (const model of ['claude-sonnet-5-6', 'anthropic/claude-sonnet-5.6', 'us.anthropic.claude-sonnet-5-6-v1:0', 'claude-opus-6', 'claude-haiku-4-6', 'gpt-6.2-sol', 'gemini-3.9-flash', 'gemini-3.8-flash-cyber', 'grok-5', 'mistral-large-5', 'kimi-k4']) assert.equal(find(model), null, model);
    for (const model of ['claude-opus-4-13', 'claude-4-2-opus', 'publishers/anthropic/models/claude-opus-4-9']) assert.equal(find(model, 'vertex_ai'), null, model);
    for (const model of ['claude-opus-4-20250514', 'claude-opus-4-0', 'claude-sonnet-4-5@20250929', 'claude-haiku-4.5']) assert.notEqual(find(model, 'vertex_ai') ?? find(model), null, model);
  });
});

describe('names of a maker with a size or a use behind them', () => {
  it('are another model, whichever the list\'s patterns begin like', () => {
    let asked = 0;
    const providers = (list?.providers ?? []).filter(({ id }) => ['openai', 'anthropic', 'google', 'mistral', 'deepseek', 'x-ai', 'aws'].includes(id));
    const named = (model: string | undefined): string => JSON.stringify(providers.flatMap(({ models }) => models.filter(({ id }) => id === model)));
    for (const { id: provider, models } of providers) {
      for (const { id } of models) {
        for (const word of ['lite', 'mini', 'nano', 'pro', 'max', 'ultra', 'image', 'tts', 'live', 'audio', 'codex'].filter((each) => !id.toLowerCase().split(/[^a-z]+/).includes(each))) {
          const found = find(`${id}-${word}`, provider);
          asked += 1;
          assert.ok(found === null || named(found.model).includes(word), `${provider} ${id}-${word} as ${found?.model}`);
        }
      }
    }
    assert.ok(asked > 3_000, `${asked}`);
    for (const model of ['gemini-3.8-flash-lite', 'gemini-3.6-flash-lite', 'claude-opus-5-fast', 'gpt-5-nano-pro']) assert.equal(find(model), null, model);
  });

  it('are found by Vertex AI\'s name of a resource, and Google bills', () => {
    const of = (model: string): readonly unknown[] => [find(model)?.provider, find(model)?.model];
    assert.deepEqual(of('projects/acme/locations/us-central1/publishers/google/models/gemini-2.5-flash'), ['google', 'gemini-2.5-flash']);
    assert.equal(find('projects/acme/locations/europe-west1/publishers/anthropic/models/claude-sonnet-4-5@20250929')?.provider, 'google');
  });

  it('by a date that the list does not know are priced as the model, and say so', () => {
    assert.match(find('gpt-4o-2031-01-01')?.note ?? '', /no price for this snapshot/);
    for (const model of ['gpt-4o-2024-08-06', 'claude-sonnet-4-6-20260101', 'gpt-4o']) assert.doesNotMatch(find(model)?.note ?? '', /snapshot/, model);
  });
});

describe('what the list leaves out', () => {
  it('an hour of cache costs twice the input wherever Claude is served', () => {
    for (const [model, provider] of [['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'bedrock'], ['claude-opus-4-6', 'vertex_ai'], ['claude-haiku-4-5', 'anthropic']] as const) {
      const price = find(model, provider);
      assert.equal(price?.cacheWrite1h?.base, 2 * (price?.input.base ?? Number.NaN), model);
    }
  });

  it('Mistral reads its cache at a tenth, and an alias costs what it points to', () => {
    assert.equal(dollars(find('codestral-latest', 'mistral')?.cacheRead), 0.03);
    assert.deepEqual([dollars(find('mistral-small-latest', 'mistral', '2026-01-01')?.input), dollars(find('mistral-small-latest', 'mistral')?.input)], [0.1, 0.15]);
  });

  it('long requests cost no more where that has ended', () => {
    for (const [model, provider] of [['claude-opus-4-6', 'vertex_ai'], ['anthropic/claude-sonnet-4.5', 'vercel']] as const) assert.equal(dollars(find(model, provider)?.input, 300_000), dollars(find(model, provider)?.input), model);
    assert.equal(dollars(find('claude-opus-4-6', 'vertex_ai', '2026-03-01')?.input, 300_000), 10);
  });

  it('a fine-tune says by itself whose it is', () => assert.equal(dollars(find('ft:gpt-4o-2024-08-06:acme::abc')?.input), 3.75));

  it('batches and slow service have a share each', () => {
    assert.equal(serviceShare('x-ai', 'grok-4.7', 'batch'), 0.8);
    assert.equal(serviceShare('openai', 'gpt-6.1-sol', 'flex'), 0.5);
  });
});
