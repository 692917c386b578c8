import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calcPrice, findProvider } from '@pydantic/genai-prices';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import { costOf } from '../../../src/core/pricing/cost.ts';
import { isLocal } from '../../../src/core/pricing/model-id.ts';
import { createPrices } from '../../../src/node/prices.ts';
import { between, of } from '../../support/draws.ts';
import { createRandom } from '../../support/random.ts';

const raw = await createPrices(null).load();
const catalogue = createCatalogue(raw);
const NOON = Date.parse('2026-10-01T12:00:00Z');
const dollars = (model: string, provider: string | null = null, at = NOON): number | null => {
  const price = catalogue.find({ model, provider, at });
  return price === null ? null : price.input.base / 1e9;
};

describe('finding a price', () => {
  const written: readonly [string, string | null, number][] = [
    ['gpt-4o', null, 2.5], ['GPT-4o', null, 2.5], ['gpt-4o-2024-08-06', 'openai', 2.5], ['openai:gpt-4o', null, 2.5], ['openai/gpt-4o', null, 2.5],
    ['azure/gpt-4o', null, 2.5], ['gpt-4o', 'az.ai.openai', 2.5], ['gpt-4o', 'openai.chat', 2.5], ['litellm/openai/gpt-4o', null, 2.5],
    ['anthropic/claude-sonnet-4-5', null, 3], ['openrouter/anthropic/claude-sonnet-4.5', null, 3], ['claude-sonnet-4-5-20250929', 'anthropic', 3],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', null, 3.3], ['claude-sonnet-4@20250514', 'vertex_ai', 3],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0', null, 3.3],
    ['models/gemini-2.5-flash', null, 0.3], ['vertex_ai/gemini-2.5-flash', null, 0.3], ['gemini-2.5-flash', 'gcp.vertex_ai', 0.3],
    ['ft:gpt-4o-mini-2024-07-18:acme::abc', 'openai', 0.3], ['groq/llama-3.3-70b-versatile', null, 0.59], ['o3', 'openai', 2],
    ['gpt-35-turbo-16k', 'azure', 3], ['gpt-35-turbo-0613', 'azure', 1.5], ['claude-3-5-sonnet-latest', 'anthropic', 3], ['mistral-large-latest', 'mistral', 0.5],
  ];
  for (const [model, provider, expected] of written) {
    it(`${model}${provider === null ? '' : ` from ${provider}`} costs $${expected} a million`, () => assert.equal(dollars(model, provider), expected));
  }

  it('answers null, never 0, for what nobody lists', () => {
    for (const [model, provider] of [['gpt-99-ultra-x', 'acme'], ['my-deployment', 'azure'], ['', null], ['llama3', 'ollama'], ['unknown', 'openai']] as const) {
      assert.equal(catalogue.find({ model, provider, at: NOON }), null, model);
    }
    assert.equal(createCatalogue(null).find({ model: 'gpt-4o', provider: 'openai', at: NOON }), null);
  });

  it('does not take the newest of a family for the first that bore its name', () => {
    assert.equal(dollars('gemini-pro', 'google'), 0.125);
    for (const model of ['gemini-pro-latest', 'models/gemini-pro-latest', 'gemini-flash-latest']) assert.equal(dollars(model, 'google'), null, model);
  });

  it('knows what is published as free, and what runs at home', () => {
    assert.equal(dollars('meta-llama/llama-3.3-70b-instruct:free', 'openrouter'), 0);
    assert.ok(isLocal('ollama') && isLocal('hosted_vllm') && isLocal(null, 'ollama/llama3') && isLocal('LM Studio'));
    assert.ok(!isLocal('openai') && !isLocal(null, 'gpt-4o'));
  });

  it('costs last month what it cost last month', () => {
    assert.equal(dollars('o3', 'openai', Date.parse('2025-06-01')), 10);
    assert.equal(dollars('o3', 'openai', Date.parse('2025-06-11')), 2);
  });

  it('follows the time of day where a provider does', () => {
    const at = (time: string): number | null => dollars('deepseek-v4-flash', 'deepseek', Date.parse(`2026-10-01T${time}Z`));
    assert.equal(at('02:00:00'), 0.44);
    assert.equal(at('12:00:00'), 0.22);
  });

  it('corrects what the list has stale, and says so', () => {
    const price = catalogue.find({ model: 'mistral-large-latest', provider: 'mistral', at: NOON });
    assert.equal(price?.input.base, 0.5e9);
    assert.match(price?.note ?? '', /alias/);
  });

  it("takes the user's prices and deployment names first", () => {
    const own = createCatalogue(raw, { prices: { 'gpt-4o': { input: 1, output: 4 } }, models: { 'prod-chat': 'gpt-4o', 'prod-mini': 'gpt-4o-mini' } });
    assert.equal(own.find({ model: 'azure/gpt-4o', provider: 'azure', at: NOON })?.input.base, 1e9);
    assert.equal(own.find({ model: 'prod-chat', provider: 'azure', at: NOON })?.source, 'costline.json');
    assert.equal(own.find({ model: 'prod-mini', provider: 'azure', at: NOON })?.input.base, 0.15e9);
  });
});

describe('against the package the list comes from', () => {
  it('a call costs the same, for drawn models, usages and days', () => {
    const random = createRandom(41);
    const providers = ['openai', 'anthropic', 'google', 'groq', 'x-ai', 'cohere', 'moonshotai'].map((providerId) => findProvider({ providerId }));
    let compared = 0;
    for (let draws = 0; draws < 3_000; draws += 1) {
      const provider = of(random, providers);
      if (provider === undefined) throw new Error('the package has no such provider');
      const { id } = of(random, provider.models);
      const at = Date.parse('2025-01-01') + random.int(700) * 86_400_000;
      const price = catalogue.find({ model: id, provider: provider.id, at });
      if (price?.note !== undefined || price?.source === 'the maker') continue;
      const usage = { input: between(random, 0, 400_000), cacheRead: between(random, 0, 5_000), cacheWrite5m: between(random, 0, 900), cacheWrite1h: 0, output: between(random, 0, 9_000) };
      const theirs = calcPrice({
        input_tokens: usage.input + usage.cacheRead + usage.cacheWrite5m, cache_read_tokens: usage.cacheRead, cache_write_tokens: usage.cacheWrite5m, output_tokens: usage.output,
      }, id, { providerId: provider.id, timestamp: new Date(at) });
      if (price === null || theirs === null || Object.keys(theirs.model_price).some((key) => !/^(input|output|cache_read|cache_write|cache_write_1h)_mtok$|web_searches|storage|audio|image|video/.test(key))) continue;
      assert.ok(Math.abs((costOf(price, usage) ?? Number.NaN) - theirs.total_price * 1e9) <= 1, `${provider.id} ${id} ${new Date(at).toISOString()} ${JSON.stringify(usage)}: ${costOf(price, usage)} and ${theirs.total_price}`);
      compared += 1;
    }
    assert.ok(compared > 1_500, `only ${compared} of 3,000 draws could be compared`);
  });
});
