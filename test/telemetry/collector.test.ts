/** Several processes, one ledger: what was acknowledged survives, and somebody always listens. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startCollector, type Collector, type CollectorOptions } from '../../src/telemetry/collector.ts';
import { encodeOtlp } from '../support/otlp-messages.ts';
import { openLedger } from '../support/ledgers.ts';

const folder = mkdtempSync(join(tmpdir(), 'costline-collector-'));
const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  readonly child: ChildProcess;
  /** Resolves when it says that it is this. */
  is(role: string): Promise<number>;
}

function run(ledger: string, port: number): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'collecting.ts'), '--ledger', ledger, '--port', String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  let said = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const look of waiting) look();
  });
  return {
    child,
    is: (role) => new Promise((resolve) => {
      const look = (): void => {
        const found = new RegExp(`^${role} (\\d+)$`, 'm').exec(said);
        if (found === null) return;
        waiting.delete(look);
        resolve(Number(found[1]));
      };
      waiting.add(look);
      look();
    }),
  };
}

let ids = 0;
const nextId = (): string => (ids += 1).toString(16).padStart(16, '0');

/** Sends spans of one call each; answers their ids once they are acknowledged, or null when they were not. */
async function post(port: number, spans: number): Promise<readonly string[] | null> {
  const sent = Array.from({ length: spans }, nextId);
  const now = BigInt(Date.now()) * 1_000_000n;
  const attribute = (key: string, value: object): object => ({ key, value });
  const body = encodeOtlp('traces', { resourceSpans: [{ scopeSpans: [{ spans: sent.map((id) => ({
    traceId: id.padStart(32, '0'), spanId: id, name: 'chat', startTimeUnixNano: String(now), endTimeUnixNano: String(now + 1_000_000n),
    attributes: [attribute('gen_ai.operation.name', { stringValue: 'chat' }), attribute('gen_ai.request.model', { stringValue: 'gpt-4o' }), attribute('gen_ai.usage.input_tokens', { intValue: '100' })],
  })) }] }] });
  try {
    const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: new Uint8Array(body) });
    return response.status === 200 ? sent : null;
  } catch {
    return null;
  }
}

const spanIdsIn = async (ledger: string): Promise<string[]> => {
  const opened = await openLedger(ledger);
  const ids = opened.records({}).map(({ spanId }) => spanId ?? '');
  opened.close();
  return ids.sort();
};

test('what was acknowledged is there after kill -9, once', async () => {
  const ledger = join(folder, 'killed.db');
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child, is } = run(ledger, 0);
    const port = await is('owner');
    let killed = false;
    const some = Promise.withResolvers<void>();
    const sending = (async () => {
      while (!killed) {
        acknowledged.push(...((await post(port, 20)) ?? []));
        some.resolve();
      }
    })();
    // Only once something was acknowledged is there anything to lose, however slow the machine.
    await some.promise;
    await new Promise((resolve) => setTimeout(resolve, 10 + round * 25));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    killed = true;
    await sending;
  }
  const kept = await spanIdsIn(ledger);
  assert.ok(acknowledged.length > 0);
  assert.equal(new Set(kept).size, kept.length);
  assert.deepEqual(acknowledged.filter((id) => !kept.includes(id)), []);
});

test('when the owner dies another process takes over its ledger and its port within a second', async () => {
  const ledger = join(folder, 'shared.db');
  const first = run(ledger, 0);
  const port = await first.is('owner');
  const second = run(ledger, port);
  await second.is('follower');
  assert.notEqual(await post(port, 1), null);
  const died = performance.now();
  first.child.kill('SIGKILL');
  assert.equal(await second.is('owner'), port);
  assert.ok(performance.now() - died < 1000, `${Math.round(performance.now() - died)} ms`);
  assert.notEqual(await post(port, 1), null);
  second.child.kill('SIGKILL');
  await new Promise((resolve) => second.child.once('exit', resolve));
  assert.equal((await spanIdsIn(ledger)).length, 2);
});

const collect = (options: Partial<CollectorOptions>): Promise<Collector> => startCollector({
  ledger: join(folder, `${nextId()}.db`), port: 0, allowedHosts: [], upstream: null, retentionDays: 30, version: '0.0.0', now: () => Date.now(), log: () => undefined, ...options,
});

test('another program on the port is named, and its telemetry left to it', async () => {
  const other = createServer((_request, response) => response.writeHead(404, { server: 'jaeger' }).end());
  const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => {
    const address = other.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  }));
  const collector = await collect({ port });
  const { role, foreign, endpoint, message } = collector.status();
  assert.deepEqual([role, foreign, endpoint], ['foreign', 'jaeger', null]);
  assert.match(message ?? '', new RegExp(`Port ${port} is taken by jaeger`));
  await collector.close();
  other.close();
});

test('a collector that asks for a token is known for what it is, and says whose ledger it has to who names the token', async () => {
  const guarded = await collect({ token: 'secret', version: '1.2.3' });
  const port = guarded.status().port ?? 0;
  const foreignTo = async (token: string | null): Promise<string | null> => {
    const beside = await collect({ port, token });
    await beside.close();
    return beside.status().foreign;
  };
  const known = `Costline 1.2.3 with the ledger ${guarded.status().ledger}`;
  assert.deepEqual([await foreignTo(null), await foreignTo('another'), await foreignTo('secret')], ['Costline 1.2.3 that asks for a token', 'Costline 1.2.3 that asks for a token', known]);
  assert.equal((await fetch(`http://127.0.0.1:${port}/yield/9.0.0`, { method: 'POST' })).status, 401);
  const newer = await collect({ ledger: guarded.status().ledger, port, token: 'secret', version: '1.10.0' });
  assert.deepEqual([guarded.status().role, newer.status().role, newer.status().port], ['follower', 'owner', port]);
  await newer.close();
  await guarded.close();
});

test('what is received is sent on as it came, again until it is taken', async () => {
  const seen: number[] = [];
  let refusals = 1;
  const upstream = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      refusals -= 1;
      if (refusals >= 0) return void response.writeHead(503).end();
      seen.push(Buffer.concat(chunks).length);
      response.writeHead(200).end();
    });
  });
  const port = await new Promise<number>((resolve) => upstream.listen(0, '127.0.0.1', () => {
    const address = upstream.address();
    resolve(typeof address === 'object' && address !== null ? address.port : 0);
  }));
  const collector = await collect({ upstream: `http://127.0.0.1:${port}` });
  await post(collector.status().port ?? 0, 2);
  await post(collector.status().port ?? 0, 3);
  while (collector.status().upstream?.queued !== 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(seen.length, 2);
  assert.equal(collector.status().upstream?.dropped, 0);
  await collector.close();
  upstream.close();
});
