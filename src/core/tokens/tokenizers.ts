/** Counters by model: exact where the vocabulary is known, otherwise an estimate that says so. */
import type { Vocabularies } from '../ports.ts';
import { Encodings } from './encodings.ts';
import type { Encoding, VocabularyFiles } from './encodings.ts';
import { familyOf } from './family.ts';
import type { Family } from './family.ts';
import { countSeams } from './seams.ts';
import type { TextCounter } from './text-counter.ts';

export interface Tokenizer {
  readonly family: Family;
  /** Shown with every count. */
  readonly id: string;
  readonly exact: boolean;
  /** Tokens of one text; a fraction when estimated. */
  count(text: string): number;
  /** Tokens of texts that stand one behind the other, each its share, as the one text they are. */
  countRun(texts: readonly string[]): number[];
}

export interface Tokenizers {
  /** `null` for what is not known. Vocabularies are loaded at their first use. */
  of(model: string | null, provider: string | null): Promise<Tokenizer>;
}

export function createTokenizers(vocabularies: Vocabularies, files: VocabularyFiles = {}): Tokenizers {
  const encodings = new Encodings(vocabularies, files);
  const made = new Map<string, Promise<Tokenizer>>();
  return {
    of(model, provider) {
      const family = familyOf(model, provider);
      const key = `${family.id} ${family.tokenizer} ${family.exact} ${JSON.stringify(family.weights)}`;
      const known = made.get(key) ?? createTokenizer(family, encodings);
      made.set(key, known);
      return known;
    },
  };
}

async function createTokenizer(family: Family, encodings: Encodings): Promise<Tokenizer> {
  const own = family.own === undefined ? null : await encodings.load(family.own.vocabulary);
  if (family.own !== undefined && own !== null) return counting({ ...family, tokenizer: family.own.vocabulary, exact: family.own.margin === 0, margin: family.own.margin }, own);
  const parts: (readonly [TextCounter, number])[] = [];
  for (const [encoding, weight] of Object.entries(family.weights) as [Encoding, number][]) {
    const counter = await encodings.load(encoding);
    if (counter === null) return withoutVocabulary(family);
    parts.push([counter, weight]);
  }
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0 && only[1] === 1 && family.digits !== true) return counting(family, only[0]);
  const { rare, seams } = family;
  const speller = rare === undefined ? null : await encodings.load(rare.encoding);
  const blend = (texts: readonly string[]): number[] => {
    const sums = rare === undefined ? texts.map(() => 0) : (speller?.countRare?.(rare.ascii === true ? texts.map(asciiOf) : texts, rare.above, rare.spaced) ?? []).map((tokens) => rare.weight * tokens);
    for (const [counter, weight] of parts) counter.countRun(texts).forEach((tokens, i) => { sums[i] = (sums[i] ?? 0) + weight * tokens; });
    return sums.map((sum, i) => Math.max(0, sum + (family.digits === true ? spelledDigits(texts[i] ?? '') : 0) + (seams === undefined ? 0 : countSeams(texts[i] ?? '', seams))));
  };
  return { family, id: family.tokenizer, exact: false, count: (text) => blend([text])[0] ?? 0, countRun: blend };
}

const asciiOf = (text: string): string => text.replace(/[^\x00-\x7f]+/g, ' ');

/** How many tokens more digits are that stand alone, than in threes. */
function spelledDigits(text: string): number {
  let [more, run] = [0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    run = unit >= 0x30 && unit <= 0x39 ? run + 1 : 0;
    if (run % 3 !== 1 && run > 0) more += 1;
  }
  return more;
}

const counting = (family: Family, counter: TextCounter): Tokenizer =>
  ({ family, id: family.tokenizer, exact: family.exact, count: (text) => counter.count(text), countRun: (texts) => counter.countRun(texts) });

/** English text averages so many UTF-8 bytes a token in every family; other text fewer. */
const BYTES_PER_TOKEN = 4;

function withoutVocabulary(family: Family): Tokenizer {
  const count = (text: string): number => {
    let bytes = 0;
    for (let i = 0; i < text.length; i += 1) bytes += text.charCodeAt(i) < 0x80 ? 1 : 2.5;
    return bytes / BYTES_PER_TOKEN;
  };
  return { family: { ...family, exact: false, margin: 0.4 }, id: 'bytes-estimate', exact: false, count, countRun: (texts) => texts.map(count) };
}
