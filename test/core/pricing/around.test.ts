/** What stands around the price of a token: fees, services, conversations, retirement, ids as people write them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCatalogue } from '../../../src/core/pricing/catalogue.ts';
import type { CallSite } from '../../../src/core/call-site.ts';
import { estimateCallCost } from '../../../src/core/pricing/call-cost.ts';
import { conversationCost } from '../../../src/core/pricing/conversation.ts';
import { feeWords, serviceShare } from '../../../src/core/pricing/fees.ts';
import { rateOf } from '../../../src/core/pricing/price.ts';
import type { Price } from '../../../src/core/pricing/price.ts';
import { createPrices } from '../../../src/node/prices.ts';
import { chance, of } from '../../support/draws.ts';
import { createRandom } from '../../support/random.ts';
import { reportOf, siteOf } from '../rules/drawn.ts';

const catalogue = createCatalogue(await createPrices(null).load());
const NOW = Date.parse('2026-10-01T12:00:00Z');
const price: Price = {
  model: 'm', provider: 'p', input: rateOf(3), output: rateOf(15), cacheRead: rateOf(0.3), cacheWrite5m: rateOf(3.75), cacheWrite1h: rateOf(6), contextWindow: null, date: '2026-09-23', source: 'test',
};

describe('a conversation', () => {
  const turn = { input: 100, output: 400 };

  it('pays at turn n for all turns before it', () => {
    for (const turns of [1, 2, 7, 40]) {
      const input = turns * (1_000 + 100) + 500 * turns * (turns - 1) / 2;
      assert.equal(conversationCost(price, { prefix: 1_000, perTurn: turn, turns, cached: false }), input * 3_000 + turns * 400 * 15_000);
    }
  });

  it('costs its parts at their prices when what was sent is read from the cache', () => {
    // Written: 1,100, then 500 a turn. Read: 1,100, then 1,600.
    assert.equal(conversationCost(price, { prefix: 1_000, perTurn: turn, turns: 3, cached: true }), (1_100 + 500 + 500) * 3_750 + (1_100 + 1_600) * 300 + 3 * 400 * 15_000);
  });
});

describe('what is charged beside tokens', () => {
  it('is told in words where it is published, and not guessed elsewhere', () => {
    assert.match(feeWords('openai', 'gpt-5', 'web_search') ?? '', /\$10 per thousand/);
    assert.match(feeWords('openai', 'gpt-4o', 'web_search_preview') ?? '', /\$25 per thousand/);
    assert.match(feeWords('google', 'gemini-2.5-flash', 'googleSearch') ?? '', /\$35/);
    assert.match(feeWords('google', 'gemini-2.5-pro', 'cached_content') ?? '', /\$4\.50 per million tokens and hour/);
    assert.equal(feeWords('anthropic', 'claude-sonnet-5', 'computer_use'), null);
  });

  it('a place is part of the price, and of the figures', () => {
    const cost = (fees: readonly string[]) => {
      const report = reportOf(siteOf('system = f"{RULES} You are brief."', { site: { provider: 'anthropic', model: { id: 'claude-opus-4-6', from: 'literal', candidates: [], location: null }, fees } }));
      const found = estimateCallCost(report.site, { ...report.tokens, static: 1000, overhead: 0 }, { catalogue, now: NOW });
      assert.ok(found !== null);
      return found;
    };
    const [anywhere, inUs, searching] = [cost([]), cost(['inference_geo']), cost(['inference_geo', 'web_search'])];
    assert.deepEqual([anywhere.uncached, inUs.uncached], [5_000_000, 5_500_000]);
    assert.match(inUs.place ?? '', /in the US alone, at 1\.1 times/);
    assert.deepEqual([inUs.tokensOnly, searching.tokensOnly, searching.fees?.length], [false, true, 1], 'what is included is no fee on top');
  });

  it('a conversation is told by what its turns add', () => {
    const grown = (source: string, change = (site: CallSite): CallSite => site) => {
      const report = reportOf(change(siteOf(source, { model: 'gpt-4.1' })));
      return estimateCallCost(report.site, { ...report.tokens, static: 1000, overhead: 0 }, { catalogue, now: NOW });
    };
    const answering = (site: CallSite): CallSite => ({ ...site, blocks: site.blocks.map((block) => (block.role === 'user' ? { ...block, role: 'assistant' } : block)) });
    const asked = 'system = "You are brief."\nuser = f"{text}"';
    for (const talk of [grown('system = "You are brief."\nuser = f"{history}"'), grown(asked, answering)]) {
      // Ten times 1,000 tokens; a hundred more each turn are sent 1 + 2 + … + 10 times.
      assert.deepEqual([talk?.tenTurns, talk?.perHundred], [10 * 1000 * 2_000, 55 * 100 * 2_000]);
    }
    assert.equal(grown(asked)?.tenTurns, undefined, 'a question by itself is none');
  });

  it('a batch costs half where it is offered', () => {
    assert.equal(serviceShare('anthropic', 'claude-sonnet-5', 'batch'), 0.5);
    assert.equal(serviceShare('openai', 'gpt-4o', 'flex'), null);
    assert.equal(serviceShare('openai', 'o3', 'flex'), 0.5);
    assert.equal(serviceShare('google', 'gemini-2.5-flash', 'flex'), 0.5);
    assert.equal(serviceShare('deepseek', 'deepseek-chat', 'batch'), null);
  });
});

describe('a retired model', () => {
  const retired = (model: string, provider: string, at: number = NOW): string | undefined => catalogue.find({ model, provider, at })?.retired;

  it('is named with its date, and only where its maker sells it', () => {
    assert.equal(retired('claude-3-opus-20240229', 'anthropic'), '2026-01-05');
    assert.equal(retired('anthropic/claude-3-opus-20240229', 'anthropic'), '2026-01-05');
    assert.equal(retired('claude-sonnet-4-20250514', 'anthropic'), '2026-06-15');
    assert.equal(retired('claude-opus-4-6', 'anthropic'), undefined);
    assert.equal(retired('anthropic.claude-3-opus-20240229-v1:0', 'aws'), undefined);
  });

  it('is named sixty days before, and not earlier', () => {
    assert.equal(retired('claude-3-opus-20240229', 'anthropic', Date.parse('2025-10-31')), undefined);
    assert.equal(retired('claude-3-opus-20240229', 'anthropic', Date.parse('2025-12-01')), '2026-01-05');
    assert.equal(retired('gpt-5', 'openai', Date.parse('2026-11-01')), '2026-12-11');
    assert.equal(retired('gpt-5.1', 'openai', Date.parse('2026-11-01')), undefined);
    assert.equal(retired('gpt-4o', 'azure', Date.parse('2026-12-31')), undefined, 'other sellers have dates of their own');
  });
});

describe('ids as people write them', () => {
  const models: readonly (readonly [string, string])[] = [
    ['openai', 'gpt-4o'], ['openai', 'gpt-4o-mini'], ['openai', 'gpt-5'], ['openai', 'o3'], ['anthropic', 'claude-sonnet-4-5'], ['anthropic', 'claude-haiku-4-5'], ['anthropic', 'claude-opus-4-6'],
    ['google', 'gemini-2.5-flash'], ['google', 'gemini-2.5-pro'], ['groq', 'llama-3.3-70b-versatile'], ['mistral', 'mistral-small-latest'], ['deepseek', 'deepseek-chat'],
  ];
  /** Each leaves the model what it is. */
  const dressings: readonly ((model: string, provider: string) => string)[] = [
    (model) => model.toUpperCase(), (model) => ` ${model} `, (model, provider) => `${provider}/${model}`, (model, provider) => `${provider}:${model}`,
    (model, provider) => `litellm/${provider}/${model}`, (model, provider) => `gateway/${provider}:${model}`, (model) => `models/${model}`,
  ];

  it('cost what the plain id costs, however they are dressed', () => {
    const random = createRandom(88);
    for (let i = 0; i < 2_000; i += 1) {
      const [provider, model] = of(random, models);
      const plain = catalogue.find({ model, provider, at: NOW });
      assert.ok(plain !== null, model);
      const worn = of(random, dressings)(model, provider);
      const found = catalogue.find({ model: worn, provider: chance(random, 0.5) ? provider : null, at: NOW });
      // `models/` and a bare id do not say who bills; the maker does then.
      if (found === null || found.provider !== plain.provider) assert.ok(!worn.includes(provider), worn);
      else assert.deepEqual(found.input, plain.input, worn);
    }
  });

  it('are their maker’s where nobody else says who bills', () => {
    assert.equal(catalogue.find({ model: 'text-embedding-3-large', provider: null, at: NOW })?.provider, 'openai');
    assert.equal(catalogue.find({ model: 'glm-5.2', provider: null, at: NOW })?.provider, 'zai');
  });

  it('never throw, and never cost nothing, whatever they are', () => {
    const random = createRandom(89);
    const signs = [...'abc123-./:@_ '];
    for (let i = 0; i < 5_000; i += 1) {
      const model = Array.from({ length: random.int(24) }, () => (chance(random, 0.15) ? of(random, ['gpt', 'claude', 'arn:aws:bedrock:', 'us.', 'ft:', 'anthropic.', '-v1:0']) : of(random, signs))).join('');
      const found = catalogue.find({ model, provider: of(random, [null, 'openai', 'aws', 'azure', 'nobody']), at: NOW });
      assert.ok(found === null || found.input.base > 0 || found.output.base > 0 || /:free/.test(model), model);
    }
  });
});
