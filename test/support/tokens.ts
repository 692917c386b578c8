/** Counters for tests, from the vocabularies of this checkout. */
import { BytePairCounter } from '../../src/core/tokens/byte-pair-counter.ts';
import { scanCl100k, scanO200k } from '../../src/core/tokens/scanner.ts';
import { createTokenizers } from '../../src/core/tokens/tokenizers.ts';
import type { Tokenizers } from '../../src/core/tokens/tokenizers.ts';
import { readVocabulary } from '../../src/core/tokens/vocabulary.ts';
import { createVocabularies } from '../../src/node/vocabularies.ts';

const vocabularies = createVocabularies();

export const testTokenizers: Tokenizers = createTokenizers(vocabularies);

export async function counterOf(encoding: 'o200k_base' | 'cl100k_base'): Promise<BytePairCounter> {
  const bytes = await vocabularies.load(encoding);
  const vocabulary = bytes === null ? null : readVocabulary(bytes);
  if (vocabulary === null) throw new Error(`${encoding} cannot be made from js-tiktoken`);
  return new BytePairCounter(encoding === 'o200k_base' ? scanO200k : scanCl100k, vocabulary);
}
