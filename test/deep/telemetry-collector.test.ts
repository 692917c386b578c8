/** A real OpenTelemetry Collector on both sides: it sends on to Costline by the snippet that users paste, and Costline sends on to it. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { collectorSnippet } from '../../src/panel/connect.ts';
import { startCollector, type Collector } from '../../src/telemetry/collector.ts';
import { encodeOtlp } from '../support/otlp-messages.ts';
import { startProcess, stopAll, type Started } from '../support/process-group.ts';
import { buildCollector } from './otel-collector/build.ts';

const home = await mkdtemp(join(tmpdir(), 'costline-collector-'));
const open = new Set<Collector>();
after(async () => {
  for (const collector of open) await collector.close();
  await stopAll();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

async function collect(name: string, upstream: string | null): Promise<Collector> {
  const collector = await startCollector({
    ledger: join(home, `${name}.db`), port: 0, allowedHosts: [], upstream, retentionDays: 30, version: '0.0.0', now: () => Date.now(), log: () => undefined,
  });
  open.add(collector);
  return collector;
}

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

/** What a user has before the snippet is pasted. */
const configuration = (port: number): string => `
receivers:
  otlp:
    protocols:
      http:
        endpoint: 127.0.0.1:${port}
service:
  telemetry:
    metrics:
      level: none
  pipelines:
    traces:
      receivers: [otlp]
`;

async function startOtelcol(binary: string, port: number, endpoint: string): Promise<Started> {
  await writeFile(join(home, 'base.yaml'), configuration(port));
  await writeFile(join(home, 'snippet.yaml'), collectorSnippet(endpoint));
  return startProcess(binary, ['--config', join(home, 'base.yaml'), '--config', join(home, 'snippet.yaml')]);
}

let spans = 0;
const attribute = (key: string, value: string | number): object => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } });

/** A batch of calls; answers their span ids once they are acknowledged. */
async function send(endpoint: string, calls: number): Promise<readonly string[]> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const ids = Array.from({ length: calls }, () => (spans += 1).toString(16).padStart(16, '0'));
  const body = encodeOtlp('traces', { resourceSpans: [{ scopeSpans: [{ spans: ids.map((id) => ({
    traceId: id.padStart(32, 'a'), spanId: id, name: 'chat', kind: 3, startTimeUnixNano: String(now), endTimeUnixNano: String(now + 5_000_000n),
    attributes: [attribute('gen_ai.operation.name', 'chat'), attribute('gen_ai.request.model', 'gpt-4o'), attribute('gen_ai.usage.input_tokens', 1200), attribute('gen_ai.usage.output_tokens', 340)],
  })) }] }] });
  const response = await fetch(`${endpoint}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: new Uint8Array(body) });
  assert.equal(response.status, 200);
  return ids;
}

const idsIn = (collector: Collector): string[] => collector.ledger.records({}).map(({ spanId }) => spanId ?? '').sort();

async function until(condition: () => boolean, what: () => string): Promise<void> {
  for (let left = 400; !condition(); left -= 1) {
    if (left === 0) assert.fail(what());
    await pause(50);
  }
}

test('every span arrives once through Costline, an OpenTelemetry Collector that comes and goes, and Costline again', async (t) => {
  const binary = await buildCollector();
  if (binary === null) return t.skip('there is no Go to build a collector with, and none can be installed');
  const port = await freePort();
  const last = await collect('last', null);
  const first = await collect('first', `http://127.0.0.1:${port}`);
  const endpoint = `${first.status().endpoint ?? ''}/w/shop`;
  // Nobody listens upstream yet: what is sent waits.
  const sent = [...(await send(endpoint, 5)), ...(await send(endpoint, 7))];
  assert.equal(first.status().upstream?.queued, 2);
  let otel = await startOtelcol(binary, port, last.status().endpoint ?? '');
  await until(() => idsIn(last).length === sent.length, () => otel.tail());
  await otel.stop();
  sent.push(...(await send(endpoint, 3)));
  otel = await startOtelcol(binary, port, last.status().endpoint ?? '');
  for (let i = 0; i < 20; i += 1) sent.push(...(await send(endpoint, 10)));
  await until(() => idsIn(last).length >= sent.length && first.status().upstream?.queued === 0, () => `${idsIn(last).length} of ${sent.length}\n${otel.tail()}`);
  assert.deepEqual(idsIn(last), [...sent].sort());
  assert.deepEqual(idsIn(first), [...sent].sort());
  assert.equal(first.status().upstream?.dropped, 0);
});

test('an upstream that never answers costs memory up to a bound, and what is dropped is counted', async () => {
  const port = await freePort();
  const collector = await collect('bounded', `http://127.0.0.1:${port}`);
  const endpoint = collector.status().endpoint ?? '';
  const requests = 1_050;
  for (let i = 0; i < requests; i += 50) await Promise.all(Array.from({ length: 50 }, () => send(endpoint, 1)));
  const { queued = 0, dropped = 0 } = collector.status().upstream ?? {};
  assert.equal(queued + dropped, requests);
  assert.equal(queued, 1_000);
  assert.equal(idsIn(collector).length, requests);
});
