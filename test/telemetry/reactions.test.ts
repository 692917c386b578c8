/** What a passed budget does beside telling the user. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DEFAULT_CONFIG } from '../../src/core/config/defaults.ts';
import type { BudgetAction } from '../../src/core/config/config.ts';
import { createChild } from '../../src/telemetry/child.ts';
import { startCollector } from '../../src/telemetry/collector.ts';
import type { FromChild } from '../../src/telemetry/protocol.ts';
import { callSpan, ingest, openLedger } from '../support/ledgers.ts';

const folder = mkdtempSync(join(tmpdir(), 'costline-reactions-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Answers 503 once, then takes what comes. */
async function hook(): Promise<{ readonly url: string; readonly bodies: Promise<unknown>; readonly server: Server }> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  let refused = false;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      response.writeHead(refused ? 204 : 503).end();
      if (refused) resolve(JSON.parse(text));
      refused = true;
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`, bodies: promise, server };
}

test('a budget that is passed is posted until it is taken, and programs that ask are told to stop', async () => {
  const { url, bodies, server } = await hook();
  const { promise: endpoint, resolve: listening } = Promise.withResolvers<string>();
  const { promise: ended, resolve: exit } = Promise.withResolvers<void>();
  const child = createChild({
    ledger: join(folder, 'child.db'), version: '0.0.0', now: () => Date.now(), exit,
    send: (message: FromChild) => {
      if (message.type === 'status' && message.status.endpoint !== null) listening(message.status.endpoint);
    },
  });
  const actions: readonly BudgetAction[] = ['webhook', 'halt'];
  child.receive({
    type: 'configure', workspace: { id: 'shop', name: 'shop', folders: ['/shop'] }, services: {}, includeCodingTools: false, utcOffsetMinutes: 0,
    budgets: [{ id: 'daily', period: 'day', scope: 'workspace', limit: 1, levels: [1], actions }], collector: { ...DEFAULT_CONFIG.collector, port: 0, webhook: url },
  });
  const control = async (): Promise<{ halted: boolean; reason: string | null }> => (await (await fetch(`${await endpoint}/control`)).json()) as { halted: boolean; reason: string | null };
  assert.deepEqual(await control(), { halted: false, reason: null, until: null });
  child.receive({ type: 'send-test-call' });
  const body = await bodies as { readonly kind: string; readonly message: string; readonly workspace: { readonly id: string } };
  assert.deepEqual([body.kind, body.workspace.id], ['budget', 'shop']);
  const { halted, reason } = await control();
  assert.equal(halted, true);
  assert.equal(reason !== null && body.message.startsWith(reason.slice(0, 5)), true);
  child.receive({ type: 'shutdown' });
  await ended;
  server.close();
});

test('what halts ends with its period, also when nobody is there to say so', async () => {
  let now = 1_000;
  const collector = await startCollector({ ledger: join(folder, 'control.db'), port: 0, allowedHosts: [], upstream: null, retentionDays: 30, version: '0.0.0', now: () => now, log: () => undefined });
  const ask = async (path: string, init: RequestInit = {}): Promise<number | unknown> => {
    const response = await fetch(`${collector.status().endpoint}${path}`, init);
    return response.ok ? response.json() : response.status;
  };
  collector.ledger.setControl('w', { halted: true, reason: 'Today: $5 of $5 spent.', until: 5_000 });
  assert.deepEqual(await ask('/w/w/control'), { halted: true, reason: 'Today: $5 of $5 spent.', until: 5_000 });
  assert.deepEqual(await ask('/w/other/control'), { halted: false, reason: null, until: null });
  assert.equal(await ask('/w/w/control', { headers: { origin: 'http://localhost' } }), 403);
  now = 5_000;
  assert.deepEqual(await ask('/w/w/control'), { halted: false, reason: null, until: null });
  await collector.close();
});

test('texts are kept and found only where the user asked for it', async () => {
  const { openSqliteLedger } = await import('../../src/telemetry/ledger/sqlite/sqlite-ledger.ts');
  const said = callSpan({ attributes: { 'gen_ai.input.messages': '[{"role":"user","content":"Where is my Parcel?"}]' } });
  for (const keepContent of [true, false]) {
    const ledger = await openSqliteLedger({ path: ':memory:', price: () => ({ cost: null, source: 'unpriced' }), now: () => 0, keepContent });
    ingest(ledger, [said, callSpan({})]);
    assert.deepEqual(ledger.containing('my parcel', 10).map(({ spanId, traceId }) => [spanId, traceId]), keepContent ? [[said.spanId, said.traceId]] : []);
    ledger.prune(said.start + 1);
    assert.deepEqual(ledger.containing('my parcel', 10), []);
    ledger.close();
  }
  const plain = await openLedger();
  assert.deepEqual(plain.control('anything'), { halted: false, reason: null, until: null });
  plain.close();
});
