/**
 * What ingest costs the window: the event loop's delay in the process that started the telemetry child, with and without a flood.
 * Run: node test/bench/host-delay.bench.ts [seconds]
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker, isMainThread, workerData } from 'node:worker_threads';
import { DEFAULT_CONFIG } from '../../src/core/config/defaults.ts';
import { encodeOtlp } from '../support/otlp-messages.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const BATCH = 200;

/** In the sender's thread: bodies made before, posted one after the other. */
async function flood({ endpoint, bodies }: { readonly endpoint: string; readonly bodies: readonly Uint8Array[] }): Promise<void> {
  for (let i = 0; ; i = (i + 1) % bodies.length) await fetch(`${endpoint}/v1/traces`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf' }, body: Buffer.from(bodies[i] ?? []) });
}

function body(n: number): Uint8Array {
  const attribute = (key: string, value: string | number): object => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } });
  const now = BigInt(Date.now()) * 1_000_000n;
  return encodeOtlp('traces', { resourceSpans: [{ scopeSpans: [{ spans: Array.from({ length: BATCH }, (_, i) => {
    const id = (n * BATCH + i + 1).toString(16).padStart(16, '0');
    return {
      traceId: id.padStart(32, '0'), spanId: id, name: 'chat', startTimeUnixNano: String(now), endTimeUnixNano: String(now + 1_000_000n),
      attributes: [attribute('gen_ai.operation.name', 'chat'), attribute('gen_ai.request.model', 'gpt-4o'), attribute('gen_ai.usage.input_tokens', 1200), attribute('gen_ai.usage.output_tokens', 340),
        ...Array.from({ length: 21 }, (__, j) => attribute(`app.${j}`, `value ${j}`))],
    };
  }) }] }] });
}

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'costline-delay-'));
  const child = fork(join(import.meta.dirname, '..', '..', 'src', 'telemetry', 'main.ts'), ['--ledger', join(folder, 'ledger.db')]);
  let pushed = 0;
  const endpoint = await new Promise<string>((resolve) => {
    child.on('message', (message: { readonly type: string; readonly status?: { readonly endpoint: string | null } }) => {
      if (message.type === 'spend') pushed += 1;
      if (message.type === 'status' && typeof message.status?.endpoint === 'string') resolve(message.status.endpoint);
    });
    child.send({
      type: 'configure', workspace: { id: 'w', name: 'w', folders: ['/w'] }, budgets: [], services: {}, collector: { ...DEFAULT_CONFIG.collector, port: 0 }, includeCodingTools: false, utcOffsetMinutes: 0,
    });
  });
  child.send({ type: 'subscribe', everyMs: 250 });
  const bodies = Array.from({ length: 400 }, (_, n) => body(n));
  const measure = async (): Promise<number> => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await pause(SECONDS * 1000);
    delay.disable();
    return delay.percentile(99) / 1e6;
  };
  const quiet = await measure();
  const sender = new Worker(new URL(import.meta.url), { workerData: { endpoint, bodies } });
  await pause(300);
  const busy = await measure();
  await sender.terminate();
  child.send({ type: 'shutdown' });
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
  console.log(`p99 of the host's delay: ${quiet.toFixed(1)} ms without, ${busy.toFixed(1)} ms with ingest, ${(busy - quiet).toFixed(1)} ms more (${pushed} pushes to the panel)`);
}

await (isMainThread ? compare() : flood(workerData));
