/** The counter against the reference on many texts; the fuzz script draws a million. */
import { test } from 'node:test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import assert from 'node:assert/strict';

test('thirty thousand drawn texts count as the reference counts them', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['test/fuzz/tokens.fuzz.ts', '30000', '77']);
  assert.match(stdout, /all equal/);
});
