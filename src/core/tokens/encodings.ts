/** The vocabularies Costline can count with, and how each cuts text. */
import type { Vocabularies } from '../ports.ts';
import { BytePairCounter } from './byte-pair-counter.ts';
import { scanCl100k, scanO200k } from './scanner.ts';
import type { Scanner } from './scanner.ts';
import { readVocabulary } from './vocabulary.ts';

/** Names of the files under `assets/vocab`, without `.bin`. */
export type Encoding = 'o200k_base' | 'cl100k_base';

const SCANNERS: Readonly<Record<Encoding, Scanner>> = { o200k_base: scanO200k, cl100k_base: scanCl100k };

/** Counters by encoding, each loaded once, at its first use; null when its vocabulary is not installed. */
export class Encodings {
  readonly #vocabularies: Vocabularies;
  readonly #loaded = new Map<Encoding, Promise<BytePairCounter | null>>();

  constructor(vocabularies: Vocabularies) {
    this.#vocabularies = vocabularies;
  }

  load(encoding: Encoding): Promise<BytePairCounter | null> {
    const known = this.#loaded.get(encoding) ?? this.#read(encoding);
    this.#loaded.set(encoding, known);
    return known;
  }

  async #read(encoding: Encoding): Promise<BytePairCounter | null> {
    const bytes = await this.#vocabularies.load(encoding);
    const vocabulary = bytes === null ? null : readVocabulary(bytes);
    return vocabulary === null ? null : new BytePairCounter(SCANNERS[encoding], vocabulary);
  }
}
