import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tier } from '../../../src/core/analysis.ts';
import type { CallSite } from '../../../src/core/call-site.ts';
import { tierSection } from '../../../src/core/present/tier-card.ts';
import { adviseTier } from '../../../src/core/routing/advise.ts';
import { breakEven, cascadeSavesBelow } from '../../../src/core/routing/break-even.ts';
import { routeText } from '../../../src/core/routing/route-text.ts';
import { modelsOf, tierOf, TIERS } from '../../../src/core/routing/tiers.ts';
import { reportOf, siteOf } from '../rules/drawn.ts';
import { cpuTime } from '../../support/cpu-time.ts';

const PRICES: Readonly<Record<string, { readonly input: number; readonly output: number }>> = {
  'gpt-4o': { input: 2_500_000_000, output: 10_000_000_000 }, 'gpt-4.1-nano': { input: 100_000_000, output: 400_000_000 },
  o3: { input: 2_000_000_000, output: 8_000_000_000 }, 'gpt-4o-mini': { input: 150_000_000, output: 600_000_000 },
  'gpt-4.1-mini': { input: 400_000_000, output: 1_600_000_000 },
};

function advice(system: string, site: Partial<CallSite> = {}, model: string | null = 'gpt-4o') {
  const call = siteOf(`system = "${system}"\nuser = f"{question}"`, { model, site });
  return adviseTier(call, { tokens: reportOf(call).tokens, price: (name) => PRICES[name] ?? null });
}

const limit = (tokens: number) => ({ outputLimit: { tokens, location: siteOf('').location } });
const schema = (properties: unknown) => ({ outputSchema: { schema: { type: 'object', properties }, location: siteOf('').location } });

test('without a signal only the tier in use is named', () => {
  assert.deepEqual(advice('You are a helpful assistant.'), { now: 'frontier', suggested: null, suggestedModel: null, taskClass: null, confidence: null, why: '', savedPerCall: null });
});

test('an unknown model has no tier at all', () => {
  assert.equal(advice('x', {}, null), null);
  assert.equal(advice('x', {}, 'in-house-7b'), null);
});

test('one label out of an enum: a cheaper model is worth testing, with the dollars between', () => {
  const found = advice('Sort the ticket.', { ...schema({ label: { type: 'string', enum: ['bug', 'idea', 'praise'] } }), ...limit(100) });
  assert.equal(found?.suggested, 'nano');
  assert.equal(found.suggestedModel, 'gpt-4.1-nano');
  assert.equal(found.why, 'the output is one of 3 values of `label`');
  // 4 known tokens in, 100 out at the limit: 4 × ($2.50 − $0.10) + 100 × ($10 − $0.40), per million.
  assert.equal(found.savedPerCall, 4 * 2_400 + 100 * 9_600);
});

test('what in the code names a task, and what does not', () => {
  const one = { tools: [{ name: 'lookup', description: '', parameters: {}, location: siteOf('').location }] };
  const table: readonly (readonly [string, Partial<CallSite>, string | null])[] = [
    ['Reply with exactly one word: bug, idea or praise.', {}, 'single-label classification'],
    ['Classify the message into one of: a, b, c.', limit(5), 'single-label classification'],
    ['Classify the message into one of: a, b, c, and explain at length.', {}, null],
    ['Answer yes or no.', {}, 'a yes or no answer'],
    ['Generate a short title for this chat.', {}, 'a title'],
    ['Give me a concise, 3-5 word title.', {}, 'a title'],
    ['Write a blog post with a title.', {}, null],
    ['Translate to German.', {}, 'a translation'],
    ['Summarize the text.', {}, 'a summary'],
    ['Prove that the sum is even.', {}, 'competition mathematics'],
    ['Use the tool.', { ...one, toolChoice: 'any' }, 'a single tool call'],
    ['Use the tool.', { ...one, toolChoice: 'auto' }, null],
    ['Use the tool.', { ...one, toolChoice: 'any', kind: 'agent' }, null],
    ['Please help with everything.', {}, null],
    ['Our terrorism policy: be kind.', {}, null],
  ];
  for (const [system, site, task] of table) assert.equal(advice(system, site)?.taskClass ?? null, task, system);
});

test('both directions: a proof asked of a small model suggests a reasoning one, which costs more', () => {
  const found = advice('Prove that the sum is even.', {}, 'gpt-4o-mini');
  assert.equal(found?.suggestedModel, 'o3');
  assert.ok((found.savedPerCall ?? 0) < 0);
});

