/** What is exported is all there is, whatever its number, and never half of it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { exportRecords, jsonList } from '../../src/telemetry/export.ts';
import { callSpan, ingest, openLedger } from '../support/ledgers.ts';

const folder = mkdtempSync(join(tmpdir(), 'costline-export-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** More than are read at once, many of them in the same millisecond. */
const CALLS = 2_345;
const ledger = await openLedger();
ingest(ledger, Array.from({ length: CALLS }, (_, i) => callSpan({ minute: i % 7, attributes: { feature: i === 0 ? '=1+1, "x"' : `call ${i}` } })), 'a');

test('every call is in the file once, oldest first, in both formats', async () => {
  const file = join(folder, 'spend.json');
  assert.equal(await exportRecords(ledger.recordsInOrder({ workspace: 'a' }), 'json', file), CALLS);
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { time: string; feature: string }[];
  assert.equal(new Set(rows.map(({ feature }) => feature)).size, CALLS);
  assert.deepEqual(rows.map(({ time }) => time), rows.map(({ time }) => time).sort());

  const table = join(folder, 'spend.csv');
  assert.equal(await exportRecords(ledger.recordsInOrder({}), 'csv', table), CALLS);
  const lines = readFileSync(table, 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, CALLS + 1);
  assert.ok(lines.some((line) => line.includes(`"'=1+1, ""x"""`)), 'what begins like a formula is a text');
  assert.deepEqual([...ledger.recordsInOrder({ workspace: null })], []);
});

test('an export that fails leaves what was there, and nothing half written', async () => {
  const file = join(folder, 'kept.csv');
  writeFileSync(file, 'before\n');
  function* broken(): Generator<never> {
    throw new Error('the ledger went away');
  }
  await assert.rejects(exportRecords(broken(), 'csv', file), /went away/);
  assert.equal(readFileSync(file, 'utf8'), 'before\n');
  assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.part')), []);
});

test('a list written in pieces is the list', () => {
  for (const list of [[], [{ a: 1 }], [{ a: [1, { b: 'x\ny' }] }, 'z', null]]) assert.equal([...jsonList(list)].join(''), `${JSON.stringify(list, null, 2)}\n`);
});
