/**
 * Many senders post large bodies faster than they can be stored, some packed, some of unknown length. The collector's memory
 * stays under a bound, it asks them to come back, and what it acknowledged is there. SECONDS sets for how long.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { openSqliteLedger } from '../../src/telemetry/ledger/sqlite/sqlite-ledger.ts';
import { flatPrice } from '../support/ledgers.ts';
import { encodeOtlp, type OtlpJson } from '../support/otlp-messages.ts';

const SECONDS = Number(process.env['SECONDS'] ?? 6);
const MIB = 1024 * 1024;
/** 128 MiB arriving, 32 MiB decoded at a time to some ten times that, and the process itself. */
const MOST_MEMORY = 800;
const SENDERS = 48;
const SPANS = 4_000;
const BODIES = 12;

const folder = mkdtempSync(join(tmpdir(), 'costline-flood-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const text = (key: string, stringValue: string): OtlpJson => ({ key, value: { stringValue } });

/** Some MiB of model calls, with prompts that are dropped. */
function body(n: number): Buffer {
  const now = BigInt(Date.now()) * 1_000_000n;
  return encodeOtlp('traces', { resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: SPANS }, (_, i) => {
    const id = (n * SPANS + i + 1).toString(16).padStart(16, '0');
    return {
      traceId: id.padStart(32, '0'), spanId: id, name: 'chat', startTimeUnixNano: String(now), endTimeUnixNano: String(now + 1_000_000n),
      attributes: [text('gen_ai.operation.name', 'chat'), text('gen_ai.request.model', 'gpt-4o'), { key: 'gen_ai.usage.input_tokens', value: { intValue: '100' } }, text('gen_ai.input.messages', `${n} ${i} `.repeat(260))],
    };
  }) }] }] });
}

type Sent = { readonly status: number; readonly retryAfter: string | undefined };

function post(port: number, bytes: Buffer, agent: Agent, how: { readonly packed: boolean; readonly chunked: boolean; readonly sender: string }): Promise<Sent> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/x-protobuf', 'user-agent': how.sender, ...(how.packed ? { 'content-encoding': 'gzip' } : {}), ...(how.chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes.length }),
    };
    const sending = request({ host: '127.0.0.1', port, method: 'POST', path: '/v1/traces', agent, headers }, (response) => {
      response.resume();
      response.once('close', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }));
    });
    // Refused while it was being sent: the connection goes, and so may the answer.
    sending.once('error', () => resolve({ status: 0, retryAfter: undefined }));
    sending.end(bytes);
  });
}

const residentMiB = (pid: number): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024;

test(`a flood of ${SECONDS} s stays under ${MOST_MEMORY} MiB, and what is acknowledged is there`, { skip: process.platform === 'win32' }, async () => {
  const ledger = join(folder, 'ledger.db');
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'telemetry', 'collecting.ts'), '--ledger', ledger, '--port', '0'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => child.stdout.on('data', (chunk: Buffer) => {
    const found = /^owner (\d+)$/m.exec(chunk.toString());
    if (found !== null) resolve(Number(found[1]));
  }));
  const bodies = Array.from({ length: BODIES }, (_, n) => body(n)).map((plain, n) => ({ n, plain, packed: gzipSync(plain, { level: 1 }) }));
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const acknowledged = new Set<number>();
  const answers: Sent[] = [];
  const until = Date.now() + SECONDS * 1000;
  let most = 0;
  let sent = 0;
  const senders = Array.from({ length: SENDERS }, async (_, i) => {
    for (let turn = i; Date.now() < until; turn += 1) {
      const { n, plain, packed } = bodies[turn % BODIES] ?? { n: 0, plain: Buffer.alloc(0), packed: Buffer.alloc(0) };
      const how = { packed: i % 3 === 0, chunked: i % 4 === 1, sender: i % 5 < 3 ? 'the flood' : `sender ${i % 5}` };
      const answer = await post(port, how.packed ? packed : plain, agent, how);
      sent += plain.length;
      answers.push(answer);
      if (answer.status === 200) acknowledged.add(n);
    }
  });
  const watching = (async () => {
    while (Date.now() < until) {
      most = Math.max(most, residentMiB(child.pid ?? 0));
      await pause(100);
    }
  })();
  await Promise.all([...senders, watching]);
  agent.destroy();
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));

  const of = (status: number): Sent[] => answers.filter((answer) => answer.status === status);
  console.log(`${Math.round(sent / MIB)} MiB sent of bodies of ${Math.round((bodies[0]?.plain.length ?? 0) / MIB)} MiB by ${SENDERS}; answers: ${[200, 429, 503, 0].map((status) => `${status}: ${of(status).length}`).join(', ')}; at most ${Math.round(most)} MiB`);
  assert.deepEqual(answers.filter(({ status }) => ![0, 200, 429, 503].includes(status)), []);
  assert.ok([...of(429), ...of(503)].every(({ retryAfter }) => retryAfter === '1'));
  assert.ok(of(429).length > 0, 'nobody was asked to come back: that was no flood');
  assert.ok(acknowledged.size > 0);
  assert.ok(most > 0 && most < MOST_MEMORY, `${Math.round(most)} MiB`);
  const opened = await openSqliteLedger({ path: ledger, price: flatPrice, now: () => Date.now() });
  const kept = new Set(opened.records({}).map(({ spanId }) => spanId));
  for (const n of acknowledged) for (const at of [1, SPANS]) assert.ok(kept.has((n * SPANS + at).toString(16).padStart(16, '0')), `body ${n}`);
  assert.equal(kept.size, opened.totals({ workspace: null }, 0, Date.now() + 60_000).calls);
  opened.close();
});
