/** Orders that can change, and those that stay: sets, shuffles, sorts by something drawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/core/analysis.ts';
import { words } from './drawn.ts';
import { findingsInCode } from './real.ts';

const LONG = words(2200);
const PY = `import random\nfrom openai import OpenAI\n\nclient = OpenAI()\nRULES = "${LONG}"\nTAGS = ["a", "b"]\nTOOLS = [{"type": "function", "function": {"name": "a"}}, {"type": "function", "function": {"name": "b"}}]\n\n`;
const TS = `import OpenAI from 'openai';\nimport { shuffle } from 'lodash';\n\nconst client = new OpenAI();\nconst RULES = '${LONG}';\nconst TOOLS: OpenAI.ChatCompletionTool[] = [{ type: 'function', function: { name: 'a' } }, { type: 'function', function: { name: 'b' } }];\n\n`;

async function told(file: 'a.py' | 'a.ts', code: string): Promise<readonly Finding[]> {
  const found = await findingsInCode({ [file]: (file === 'a.py' ? PY : TS) + code }, `/order/${file}`);
  return found.filter(({ rule }) => rule === 'cache/unstable-order');
}

const python = (tools: string, { before = 'pass', system = 'RULES' } = {}): string =>
  `def answer(q, given):\n    ${before}\n    return client.chat.completions.create(model="gpt-4o", tools=${tools}, messages=[{"role": "system", "content": ${system}}, {"role": "user", "content": q}])\n`;
const script = (tools: string, system = 'RULES'): string =>
  `export const answer = (q: string, given: OpenAI.ChatCompletionTool[]) => client.chat.completions.create({ model: 'gpt-4o', tools: ${tools}, messages: [{ role: 'system', content: ${system} }, { role: 'user', content: q }] });\n`;

const SHUFFLED = /it is shuffled each time.*Keep one order/;
const SET = /a set has no stable order.*Sort it/;

const TOLD: readonly (readonly [RegExp, 'a.py' | 'a.ts', string])[] = [
  [SHUFFLED, 'a.py', python('TOOLS', { before: 'random.shuffle(TOOLS)' })],
  [SHUFFLED, 'a.py', python('random.sample(given, len(given))')],
  [SHUFFLED, 'a.py', python('sorted(TOOLS, key=lambda _: random.random())')],
  [SET, 'a.py', python('list(set(given))')],
  [SHUFFLED, 'a.py', python('None', { before: 'random.shuffle(TAGS)', system: 'f"{TAGS}\\n{RULES}"' })],
  [SHUFFLED, 'a.ts', script('TOOLS.sort(() => Math.random() - 0.5)')],
  [SHUFFLED, 'a.ts', script('given.toSorted(() => 0.5 - Math.random())')],
  [SHUFFLED, 'a.ts', script('shuffle(TOOLS)')],
];

for (const [words, file, code] of TOLD) {
  test(`told: ${code.split('\n').slice(1, -1).join(' ').trim().slice(0, 110) || code.slice(60, 200)}`, async () => {
    const found = await told(file, code);
    assert.equal(found.length, 1);
    assert.match(found[0]?.message ?? '', words);
  });
}

const QUIET: Readonly<Record<string, readonly ['a.py' | 'a.ts', string]>> = {
  'sorted tools': ['a.py', python('sorted(given, key=str)')],
  'a set that is sorted': ['a.py', python('sorted(set(given))')],
  'a set that is sorted in place': ['a.py', python('names', { before: 'names = list({"a", "b"}); names.sort()' })],
  'shuffled and sorted again': ['a.py', python('TOOLS', { before: 'random.shuffle(TOOLS); TOOLS.sort(key=str)' })],
  'a shuffle of something else': ['a.py', python('TOOLS', { before: 'random.shuffle(given)' })],
  'tools sorted by name in TypeScript': ['a.ts', script('TOOLS.sort((a, b) => a.type.localeCompare(b.type))')],
  'a set of JavaScript, which keeps its order': ['a.ts', script('[]', "`${Array.from(new Set(['a', 'b'])).join()}\\n${RULES}`")],
};

for (const [why, [file, code]] of Object.entries(QUIET)) {
  test(`quiet: ${why}`, async () => {
    assert.deepEqual((await told(file, code)).map(({ message }) => message), []);
  });
}
