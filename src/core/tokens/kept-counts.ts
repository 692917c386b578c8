/** Counts of texts that were counted before: a check of a workspace counts every prompt anew, and few have changed. */
import type { Vocabularies } from '../ports.ts';
import type { VocabularyFiles } from './encodings.ts';
import { createTokenizers } from './tokenizers.ts';
import type { Tokenizer, Tokenizers } from './tokenizers.ts';

/** Characters of text kept for one tokenizer, in two halves: the older half goes when the younger is full. */
const KEPT_CHARACTERS = 8_000_000;

/** Folders that name files of their own have counters of their own. */
export function keepCountsByFiles(vocabularies: Vocabularies): (files: VocabularyFiles) => Tokenizers {
  const made = new Map<string, Tokenizers>();
  return (files) => {
    const key = JSON.stringify(files);
    const tokenizers = made.get(key) ?? keepCounts(createTokenizers(vocabularies, files));
    made.set(key, tokenizers);
    return tokenizers;
  };
}

/** The same tokenizers, each of which remembers what it counted. */
export function keepCounts(tokenizers: Tokenizers): Tokenizers {
  const made = new WeakMap<Tokenizer, Tokenizer>();
  return {
    async of(model, provider) {
      const tokenizer = await tokenizers.of(model, provider);
      const known = made.get(tokenizer) ?? keeping(tokenizer);
      made.set(tokenizer, known);
      return known;
    },
  };
}

function keeping(tokenizer: Tokenizer): Tokenizer {
  const kept = new Kept();
  const countRun = (texts: readonly string[]): readonly number[] => {
    const key = keyOf(texts);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const counts = tokenizer.countRun(texts);
    kept.set(key, counts);
    return counts;
  };
  return { ...tokenizer, count: (text) => countRun([text])[0] ?? 0, countRun: (texts) => [...countRun(texts)] };
}

/** Texts with the places where they are cut: `ab` + `c` is shared out in another way than `a` + `bc`. */
const keyOf = (texts: readonly string[]): string => (texts.length === 1 ? texts[0] ?? '' : `${texts.map((text) => text.length).join(' ')}\n\0${texts.join('')}`);

class Kept {
  #young = new Map<string, readonly number[]>();
  #old = new Map<string, readonly number[]>();
  #characters = 0;

  get(key: string): readonly number[] | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, counts: readonly number[]): void {
    this.#characters += key.length;
    if (this.#characters > KEPT_CHARACTERS / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = key.length;
    }
    this.#young.set(key, counts);
  }
}
