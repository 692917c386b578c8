/** Places in a text that a smaller vocabulary than OpenAI's needs more tokens for. */
import type { Seams } from './family.ts';

/** Tokens more, a fraction. In time linear in the text. */
export function countSeams(text: string, { lineEnd, joint }: Seams): number {
  let [lineEnds, joints] = [0, 0];
  let [before, last]: [number, number] = [OTHER, OTHER];
  for (let i = 0; i < text.length; i += 1) {
    const kind = kindOf(text.charCodeAt(i));
    if (kind === BREAK && (last === SIGN || last === UNDERSCORE)) lineEnds += 1;
    else if (kind === UPPER && last === LOWER) joints += 1;
    else if (kind >= LOWER && last === UNDERSCORE && before >= LOWER) joints += 1;
    [before, last] = [last, kind];
  }
  return lineEnd * lineEnds + joint * joints;
}

/** Ordered so that what words are made of comes last. */
const [OTHER, BREAK, SIGN, UNDERSCORE, LOWER, UPPER, DIGIT] = [0, 1, 2, 3, 4, 5, 6] as const;

function kindOf(unit: number): number {
  if (unit === 0x0a || unit === 0x0d) return BREAK;
  if (unit <= 0x20 || unit >= 0x7f) return OTHER;
  if (unit >= 0x61 && unit <= 0x7a) return LOWER;
  if (unit >= 0x41 && unit <= 0x5a) return UPPER;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  return unit === 0x5f ? UNDERSCORE : SIGN;
}
