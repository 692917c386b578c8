/** The vocabularies Costline can count with, and how each cuts text. */
import type { Vocabularies } from '../ports.ts';
import { BytePairCounter } from './byte-pair-counter.ts';
import type { Installable } from './installable.ts';
import { MergeCounter } from './merge-counter.ts';
import { readMergeVocabulary } from './merge-vocabulary.ts';
import { scanCl100k, scanO200k } from './scanner.ts';
import type { Scanner } from './scanner.ts';
import type { TextCounter } from './text-counter.ts';
import { readVocabulary } from './vocabulary.ts';

/** OpenAI's, which ship with Costline: files under `assets/vocab`, without `.bin`. */
export type Encoding = 'o200k_base' | 'cl100k_base';

const SCANNERS: Readonly<Record<Encoding, Scanner>> = { o200k_base: scanO200k, cl100k_base: scanCl100k };

/** Files that the user has of vocabularies, by their names; the others are where they were installed. */
export type VocabularyFiles = Readonly<Record<string, string>>;

/** Counters by vocabulary, each loaded once, at its first use; null when it is not installed. */
export class Encodings {
  readonly #vocabularies: Vocabularies;
  readonly #files: VocabularyFiles;
  readonly #loaded = new Map<string, Promise<TextCounter | null>>();

  constructor(vocabularies: Vocabularies, files: VocabularyFiles) {
    this.#vocabularies = vocabularies;
    this.#files = files;
  }

  load(name: Encoding | Installable): Promise<TextCounter | null> {
    const known = this.#loaded.get(name) ?? this.#read(name);
    this.#loaded.set(name, known);
    return known;
  }

  async #read(name: Encoding | Installable): Promise<TextCounter | null> {
    const bytes = await this.#vocabularies.load(name, this.#files[name]);
    if (bytes === null) return null;
    if (name !== 'o200k_base' && name !== 'cl100k_base') {
      const merges = readMergeVocabulary(bytes);
      return merges === null ? null : new MergeCounter(merges);
    }
    const vocabulary = readVocabulary(bytes);
    return vocabulary === null ? null : new BytePairCounter(SCANNERS[name], vocabulary);
  }
}
