/** How far an estimate of a text can be off, by how much of it is the same. */

/** As many different words are enough for their errors to even out. */
const ENOUGH = 70;
/** Said so often on average, it is the same over and over. */
const OFTEN = 4;
/** Looked at of each text. */
const LOOKED_AT = 20_000;

/**
 * The margin of an estimate grows by this factor: one word's error comes back with each repetition, where that of many
 * words evens out. 1 for ordinary text. Prompts that were filled up to be cached are of this kind.
 */
export function sameness(texts: readonly string[]): number {
  const different = new Set<string>();
  let words = 0;
  for (const text of texts) {
    for (const word of text.slice(0, LOOKED_AT).split(/\s+/)) {
      words += 1;
      different.add(word);
    }
  }
  return words <= OFTEN * different.size ? 1 : Math.max(1, Math.sqrt(ENOUGH / different.size));
}
