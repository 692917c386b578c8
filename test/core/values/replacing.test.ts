import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldPattern } from '../../../src/core/values/replacing.ts';

test('patterns of fields are run as they are meant', () => {
  for (const [source, text, name] of [
    [String.raw`\{\{\s*(\w+)\s*\}\}`, 'Hello {{ user_name }}!', 'user_name'], [String.raw`\$\{([^}]+)\}`, 'On ${today}', 'today'], ['{{(.*?)}}', 'a {{b}} {{c}}', 'b'], [String.raw`<([A-Z_]+)>`, 'It is <TIME>', 'TIME'],
  ] as const) assert.equal(fieldPattern(source)?.exec(text)?.[1], name, source);
});

test('what may be slow on some text is not run', () => {
  for (const source of [String.raw`{(a+)+}`, '{(.*)(.*)(.*)}', '{a{1,99999}}', '.*x', String.raw`\s+`, '^You', '{a|b}', '{'.repeat(300), '{(?=a)', String.raw`{\1}`]) assert.equal(fieldPattern(source), null, source);
});

// Without bounds these would try for minutes.
test('hostile text does not make a field\'s pattern slow', () => {
  for (const source of [String.raw`\{\s*([^}]+?)\s*\}`, '{{(.*?)}}']) {
    const pattern = fieldPattern(source);
    assert.notEqual(pattern, null, source);
    assert.equal(pattern?.exec('{ '.repeat(50_000)), null);
  }
});
