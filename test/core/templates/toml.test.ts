import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataNode } from '../../../src/core/templates/data.ts';
import { readToml } from '../../../src/core/templates/toml.ts';

const plain = (node: DataNode | undefined): unknown => {
  if (!node) return undefined;
  if (node.text) return node.text.text;
  if (node.items.length > 0) return node.items.map(plain);
  if (node.entries.length > 0) return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  return node.scalar;
};

const SOURCE = String.raw`# prompts
title = 'C:\path' # as it is
[tool."my app".prompts]
system = """
You are \"it\".\
   Go on.
"""
user = '''
{{ x }}'''
ask.again = "caf\u00e9\t"
limits = [1_000, 2.5, true, [ "a", # one
  'b',
],]
point = { x = 1, label = "p" }
[[steps]]
name = "one"
[[steps]]
name = "two"
[steps.inner]
text = ""
`;

test('a document reads as its keys, lists and texts', () => {
  assert.deepEqual(plain(readToml(SOURCE) ?? undefined), {
    title: 'C:\\path',
    tool: { 'my app': { prompts: { system: 'You are "it".Go on.\n', user: '{{ x }}', ask: { again: 'café\t' }, limits: [1000, 2.5, true, ['a', 'b']], point: { x: 1, label: 'p' } } } },
    steps: [{ name: 'one' }, { name: 'two', inner: { text: '' } }],
  });
});

test('each character of a text is found where it is written', () => {
  const system = readToml(SOURCE)?.get('tool')?.get('my app')?.get('prompts')?.get('system')?.text;
  assert.ok(system);
  for (const word of ['You', 'it', 'Go on']) assert.equal(SOURCE.slice(system.toFile(system.text.indexOf(word)), system.toFile(system.text.indexOf(word)) + word.length), word);
});

test('what is no TOML is nothing, whatever it is', () => {
  for (const broken of ['a = ', 'a', '[a', '[[a]', 'a = "x', 'a = """x', 'a = [1 2]', 'a = { b = 1', '= 1', 'a = 1\n[a]\nb = 2\n[a.b]', `a = ${'['.repeat(5000)}`, 'a."']) assert.equal(readToml(broken), null, broken.slice(0, 20));
});
