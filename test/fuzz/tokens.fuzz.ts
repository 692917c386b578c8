/**
 * A million drawn texts, counted by us and by the reference: `node test/fuzz/tokens.fuzz.ts [texts] [seed]`.
 * Half are of many scripts, half are any code points at all, lone surrogates among them.
 */
import { get_encoding } from 'tiktoken';
import { randomText } from '../support/any-text.ts';
import { between, chance } from '../support/draws.ts';
import { createRandom } from '../support/random.ts';
import { counterOf } from '../support/tokens.ts';

const texts = Number(process.argv[2] ?? 1_000_000);
const random = createRandom(Number(process.argv[3] ?? 1));
const encodings = await Promise.all((['o200k_base', 'cl100k_base'] as const).map(async (name) => ({ name, ours: await counterOf(name), theirs: get_encoding(name) })));

const anyUnits = (): string => String.fromCharCode(...Array.from({ length: between(random, 1, 24) }, () => between(random, 0, chance(random, 0.2) ? 0xffff : 0x2ff)));

for (let i = 0; i < texts; i += 1) {
  const text = i % 2 === 0 ? randomText(random) : anyUnits();
  for (const { name, ours, theirs } of encodings) {
    const [own, expected] = [ours.count(text), theirs.encode_ordinary(text).length];
    if (own !== expected) throw new Error(`${name}: ${own} and not ${expected} for ${JSON.stringify(text)}`);
  }
}
console.log(`${texts} texts in ${encodings.map(({ name }) => name).join(' and ')}: all equal`);
