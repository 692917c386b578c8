/** Texts that older versions stored. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { FINGERPRINT } from '../../../src/telemetry/content.ts';
import { callSpan, openLedger } from '../../support/ledgers.ts';

const folder = mkdtempSync(join(tmpdir(), 'costline-cleaning-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const CALLS = 60;
const TEXT = 'SECRET '.repeat(250);
const MESSAGES = JSON.stringify([{ role: 'system', content: `You answer customers. ${TEXT}` }, { role: 'user', content: TEXT }]);

/** A ledger with a few calls, and how an older version would have stored them: with their texts, in spans, logs, points and resources. */
async function oldLedger(name: string): Promise<string> {
  const path = join(folder, name);
  const ledger = await openLedger(path);
  const spans = Array.from({ length: CALLS }, () => callSpan({ input: 100, attributes: { feature: 'answer' } }));
  const [first, second] = [{ 'service.name': 'shop' }, { 'service.name': 'shop', 'process.pid': 7 }];
  const point = { metric: 'gen_ai.client.token.usage', type: 'histogram', temporality: 'cumulative', start: spans[0]?.start ?? 0, time: spans[0]?.end ?? 0, value: 5, count: 1, scope: { name: 'm', version: '' }, resource: first } as const;
  const log = { time: point.time, event: 'api_request', body: null, traceId: null, spanId: null, attributes: { model: 'claude-sonnet-4-5', input_tokens: 5, output_tokens: 5 }, scope: { name: 'com.anthropic.claude_code.events', version: '' }, resource: first };
  ledger.ingest([{ facts: { spans: spans.map((span, i) => ({ ...span, resource: i % 2 === 0 ? first : second })), logs: [log], points: [{ ...point, attributes: { 'gen_ai.request.model': 'gpt-5', 'gen_ai.token.type': 'input' } }] }, workspace: 'w' }]);
  ledger.close();
  const db = new DatabaseSync(path);
  for (const { rowid, trace_id: trace } of db.prepare('SELECT rowid, trace_id FROM spans').all()) {
    const span = spans.find(({ traceId }) => traceId === trace);
    db.prepare('UPDATE spans SET names = NULL, attributes = ? WHERE rowid = ?').run(JSON.stringify({ ...span?.attributes, 'gen_ai.input.messages': MESSAGES, 'shop.answer': TEXT }), rowid ?? null);
  }
  db.prepare('UPDATE logs SET attributes = json_insert(attributes, \'$.prompt\', ?)').run(TEXT);
  db.prepare('UPDATE points SET attributes = json_insert(attributes, \'$."shop.question"\', ?)').run(TEXT);
  db.prepare('UPDATE resources SET attributes = json_insert(json_remove(attributes, \'$."process.pid"\'), \'$.prompt\', ? || id)').run(TEXT);
  db.exec('DELETE FROM cleaning; VACUUM');
  db.close();
  return path;
}

/** All that is in the file, by table. */
function tablesOf(path: string): Readonly<Record<string, string>> {
  const db = new DatabaseSync(path);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(({ name }) => String(name));
  const rows = tables.map((table) => [table, JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all())]);
  db.close();
  return Object.fromEntries(rows);
}

test('are dropped a few rows at a time, as if they came today; what the calls cost stays, and the file shrinks', async () => {
  const path = await oldLedger('old.db');
  assert.deepEqual(Object.entries(tablesOf(path)).filter(([, rows]) => rows.includes('SECRET')).map(([table]) => table), ['resources', 'spans', 'logs', 'points']);
  const before = statSync(path).size;
  const ledger = await openLedger(path);
  const calls = ledger.records({ workspace: 'w', limit: 1_000 });
  let steps = 0;
  while (ledger.clean(25)) steps += 1;
  assert.equal(steps >= CALLS / 25, true);
  ledger.rebuild();
  assert.deepEqual(ledger.records({ workspace: 'w', limit: 1_000 }).map(({ id, cost, feature, service }) => ({ id, cost, feature, service })), calls.map(({ id, cost, feature, service }) => ({ id, cost, feature, service })));
  assert.deepEqual(ledger.problems(), []);
  assert.equal(ledger.clean(25), false);
  ledger.close();
  const tables = tablesOf(path);
  assert.deepEqual(Object.entries(tables).filter(([, rows]) => rows.includes('SECRET')), []);
  assert.match(tables['names'] ?? '', new RegExp(FINGERPRINT), 'the prompt still tells which code it came from');
  assert.ok(statSync(path).size < before * 0.8, `${before} bytes, then ${statSync(path).size}`);
});

test('go on being dropped where the last window stopped', async () => {
  const path = await oldLedger('stopped.db');
  for (let steps = 0, more = true; more; steps += 1) {
    assert.ok(steps < 2 * CALLS);
    const ledger = await openLedger(path);
    more = ledger.clean(10);
    ledger.close();
  }
  assert.deepEqual(Object.entries(tablesOf(path)).filter(([, rows]) => rows.includes('SECRET')), []);
});
