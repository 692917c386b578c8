import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, words } from './drawn.ts';

const RULE = 'route/prefix-affinity';
const SOURCE = `system = """${words(2000)}"""\nuser = f"{question}"\nclient.chat.completions.create(model=M)`;

test('a cache key is proposed only where traffic was seen that misses the cache', () => {
  assert.deepEqual(findingsOf(SOURCE, {}, RULE), []);
  assert.deepEqual(findingsOf(SOURCE, { observed: { calls: 100, cacheRead: 190_000 } }, RULE), []);
  const [finding] = findingsOf(SOURCE, { observed: { calls: 100, cacheRead: 20_000 } }, RULE);
  assert.match(finding?.message ?? '', /prompt_cache_key/);
  assert.equal(finding?.fixes[0]?.edits[0]?.edits[0]?.newText, ', prompt_cache_key="answer"');
});

test('a replica of one\'s own keeps its own cache', () => {
  assert.match(findingsOf(SOURCE, { provider: 'vllm', model: 'qwen3' }, RULE)[0]?.message ?? '', /prefix-aware/);
  assert.deepEqual(findingsOf(SOURCE, { provider: 'ollama', model: 'qwen3' }, RULE), []);
});
