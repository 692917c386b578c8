/** Everything the core asks of the world, on Node. */
import { setImmediate } from 'node:timers/promises';
import type { World } from '../core/ports.ts';
import { createGrammars } from './grammars.ts';
import { createPrices } from './prices.ts';
import { createVocabularies } from './vocabularies.ts';

/** Reads nothing yet: grammars, vocabularies and prices load at their first use. */
export function createWorld(): World {
  return {
    grammars: createGrammars(),
    vocabularies: createVocabularies(),
    prices: createPrices(),
    pause: () => setImmediate(),
    elapsed: () => performance.now(),
  };
}
