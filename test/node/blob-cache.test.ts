/** What is kept on disk is whole or nothing, and no more than it may be. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createBlobCache } from '../../src/node/blob-cache.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

test('a value comes back as it was, in another process too', (context) => {
  const { root } = temporaryWorkspace(context, {});
  const value = { limit: Infinity, missing: undefined, names: new Map([['a', [1, null]]]) };
  createBlobCache(root).set('one', value);
  assert.deepEqual(createBlobCache(root).get('one'), value);
  assert.equal(createBlobCache(root).get('two'), undefined);
});

test('a blob damaged in any byte is no answer', (context) => {
  const { root } = temporaryWorkspace(context, {});
  const cache = createBlobCache(root);
  cache.set('one', { text: 'hello' });
  const path = join(root, 'one.bin');
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 1) {
    const damaged = Buffer.from(whole);
    damaged[at] = damaged[at]! ^ 1;
    writeFileSync(path, damaged);
    assert.equal(cache.get('one'), undefined, `byte ${at}`);
  }
  writeFileSync(path, whole.subarray(0, 7));
  assert.equal(cache.get('one'), undefined);
});

test('what was used longest ago goes first', (context) => {
  const { root } = temporaryWorkspace(context, {});
  const cache = createBlobCache(root, 3_000);
  for (const [age, name] of [[30, 'old'], [20, 'used'], [10, 'new']] as const) {
    cache.set(name, 'x'.repeat(900));
    const then = new Date(Date.now() - age * 1_000);
    utimesSync(join(root, `${name}.bin`), then, then);
  }
  cache.get('old');
  cache.set('last', 'x'.repeat(900));
  assert.deepEqual(readdirSync(root).sort(), ['last.bin', 'new.bin', 'old.bin']);
});

test('a folder that cannot be made is as if there were no cache', (context) => {
  const { root } = temporaryWorkspace(context, { file: '' });
  const cache = createBlobCache(join(root, 'file', 'below'));
  cache.set('one', 1);
  assert.equal(cache.get('one'), undefined);
});
