/** Whatever a string literal means, the text that is counted is exactly that; and its span is where it is written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LanguageId } from '../../../src/core/document.ts';
import type { Expression, StringPart } from '../../../src/core/syntax/ir.ts';
import { newSyntax, source } from './parsing.ts';
import { createRandom } from '../../support/random.ts';
import type { Random } from '../../support/random.ts';

const syntax = newSyntax();

const PIECES = ['a', 'Z', ' ', '{', '}', '$', '#', '%', "'", '"', '`', '\\', '\n', '\t', '\0', '\x07', 'é', '汉', '😀', '\u2028', '\ufeff', '7', 'n', 'x', 'N'] as const;

const randomText = (random: Random): string =>
  Array.from({ length: random.int(14) }, () => random.pick(PIECES)).join('');

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** One character as Python may write it between `quote`s. */
function pythonCharacter(character: string, quote: string, random: Random): string {
  const point = character.codePointAt(0) ?? 0;
  if (random.int(5) === 0) return point < 256 ? `\\x${hex(point, 2)}` : `\\U${hex(point, 8)}`;
  if (character === '\\' || character === quote.charAt(0)) return `\\${character}`;
  if (character === '\n') return quote.length === 3 ? '\n' : '\\n';
  return character === '\0' ? '\\000' : character;
}

function pythonLiteral(value: string, random: Random): string {
  const quote = random.pick(['"', "'", '"""', "'''"]);
  const prefix = random.pick(['', 'f', 'F', 'u']);
  const body = [...value].map((character) => {
    const written = pythonCharacter(character, quote, random);
    return prefix.toLowerCase() === 'f' && written.length === 1 ? written.replace(/[{}]/, '$&$&') : written;
  });
  return prefix + quote + body.join(random.int(4) === 0 ? '\\\n' : '') + quote;
}

function ecmascriptLiteral(value: string, random: Random): string {
  const quote = random.pick(['"', "'", '`']);
  const body = [...value].map((character) => {
    const point = character.codePointAt(0) ?? 0;
    if (random.int(5) === 0) return point < 256 ? `\\x${hex(point, 2)}` : `\\u{${hex(point, 1)}}`;
    if (character === '\\' || character === quote || (quote === '`' && character === '$')) return `\\${character}`;
    if (character === '\n') return quote === '`' ? '\n' : '\\n';
    return character === '\0' ? '\\x00' : character;
  });
  return quote + body.join(random.int(4) === 0 ? '\\\n' : '') + quote;
}

async function parts(text: string, language: LanguageId): Promise<readonly StringPart[]> {
  const { module } = await syntax.parse(source(text, language));
  const [statement] = module.body;
  assert.equal(statement?.kind, 'assign', text);
  const value: Expression = statement.value;
  assert.equal(value.kind, 'string', text);
  return value.parts;
}

const textIn = (all: readonly StringPart[]): string => all.map((part) => (part.kind === 'text' ? part.value : '')).join('');

test('Python: adjacent literals of any prefix and quote mean the text they were written for', async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = createRandom(seed);
    const values = Array.from({ length: 1 + random.int(3) }, () => randomText(random));
    const text = `x = (${values.map((value) => pythonLiteral(value, random)).join(' ')})\n`;
    assert.equal(textIn(await parts(text, 'python')), values.join(''), `seed ${seed}: ${text}`);
  }
});

test('ECMAScript: quotes and templates mean the text they were written for', async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = createRandom(seed);
    const value = randomText(random);
    const text = `x = ${ecmascriptLiteral(value, random)};\n`;
    assert.equal(textIn(await parts(text, random.pick(['typescript', 'tsx', 'javascript'] as const))), value, `seed ${seed}: ${text}`);
  }
});

test('text and holes stand where they are written, behind any character', async () => {
  for (const [language, text] of [
    ['python', 'x = f"😀 one {two!r} three" " four"\n'],
    ['typescript', 'x = `😀 one ${two} three`;\n'],
  ] as const) {
    for (const part of await parts(text, language)) {
      const written = text.slice(part.span.start, part.span.end);
      if (part.kind === 'text') assert.equal(written, part.value);
      else assert.match(written, /^\$?\{two(!r)?\}$/);
    }
  }
});

test('Windows line ends in a multi-line string are one line feed', async () => {
  assert.equal(textIn(await parts('x = """a\r\nb\\\r\nc"""\r\n', 'python')), 'a\nbc');
  assert.equal(textIn(await parts('x = `a\r\nb\\\r\nc`\r\n', 'typescript')), 'a\nbc');
});
