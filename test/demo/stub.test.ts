/** The stub has to bill like a provider, or everything proven with it is worth nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PrefixCache } from './stub/prefix-cache.ts';
import { startProvider } from './stub/provider.ts';
import type { Provider } from './stub/provider.ts';

let provider: Provider;
before(async () => { provider = await startProvider(); });
after(() => provider.close());

const LONG = Array.from({ length: 400 }, (_, index) => `Rule ${index}: answer kindly.`).join('\n');

async function post(path: string, body: unknown): Promise<unknown> {
  const reply = await fetch(provider.address + path, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(reply.status, 200);
  return reply.json();
}

function chat(system: string): Promise<unknown> {
  return post('/v1/chat/completions', { model: 'gpt-4.1', messages: [{ role: 'system', content: system }, { role: 'user', content: 'Hello' }] });
}

test('a steady prompt is read from the cache at the second call', async () => {
  await chat(LONG);
  await chat(LONG);
  const [first, second] = provider.bill.calls.slice(-2);
  assert.ok(first && second);
  assert.equal(first.cacheRead, 0);
  assert.ok(second.cacheRead >= 1024 && second.cacheRead % 128 === 0);
  assert.equal(second.input + second.cacheRead, first.input);
});

test('a clock before the prompt kills every cache read, one behind it does not', async () => {
  await chat(`It is 10:00:01.\n${LONG}`);
  await chat(`It is 10:00:02.\n${LONG}`);
  assert.equal(provider.bill.calls.at(-1)?.cacheRead, 0);
  await chat(`${LONG}\nIt is 10:00:01.`);
  await chat(`${LONG}\nIt is 10:00:02.`);
  assert.ok((provider.bill.calls.at(-1)?.cacheRead ?? 0) >= 1024);
});

test('Anthropic writes at the marker once and reads it afterwards; without a marker nothing is cached', async () => {
  const ask = (marked: boolean): Promise<unknown> => post('/v1/messages', {
    model: 'claude-sonnet-4-6', max_tokens: 50, messages: [{ role: 'user', content: 'Hello' }],
    system: [{ type: 'text', text: LONG, ...(marked ? { cache_control: { type: 'ephemeral' } } : {}) }],
  });
  for (const marked of [false, true, true]) await ask(marked);
  const [bare, write, read] = provider.bill.calls.slice(-3);
  assert.ok(bare && write && read);
  assert.deepEqual([bare.cacheWrite5m, bare.cacheRead, write.cacheRead, read.cacheWrite5m], [0, 0, 0, 0]);
  assert.ok(write.cacheWrite5m > 1024);
  assert.equal(read.cacheRead, write.cacheWrite5m);
});

test('caches forget after five minutes', () => {
  let now = 0;
  const cache = new PrefixCache(() => now);
  const prompt = Array.from({ length: 2000 }, (_, index) => index);
  cache.automatic('gpt-4.1', prompt);
  now = 4 * 60_000;
  assert.equal(cache.automatic('gpt-4.1', prompt), 1920);
  now += 6 * 60_000;
  assert.equal(cache.automatic('gpt-4.1', prompt), 0);
});

test('usage says what the bill says', async () => {
  const reply = (await chat('Be brief.')) as { id: string; usage: { prompt_tokens: number; completion_tokens: number } };
  const billed = provider.bill.calls.at(-1);
  assert.equal(billed?.responseId, reply.id);
  assert.equal(billed?.input, reply.usage.prompt_tokens);
  assert.equal(billed?.output, reply.usage.completion_tokens);
});