test('break-even: the difference of a hundred calls over the points that lie between', () => {
  // A cent between the two: one wrong answer more in a hundred is a dollar a time.
  assert.deepEqual(breakEven(11_000_000, 1_000_000, 'a title'), { low: 1_000_000_000, high: 1_000_000_000, gap: null });
  const measured = breakEven(11_000_000, 1_000_000, 'a single tool call');
  assert.deepEqual({ low: measured?.low, high: measured?.high }, { low: 333_333_333, high: 2_000_000_000 });
  assert.equal(breakEven(1_000_000, 1_000_000, 'a title'), null);
  assert.equal(breakEven(1_000_000, 2_000_000, 'a title'), null);
});

test('a cascade saves while fewer answers fail than the cheaper model saves', () => {
  assert.equal(cascadeSavesBelow(1000, 100), 0.9);
  assert.equal(cascadeSavesBelow(1000, 100, 400), 0.5);
  assert.equal(cascadeSavesBelow(1000, 900, 400), 0);
  assert.equal(cascadeSavesBelow(0, 100), 0);
});

test('the card tells the break-even, and the cascade only where a program can check the answer', () => {
  const card = (system: string, site: Partial<CallSite>, model?: string): string => {
    const report = reportOf(siteOf(`system = "${system}"`, { site }));
    return tierSection({ ...report, tier: advice(system, site, model) }) ?? '';
  };
  // gpt-4o against gpt-4.1-nano on 100 tokens out: 969,600 nano-dollars between them, a hundred times.
  const label = { ...schema({ label: { type: 'string', enum: ['bug', 'idea', 'praise'] } }), ...limit(100) };
  assert.match(card('Sort the ticket.', label), /If one answer more in a hundred is wrong, the stronger model pays from a loss of \$0\.097 per wrong answer\. Asking the cheaper one first saves while fewer than 96 % of its answers fail a check\.$/);
  assert.match(card('Generate a short title for this chat.', limit(100)), /from a loss of \$0\.0\d+ per wrong answer\.$/);
  assert.match(card('Prove that the sum is even.', limit(100), 'gpt-4o-mini'), /costs \$\d[\d.]* per thousand calls more .* Published tests differ by 34 points \(gpt-4o and o1-mini\): the stronger model pays from a loss of /);
  assert.doesNotMatch(card('You are a helpful assistant.', {}), /loss|cheaper/);
});

test('nothing is suggested that has no price', () => {
  const call = siteOf('system = "Answer yes or no."');
  assert.equal(adviseTier(call, { tokens: reportOf(call).tokens, price: () => null })?.suggested, null);
});

test('every model that can be suggested has the tier it is suggested for', () => {
  for (const maker of ['openai', 'anthropic', 'google', 'mistral', 'deepseek']) {
    for (const tier of TIERS) for (const model of modelsOf(maker, tier)) assert.deepEqual(tierOf(model), { maker, tier });
  }
});

test('models are recognised behind gateways and clouds', () => {
  assert.equal(tierOf('openrouter/anthropic/claude-sonnet-4-5')?.tier, 'mid');
  assert.equal(tierOf('us.anthropic.claude-haiku-4-5-20251001-v1:0')?.tier, 'nano');
  assert.equal(tierOf('openai:gpt-4o-mini')?.tier, 'nano');
});

test('text alone: a longer prompt never needs less, and the scores are shares', () => {
  let last = -1;
  for (const length of [1, 20, 100, 1000, 10_000, 100_000, 1_000_000]) {
    const { scores } = routeText({ prompt: 'z'.repeat(length) });
    assert.ok(scores.need >= last);
    last = scores.need;
    assert.ok(Math.abs(TIERS.reduce((sum, tier: Tier) => sum + scores[tier], 0) - 1) < 1e-9);
  }
});

test('text alone: measured classes move the score, and the words that did are shown', () => {
  const maths = routeText({ prompt: 'Prove that $x^2 + y^2$ is never 3 modulo 4.' });
  assert.equal(maths.tier, 'reasoning');
  assert.match(maths.why, /competition mathematics \("Prove"\)/);
  const tools = [{ name: 'weather' }];
  const single = routeText({ prompt: 'Weather in Rome?', tools });
  const several = routeText({ prompt: 'Weather in Rome? And also in Oslo? Then book both.', tools });
  assert.deepEqual([single.tier, several.tier], ['nano', 'frontier']);
  assert.ok(several.scores.need > single.scores.need);
  assert.match(routeText({ prompt: 'hm' }).why, /No task was recognised/);
});

test('a very long prompt is not read in full', () => {
  const prompt = 'a $x '.repeat(200_000);
  const start = cpuTime();
  routeText({ prompt, tools: [{}, {}] });
  assert.ok(cpuTime() - start < 200);
});
