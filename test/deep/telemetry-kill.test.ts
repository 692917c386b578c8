/**
 * A collector killed at random points: every acknowledged span is there, once.
 * KILLS sets how often, SEED where to begin; a few senders keep posting all the while.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteLedger } from '../../src/telemetry/ledger/sqlite/sqlite-ledger.ts';
import { flatPrice } from '../support/ledgers.ts';
import { encodeOtlp } from '../support/otlp-messages.ts';
import { createRandom } from '../support/random.ts';

const KILLS = Number(process.env['KILLS'] ?? 20);
const SENDERS = 3;
const SPANS = 20;

const folder = mkdtempSync(join(tmpdir(), 'costline-kill-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly port: number;
  kill(): Promise<void>;
}

async function start(ledger: string): Promise<Running> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'telemetry', 'collecting.ts'), '--ledger', ledger, '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /^owner (\d+)$/m.exec(said);
      if (found !== null) resolve(Number(found[1]));
    });
  });
  return {
    port,
    kill: () => new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    }),
  };
}

let ids = 0;

/** The ids of a batch once it is acknowledged; null when the collector died before. */
async function post(port: number): Promise<readonly string[] | null> {
  const sent = Array.from({ length: SPANS }, () => (ids += 1).toString(16).padStart(16, '0'));
  const now = BigInt(Date.now()) * 1_000_000n;
  const body = encodeOtlp('traces', { resourceSpans: [{ scopeSpans: [{ spans: sent.map((id) => ({
    traceId: id.padStart(32, '0'), spanId: id, name: 'chat', startTimeUnixNano: String(now), endTimeUnixNano: String(now + 1_000_000n),
    attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }, { key: 'gen_ai.request.model', value: { stringValue: 'gpt-4o' } }, { key: 'gen_ai.usage.input_tokens', value: { intValue: '100' } }],
  })) }] }] });
  try {
    const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: new Uint8Array(body) });
    return response.status === 200 ? sent : null;
  } catch {
    return null;
  }
}

test(`killed ${KILLS} times, it has every acknowledged span once`, async () => {
  const ledger = join(folder, 'ledger.db');
  const random = createRandom(Number(process.env['SEED'] ?? 1));
  const acknowledged: string[] = [];
  for (let round = 0; round < KILLS; round += 1) {
    const running = await start(ledger);
    let alive = true;
    const before = acknowledged.length;
    const senders = Array.from({ length: SENDERS }, async () => {
      while (alive) acknowledged.push(...((await post(running.port)) ?? []));
    });
    // Something has to be acknowledged before anything can be lost.
    while (acknowledged.length === before) await pause(1);
    await pause(random.int(60));
    await running.kill();
    alive = false;
    await Promise.all(senders);
  }
  const opened = await openSqliteLedger({ path: ledger, price: flatPrice, now: () => Date.now() });
  const records = opened.records({});
  const kept = new Set(records.map(({ spanId }) => spanId));
  assert.equal(kept.size, records.length, 'a span is there twice');
  assert.deepEqual(acknowledged.filter((id) => !kept.has(id)), []);
  const { calls, cost } = opened.totals({ workspace: null }, 0, Date.now() + 60_000);
  assert.deepEqual([calls, cost], [records.length, records.reduce((sum, record) => sum + (record.cost ?? 0), 0)], 'sums are not those of the records');
  opened.rebuild();
  assert.deepEqual(opened.totals({ workspace: null }, 0, Date.now() + 60_000).calls, calls);
  opened.close();
});
