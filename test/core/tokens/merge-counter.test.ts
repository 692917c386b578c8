import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MergeCounter } from '../../../src/core/tokens/merge-counter.ts';
import { mergeVocabularyBinary, readMergeVocabulary } from '../../../src/core/tokens/merge-vocabulary.ts';
import { between, of } from '../../support/draws.ts';
import { createRandom } from '../../support/random.ts';

/** A vocabulary of our own: characters, bytes, and the merges given, in rank order. */
function vocabulary(merges: readonly (readonly [string, string])[], more: Readonly<Record<string, unknown>> = {}): unknown {
  const tokens = [...'▁abcdeé', ...Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`), ...merges.map(([left, right]) => left + right)];
  return {
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' }, pre_tokenizer: null, added_tokens: [{ content: '<b>', special: false }, { content: '<s>', special: true }],
    model: { type: 'BPE', vocab: Object.fromEntries([...new Set(tokens)].map((token, id) => [token, id])), merges }, ...more,
  };
}

function counterOf(json: unknown): MergeCounter {
  const bytes = mergeVocabularyBinary(json);
  const read = bytes === null ? null : readMergeVocabulary(bytes);
  assert.ok(read !== null);
  return new MergeCounter(read);
}

const MERGES = [['a', 'b'], ['▁', 'a'], ['b', 'c'], ['ab', 'c'], ['c', 'd'], ['▁', '▁'], ['a', 'a'], ['aa', 'aa'], ['d', 'e'], ['abc', 'de']] as const;

/** What merging by rank says, done the slow way. */
function naive(text: string, merges: readonly (readonly [string, string])[] = MERGES): number {
  const symbols = [...text.replaceAll(' ', '▁')];
  for (;;) {
    let [best, at]: [number, number] = [merges.length, -1];
    for (let i = 0; i + 1 < symbols.length; i += 1) {
      const rank = merges.findIndex(([left, right]) => left === symbols[i] && right === symbols[i + 1]);
      if (rank >= 0 && rank < best) [best, at] = [rank, i];
    }
    if (at < 0) return symbols.length;
    symbols.splice(at, 2, (symbols[at] ?? '') + (symbols[at + 1] ?? ''));
  }
}

describe('a published vocabulary', () => {
  it('merges neighbours by rank, in short texts and long ones', () => {
    const counter = counterOf(vocabulary(MERGES));
    const random = createRandom(11);
    for (let i = 0; i < 400; i += 1) {
      const text = Array.from({ length: between(random, 1, i < 380 ? 12 : 90) }, () => of(random, [...'abcde a'])).join('');
      assert.equal(counter.count(text), naive(text), JSON.stringify(text));
    }
  });

  it('keeps to the ranks where a token’s merges come before its own', () => {
    const merges = [['ab', 'cd'], ['aa', 'aa'], ['cd', 'e'], ['a', 'b'], ['aaaa', 'b'], ['c', 'd'], ['a', 'a']] as const;
    const counter = counterOf(vocabulary(merges));
    const random = createRandom(12);
    for (let i = 0; i < 60; i += 1) {
      const text = Array.from({ length: between(random, 40, 90) }, () => of(random, [...'abcdeaa'])).join('');
      assert.equal(counter.count(text), naive(text, merges), text);
    }
  });

  it('falls back to bytes, and takes marked texts whole', () => {
    const counter = counterOf(vocabulary(MERGES));
    assert.equal(counter.count('é'), 1);
    assert.equal(counter.count('ü'), 2, 'two bytes');
    assert.equal(counter.count('<b>'), 1);
    assert.equal(counter.count('<s>'), 3, 'special-token text is text');
  });

  it('shares a run among its texts', () => {
    const counter = counterOf(vocabulary(MERGES));
    assert.deepEqual(counter.countRun(['ab', '', 'cde']), [1, 0, 0], 'abcde is one token');
  });

  it('cuts text as its expressions say, over bytes', () => {
    const counter = counterOf(vocabulary([['a', 'b'], ['b', 'a']], {
      normalizer: null, pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Split', pattern: { Regex: '(?i:ab)|[^a]+' } }, { type: 'ByteLevel' }] },
    }));
    assert.equal(counter.count('abab'), 2, 'nothing merges across a cut');
  });

  it('is null where tokens are not made by merging, or the file is none', () => {
    for (const json of [null, 'x', {}, { model: { type: 'Unigram', vocab: [] } }]) assert.equal(mergeVocabularyBinary(json), null);
    assert.equal(readMergeVocabulary(new Uint8Array(20)), null);
  });
});
