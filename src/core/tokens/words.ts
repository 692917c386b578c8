/** What counts of another tokenizer miss: how many words there are, how many long ones, and how many in capitals. */

/** Tokens added for each word of a kind; a word is a run of ASCII letters. */
export interface WordWeights {
  readonly word: number;
  /** Of seven letters and more. */
  readonly long: number;
  /** Of three letters and more, all capitals. */
  readonly capitals: number;
}

const LONG = 7;
const CAPITALS = 3;

export function weighWords(text: string, weights: WordWeights): number {
  let sum = 0;
  let letters = 0;
  let capitals = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    const folded = unit | 0x20;
    if (folded >= 0x61 && folded <= 0x7a && unit < 0x80) {
      letters += 1;
      if (unit < 0x61) capitals += 1;
      continue;
    }
    if (letters > 0) sum += weights.word + (letters >= LONG ? weights.long : 0) + (letters >= CAPITALS && capitals === letters ? weights.capitals : 0);
    letters = 0;
    capitals = 0;
  }
  return sum;
}
