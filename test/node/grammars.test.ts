/** Grammars and queries load from the assets, and from the packages when nothing is built. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { Parser } from 'web-tree-sitter';
import { createGrammars } from '../../src/node/grammars.ts';

const captured = async (language: 'python' | 'typescript' | 'tsx' | 'javascript', text: string): Promise<string[]> => {
  const grammar = await createGrammars(null).load(language);
  assert.ok(grammar !== null);
  const tree = grammar.parser.parse(text);
  assert.ok(tree !== null);
  return grammar.candidates.captures(tree.rootNode).map(({ name, node }) => `${name} ${text.slice(node.startIndex, node.endIndex)}`);
};

test('Python: imports and calls are candidates', async () => {
  assert.deepEqual(await captured('python', 'import openai\nfrom a.b import c as d\nclient.chat.create(1)\nprint()\n'), [
    'import openai', 'import a.b', 'call client.chat.create(1)', 'callee create', 'call print()', 'callee print',
  ]);
});

test('ECMAScript: imports, loads, calls and constructions are candidates', async () => {
  const expected = ['import openai', 'import ./p', 'call new OpenAI()', 'callee OpenAI', 'call a.b()', 'callee b'];
  const text = 'import OpenAI from "openai";\nexport { p } from "./p";\nnew OpenAI();\na.b();\n';
  for (const language of ['typescript', 'tsx', 'javascript'] as const) {
    assert.deepEqual(await captured(language, text), expected);
    assert.ok((await captured(language, 'const x = require("openai");')).includes('import openai'));
  }
});

test('a language is loaded once, and one that cannot be loaded is null', async () => {
  const grammars = createGrammars(null);
  assert.equal(await grammars.load('python'), await grammars.load('python'));
  const empty = await mkdtemp(join(tmpdir(), 'assets-'));
  try {
    assert.equal(await createGrammars(empty).load('python'), null);
  } finally {
    await rm(empty, { recursive: true });
  }
});

test('whoever asks shares one runtime: what one leaves to the garbage collector is never freed in another', async () => {
  const init = mock.method(Parser, 'init');
  const [one, other] = await Promise.all([createGrammars(null).load('python'), createGrammars(null).load('python')]);
  init.mock.restore();
  assert.equal(init.mock.callCount(), 0, 'it was made by the tests above');
  assert.ok(one !== null && one === other);
});
