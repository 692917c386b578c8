/** Input nobody wrote for people: it ends soon, and what was left out is said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createExtractor } from '../../../src/core/extract/extract.ts';
import { createGrammars } from '../../../src/node/grammars.ts';
import { extract } from './workspace.ts';

const CALL = 'OpenAI().responses.create(model="gpt-4o", input="hello")';

/** Functions that each call the next twice: twice as many calls with each. */
const doubling = (count: number): string =>
  `from openai import OpenAI\n${Array.from({ length: count }, (_, i) => `def f${i}(x):\n    x.append(f${i + 1}(x))\n    x.append(f${i + 1}(x))\n    return ${CALL}\n`).join('')}def f${count}(x):\n    return x\n`;

test('calls that double with each function stay bounded', async () => {
  // Followed to the end these were sixteen thousand calls.
  const { calls, skipped } = await extract({ 'main.py': doubling(14) });
  assert.deepEqual(skipped, []);
  assert.equal(calls.length, 14);
});

test('values that lead back to themselves are not followed for ever', async () => {
  const { calls, skipped } = await extract({
    // The client is what the function answers, which answers the client.
    'own-result.py': `from openai import OpenAI\nclient = None\ndef made():\n    global client\n    if client is None:\n        client = OpenAI()\n    return client\ndef ask():\n    global client\n    client = made()\n    return client.responses.create(model="gpt-4o", input="hello")\n`,
    'holds-itself.py': `from openai import OpenAI\nmessage = {"role": "user", "content": "hello"}\nmessage["content"] = message\ndef ask(items):\n    return OpenAI().chat.completions.create(model="gpt-4o", messages=[message for each in items])\n`,
    // Each line makes the list, and the text, twice as long.
    'doubling.py': `from openai import OpenAI\ndef ask(x):\n    a = [x, x]\n    t = "a"\n${'    a = [*a, *a, [a, a]]\n    t = t.replace("a", t + "b" if x else t)\n'.repeat(40)}    return OpenAI().responses.create(model="gpt-4o", input=f"{t} {a}")\n`,
  });
  assert.deepEqual(skipped, []);
  assert.deepEqual(calls.map(({ location }) => location.file).sort(), ['/w/doubling.py', '/w/holds-itself.py', '/w/own-result.py']);
});

test('a file that takes too many steps is left where it stands, and listed', async () => {
  const extractor = createExtractor({ grammars: createGrammars(null), pause: () => Promise.resolve(), elapsed: () => performance.now(), stepsPerFile: 100 });
  const long = `from openai import OpenAI\n${Array.from({ length: 40 }, (_, i) => `def f${i}():\n    return ${CALL}\n`).join('')}`;
  const texts = { 'long.py': long, 'short.py': `from openai import OpenAI\ndef ask():\n    return ${CALL}\n` };
  const { calls, skipped } = await extract(texts, extractor);
  assert.deepEqual(skipped.map(({ file, why }) => [file, /too much to follow/.test(why)]), [['/w/long.py', true]]);
  assert.ok(calls.some((call) => call.location.file === '/w/short.py'));
  assert.ok(calls.length > 1 && calls.length < 41, `${calls.length} calls`);
  const mended = await extract({ ...texts, 'long.py': texts['short.py'] }, extractor);
  assert.deepEqual(mended.skipped, []);
});

test('nesting of any depth and files too large to read are no failure', async () => {
  const depth = 3_000;
  const { calls, skipped } = await extract({
    'nested.py': `from openai import OpenAI\nx = ${'('.repeat(depth)}1${')'.repeat(depth)}\ndef ask():\n    return ${CALL}\n`,
    'lists.py': `from openai import OpenAI\nx = ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
    'huge.py': `from openai import OpenAI\n${`x = "${'y'.repeat(990)}"\n`.repeat(5_100)}`,
    'minified.js': `import OpenAI from 'openai';${'var a=1;'.repeat(20_000)}`,
  });
  assert.deepEqual(skipped.map(({ file }) => file).sort(), ['/w/huge.py', '/w/minified.js']);
  assert.ok(calls.length <= 1);
});

test('a method that answers the attribute it is assigned to is no circle', async () => {
  const { calls } = await extract({ 'main.py': `
from openai import OpenAI

class Desk:
    def __init__(self):
        self.notes = []

    def open(self):
        self.notes = self.collect()
        return self.notes

    def collect(self):
        return self.notes

OpenAI().responses.create(model="gpt-4o", input=Desk().open())
` });
  assert.equal(calls.length, 1);
});
