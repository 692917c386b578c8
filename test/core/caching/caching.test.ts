import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cacheRuleFor, cacheableTokens } from '../../../src/core/caching/cache-rule.ts';
import { around, aroundMarked, cachedPrefix, firstChange, layOut, stablePrefix } from '../../../src/core/caching/prefix.ts';
import { reportOf, siteOf } from '../rules/drawn.ts';

const minimum = (provider: string | null, model: string | null) => cacheRuleFor(provider, model)?.minTokens;

test('the minimum is the model\'s, not the provider\'s', () => {
  assert.deepEqual(
    ['claude-opus-5', 'claude-sonnet-5', 'claude-sonnet-4-5-20250929', 'claude-opus-4-7', 'claude-haiku-4-5', 'claude-3-5-haiku-latest'].map((model) => minimum('anthropic', model)),
    [512, 1024, 1024, 2048, 4096, 2048],
  );
});

test('a model is recognised behind gateways, clouds and regions', () => {
  for (const [provider, model] of [[null, 'claude-haiku-4-5'], ['bedrock', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'], ['openrouter', 'anthropic/claude-haiku-4-5'], [null, 'bedrock/anthropic.claude-haiku-4-5'], ['aws', 'anthropic.claude-haiku-4-5-20251001-v1:0']] as const) {
    assert.equal(cacheRuleFor(provider, model)?.minTokens, 4096, `${provider} ${model}`);
  }
  assert.equal(cacheRuleFor('azure', 'gpt-4o-mini')?.increment, 128);
});

test('cached input has the price of its generation', () => {
  const read = (model: string) => cacheRuleFor('openai', model)?.readMultiplier;
  assert.deepEqual(['gpt-4o', 'o3-mini', 'gpt-4.1-mini', 'o3', 'gpt-5-mini', 'gpt-5.6-sol', 'gpt-6-sol'].map(read), [0.5, 0.5, 0.25, 0.25, 0.1, 0.1, 0.1]);
  assert.deepEqual(['gpt-5', 'gpt-5.6-sol'].map((model) => cacheRuleFor('openai', model)?.chargesWrites), [false, true]);
});

test('an unknown maker has no rule, and a known one without a known model has its general one', () => {
  assert.equal(cacheRuleFor(null, 'my-model'), null);
  assert.equal(cacheRuleFor('ollama', 'llama3'), null);
  assert.equal(cacheRuleFor('anthropic', null)?.mechanism, 'explicit');
});

test('OpenAI caches from 1,024 tokens in steps of 128', () => {
  const rule = cacheRuleFor('openai', 'gpt-4o');
  assert.ok(rule !== null);
  assert.deepEqual([0, 1023, 1024, 1151, 1152, 5000].map((tokens) => cacheableTokens(tokens, rule)), [0, 0, 1024, 1024, 1152, 4992]);
});

test('cacheable tokens never shrink and never exceed the prefix', () => {
  for (const model of ['gpt-4o', 'claude-sonnet-5', 'gemini-2.5-pro', 'deepseek-chat', 'mistral-large-latest']) {
    const rule = cacheRuleFor(null, model);
    assert.ok(rule !== null, model);
    let last = 0;
    for (let tokens = 0; tokens < 6000; tokens += 7) {
      const cached = cacheableTokens(tokens, rule);
      assert.ok(cached >= last && cached <= tokens, `${model} at ${tokens}`);
      last = cached;
    }
  }
});

test('what stands around a hole ends at the next thing that changes; history is looked through', () => {
  const site = siteOf('system = f"aaaa{now()}bbbbbbbb{history}{CONST}cccc{question}dddddddd"');
  const pieces = layOut(site.blocks, reportOf(site).tokens.segments);
  const at = firstChange(pieces, 'request');
  assert.equal(at, 1);
  assert.deepEqual(around(pieces, at, 'request'), { before: 1, behind: 3, historyFollows: true, end: 6 });
  assert.equal(stablePrefix(site.blocks, reportOf(site).tokens.segments), 1);
});

test('a marked block is cached as a whole or not at all', () => {
  const marker = { ttl: '5m' as const, location: siteOf('').location };
  const site = siteOf('system = f"aaaaaaaa{now()}"\nuser = f"bbbb"', { block: { system: { breakpoint: marker } } });
  const pieces = layOut(site.blocks, reportOf(site).tokens.segments);
  assert.deepEqual(aroundMarked(pieces, site.blocks, 1), { before: 0, behind: 2 });
});

test('a later call reads up to the last marker in front of the first change, or all that is stable', () => {
  const [shared, asked, talked] = ['system = "aaaaaaaa"', 'system = f"bbbb{question}"', 'system = f"{history}"'].map((drawn) => siteOf(drawn).blocks[0]!);
  const breakpoint = { ttl: null, location: shared!.location };
  const tokens = [[2], [1, 0], [0]];
  const read = (blocks: Parameters<typeof cachedPrefix>[0], mechanism: 'automatic' | 'explicit'): number => cachedPrefix(blocks, tokens, mechanism);
  assert.equal(read([shared!, asked!], 'automatic'), 3);
  assert.equal(read([{ ...shared!, breakpoint }, asked!], 'explicit'), 2, 'what follows the marker is not kept');
  assert.equal(read([shared!, { ...asked!, breakpoint }], 'explicit'), 0, 'an entry that ends behind a change is never found');
  assert.equal(cachedPrefix([shared!, talked!, { ...asked!, breakpoint }], [[2], [0], [1, 0]], 'explicit'), 3, 'but a conversation finds what its last turn left');
});
