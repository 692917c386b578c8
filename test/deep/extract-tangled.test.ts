/** Programs that lead back to themselves: the extraction ends on each, and throws on none. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A few of those the fuzzer makes; it runs in a process of its own, since what never ends would never fail here. */
const PROGRAMS = 120;

test('programs that lead back to themselves are read to their end', () => {
  const fuzz = fileURLToPath(new URL('../fuzz/extract.fuzz.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [fuzz, String(PROGRAMS)], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  const calls = Number(/(\d+) calls/.exec(stdout)?.[1]);
  assert.ok(calls > PROGRAMS / 2, `only ${calls} calls were found, so little was tried`);
});
