import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepCounts } from '../../../src/core/tokens/kept-counts.ts';
import type { Tokenizer } from '../../../src/core/tokens/tokenizers.ts';
import { createRandom } from '../../support/random.ts';
import { testTokenizers } from '../../support/tokens.ts';

test('a text counted again, however it is cut, has the counts of a first look', async () => {
  const random = createRandom(7);
  const plain = await testTokenizers.of('gpt-4o', 'openai');
  const kept = await keepCounts(testTokenizers).of('gpt-4o', 'openai');
  for (let i = 0; i < 400; i += 1) {
    const texts = Array.from({ length: random.between(1, 3) }, () => 'Hello world'.slice(0, random.between(0, 11)));
    assert.deepEqual(kept.countRun(texts), plain.countRun(texts), JSON.stringify(texts));
    assert.equal(kept.count(texts.join('')), plain.count(texts.join('')));
  }
});

test('what was counted is not counted again, and no more is kept than is worth it', async () => {
  const plain = await testTokenizers.of('gpt-4o', 'openai');
  let counted = 0;
  const watched: Tokenizer = { ...plain, countRun: (texts) => { counted += 1; return texts.map((text) => text.length); } };
  const kept = await keepCounts({ of: () => Promise.resolve(watched) }).of(null, null);
  const given = kept.countRun(['You are brief.']);
  given[0] = 0;
  assert.deepEqual(kept.countRun(['You are brief.']), [14], 'what a caller does with its counts is its own');
  assert.equal(counted, 1);
  for (let i = 0; i < 20; i += 1) kept.count(String(i).padEnd(500_000));
  kept.count('You are brief.');
  assert.equal(counted, 22, 'the eldest was given up');
});
