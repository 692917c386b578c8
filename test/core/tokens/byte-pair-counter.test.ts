import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { get_encoding } from 'tiktoken';
import { classOf, LETTER, LOWER, MARK, NEWLINE, NUMBER, OTHER, SPACE, UPPER } from '../../../src/core/tokens/character-classes.ts';
import { randomText } from '../../support/any-text.ts';
import { cpuTime } from '../../support/cpu-time.ts';
import { between, chance, of } from '../../support/draws.ts';
import { createRandom } from '../../support/random.ts';
import { counterOf } from '../../support/tokens.ts';

for (const encoding of ['o200k_base', 'cl100k_base'] as const) {
  describe(`counting with ${encoding}`, async () => {
    const reference = get_encoding(encoding);
    const expected = (text: string): number => reference.encode_ordinary(text).length;
    const counter = await counterOf(encoding);

    it('equals the reference on random text of many scripts', () => {
      const random = createRandom(20_260);
      for (let i = 0; i < 1_500; i += 1) {
        const text = randomText(random);
        assert.equal(counter.count(text), expected(text), JSON.stringify(text));
      }
    });

    it('equals the reference on what people write', () => {
      for (const text of [
        '', ' ', '\n', "It's what we'd SAY'LL: don't!", 'camelCaseXMLHttpRequest', '  indented\n\n\tcode(); // x\r\n', '<|endoftext|> is text',
        '{"a": [1, 22, 333, 4444], "b": null}', '人工知能は便利です。1234', '👩‍👩‍👧‍👦🇫🇷❤️', '\ufeffBOM', 'next\u0085line', 'half \ud83d pair',
      ]) assert.equal(counter.count(text), expected(text), JSON.stringify(text));
    });

    it('counts adjacent texts as the one text they are', () => {
      const random = createRandom(7);
      for (let i = 0; i < 500; i += 1) {
        const texts = Array.from({ length: between(random, 1, 5) }, () => (chance(random, 0.2) ? '' : randomText(random)));
        const shares = counter.countRun(texts);
        assert.equal(shares.length, texts.length);
        assert.equal(shares.reduce((sum, share) => sum + share, 0), counter.count(texts.join('')), JSON.stringify(texts));
      }
      assert.deepEqual(counter.countRun(['Hel', 'lo']), [1, 0], 'a token across a border belongs to where it begins');
    });
  });
}

describe('rare tokens', () => {
  it('are those of a high rank, in each of adjacent texts', async () => {
    const [reference, counter] = [get_encoding('cl100k_base'), await counterOf('cl100k_base')];
    const random = createRandom(12);
    for (let i = 0; i < 300; i += 1) {
      const text = randomText(random);
      assert.deepEqual(counter.countRare([text], 40_000), [[...reference.encode_ordinary(text)].filter((rank) => rank > 40_000).length], JSON.stringify(text));
    }
    assert.deepEqual(counter.countRare(['meticulous work, meticulous\nmeticulous'], 40_000, true), [1], 'of three, the one behind a space');
    const [first = 0, second = 0] = counter.countRare(['the meticulous ', 'engineer specializes'], 40_000);
    assert.equal(first + second, counter.countRare(['the meticulous engineer specializes'], 40_000)[0]);
  });
});

describe('hostile text', async () => {
  const counter = await counterOf('o200k_base');
  const random = createRandom(3);
  const hostile: Record<string, string> = {
    letters: 'a'.repeat(100_000), spaces: ' '.repeat(100_000), breaks: '\n'.repeat(100_000), dashes: '-'.repeat(100_000),
    'dashes, then equal signs': '-'.repeat(50_000) + '='.repeat(50_000), 'rules of all kinds': ['-', '=', '*', '#', '_', '~'].map((sign) => sign.repeat(16_000)).join(''),
    'no spaces': Array.from({ length: 100_000 }, () => String.fromCharCode(between(random, 97, 122))).join(''),
    'Han without punctuation': Array.from({ length: 100_000 }, () => String.fromCharCode(between(random, 0x4e00, 0x9fff))).join(''),
    'joined emoji': '👩‍💻'.repeat(20_000), 'lone surrogates': '\ud800'.repeat(100_000), marks: '\u0301'.repeat(100_000),
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(`100,000 ${name} take time in proportion`, () => {
      const started = cpuTime();
      assert.ok(counter.count(text) > 0);
      // A quadratic counter needs minutes; the bench holds the tight bar.
      assert.ok(cpuTime() - started < 1_000, `${Math.round(cpuTime() - started)} ms`);
    });
  }

  it('equals the reference where that one still answers', () => {
    const reference = get_encoding('o200k_base');
    for (const text of Object.values(hostile)) assert.equal(counter.count(text.slice(0, 2_000)), reference.encode_ordinary(text.slice(0, 2_000)).length);
  });
});

describe('runs of few characters', () => {
  for (const encoding of ['o200k_base', 'cl100k_base'] as const) {
    it(`equal the reference in ${encoding}, whatever stands side by side`, async () => {
      const [reference, counter] = [get_encoding(encoding), await counterOf(encoding)];
      const random = createRandom(5);
      for (let i = 0; i < 80; i += 1) {
        const signs = of(random, ['-=', '-=*#_~', ' \t', 'aAb', '\n\r ', 'ー-', '\u0301a', '()<>']);
        const text = Array.from({ length: between(random, 1, 8) }, () => of(random, [...signs]).repeat(of(random, [2, 9, 40, 150]))).join('');
        assert.equal(counter.count(text), reference.encode_ordinary(text).length, JSON.stringify(text));
      }
    });
  }
});

describe('character classes', () => {
  it('differ from JavaScript where the reference does', () => {
    assert.equal(classOf(0xfeff), OTHER, 'U+FEFF is no space');
    assert.equal(classOf(0x85), SPACE, 'U+0085 is one');
  });
  it('know an example of each', () => {
    const examples: [string, number][] = [['A', UPPER], ['a', LOWER], ['ǅ', UPPER], ['你', LETTER], ['ʰ', LETTER], ['\u0301', MARK], ['½', NUMBER], ['\t', SPACE], ['\n', NEWLINE], ['€', OTHER], ['𝔘', UPPER], ['\u{e0100}', MARK], ['\u{10ffff}', OTHER]];
    for (const [text, kind] of examples) assert.equal(classOf(text.codePointAt(0) ?? 0), kind, text);
  });
});
