/**
 * Spans over HTTP, durable, dialects running, against the least a receiver could do: decode with protobufjs and insert one row a span.
 * Run: node test/bench/ingest.bench.ts [spans]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createIntake } from '../../src/telemetry/intake.ts';
import { decodeProtobuf } from '../../src/telemetry/otlp/protobuf.ts';
import { startReceiver } from '../../src/telemetry/otlp/receiver.ts';
import { openLedger } from '../support/ledgers.ts';
import { decodeWithLibrary, encodeOtlp, type OtlpJson } from '../support/otlp-messages.ts';

const SPANS = Number(process.argv[2] ?? 60_000);
const BATCH = 512;
const ROUNDS = 3;
/** An exporter sends one batch while it fills the next. */
const CONNECTIONS = 4;


/** One model call and its tool in three spans, 25 attributes each, as an agent's run sends them. */
function batches(round: number): Buffer[] {
  return Array.from({ length: Math.ceil(SPANS / BATCH) }, (_, batch) => encodeOtlp('traces', {
    resourceSpans: [{ resource: { attributes: [text('service.name', 'bench')] }, scopeSpans: [{ scope: { name: 'bench' }, spans: Array.from({ length: BATCH }, (__, i) => span(round * SPANS + batch * BATCH + i)) }] }],
  }));
}

const text = (key: string, value: string): OtlpJson => ({ key, value: { stringValue: value } });
const whole = (key: string, value: number): OtlpJson => ({ key, value: { intValue: String(value) } });

/** Ids as SDKs draw them, all over the range: in order, a ledger's indexes would only ever grow at their end. */
const scattered = (n: number, digits: number): string => BigInt.asUintN(digits * 4, BigInt(n + 1) * 0x9e3779b97f4a7c15f39cc0605cedc835n).toString(16).padStart(digits, '0');

function span(n: number): OtlpJson {
  const trace = Math.floor(n / 3);
  const call = n % 3 === 1;
  const start = BigInt(Date.UTC(2026, 0, 5)) * 1_000_000n + BigInt(trace) * 20_000_000n;
  return {
    traceId: scattered(trace, 32), spanId: scattered(n, 16), name: call ? 'chat gpt-4o' : 'step', kind: 3,
    ...(n % 3 === 0 ? {} : { parentSpanId: scattered(n - (n % 3), 16) }), startTimeUnixNano: String(start), endTimeUnixNano: String(start + 900_000_000n),
    attributes: [
      ...(call ? [
        text('gen_ai.operation.name', 'chat'), text('gen_ai.provider.name', 'openai'), text('gen_ai.request.model', 'gpt-4o'), text('gen_ai.response.model', 'gpt-4o-2024-08-06'),
        text('gen_ai.response.id', `chatcmpl-${n}`), whole('gen_ai.usage.input_tokens', 1200 + (n % 100)), whole('gen_ai.usage.output_tokens', 340), whole('gen_ai.usage.cache_read.input_tokens', 1024),
      ] : Array.from({ length: 8 }, (_, i) => text(`app.field.${i}`, `value ${n % 50}`))),
      text('session.id', `s${trace % 200}`), text('user.id', `u${trace % 50}`), text('feature', `f${trace % 10}`),
      ...Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? text(`app.attribute.${i}`, `some value ${i}`) : whole(`app.number.${i}`, n + i))),
    ],
  };
}

function post(port: number, body: Uint8Array, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, method: 'POST', path: '/v1/traces', agent, headers: { 'content-type': 'application/x-protobuf', 'content-length': body.length } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode ?? 0}`))));
    });
    sending.once('error', reject);
    sending.end(body);
  });
}

/** Seconds by the clock, and of processors: of this thread, and of the whole process (the sender's thread and the garbage collector's among them). */
interface Took {
  readonly seconds: number;
  readonly thread: number;
  readonly process: number;
}

function timer(): (seconds: number) => Took {
  const [thread, whole] = [process.threadCpuUsage(), process.cpuUsage()];
  const sum = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
  return (seconds) => ({ seconds, thread: sum(process.threadCpuUsage(thread)), process: sum(process.cpuUsage(whole)) });
}

async function overHttp(bodies: readonly Buffer[], path: string): Promise<Took> {
  const ledger = await openLedger(path);
  const intake = createIntake(ledger, () => undefined);
  const receiver = await startReceiver({ port: 0, allowedHosts: [], store: (arrival) => intake.add(arrival), rejected: ({ reason }) => console.error(reason), health: () => ({}) });
  const took = timer();
  const seconds = await new Promise<number>((resolve, reject) => {
    // An emitter is another process: it has the second core.
    const sender = new Worker(new URL(import.meta.url), { workerData: { port: receiver.port, bodies } });
    sender.once('message', resolve);
    sender.once('error', reject);
  });
  const all = took(seconds);
  await receiver.close();
  ledger.close();
  return all;
}

/** In the sender's thread: posts everything, answers the seconds it took. */
async function sendAll({ port, bodies }: { readonly port: number; readonly bodies: readonly Uint8Array[] }): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const queue = [...bodies];
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let body = queue.pop(); body !== undefined; body = queue.pop()) await post(port, body, agent);
  }));
  parentPort?.postMessage((performance.now() - started) / 1000);
  agent.destroy();
}

/** The same rows by the least that could be done: protobufjs, one prepared insert a span, a transaction a batch. */
function bare(bodies: readonly Buffer[], path: string): Took {
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE spans (trace_id TEXT, span_id TEXT, name TEXT, started INTEGER, attributes TEXT, PRIMARY KEY (trace_id, span_id))');
  const insert = db.prepare('INSERT OR IGNORE INTO spans VALUES (?, ?, ?, ?, ?)');
  const took = timer();
  const started = performance.now();
  for (const body of bodies) {
    db.exec('BEGIN');
    for (const resource of lists(decodeWithLibrary('traces', body), 'resourceSpans')) {
      for (const scope of lists(resource, 'scopeSpans')) {
        for (const item of lists(scope, 'spans')) {
          insert.run(hex(item['traceId']), hex(item['spanId']), String(item['name']), Number(item['startTimeUnixNano']), JSON.stringify(item['attributes']));
        }
      }
    }
    db.exec('COMMIT');
  }
  const all = took((performance.now() - started) / 1000);
  db.close();
  return all;
}

type Message = Readonly<Record<string, unknown>>;
const lists = (message: object, key: string): readonly Message[] => {
  const value: unknown = Object.entries(message).find(([name]) => name === key)?.[1];
  return Array.isArray(value) ? value : [];
};
const hex = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('hex') : '');

function say(what: string, all: readonly Took[]): void {
  const each = (read: (took: Took) => number): string => ((median(all.map(read)) * 1e6) / SPANS).toFixed(1);
  console.log(`${what} ${rate(median(all.map(({ seconds }) => seconds)))} spans/s (${all.map(({ seconds }) => rate(seconds)).join(', ')}); processor: ${each(({ thread }) => thread)} µs a span, ${each((took) => took.process)} with all threads`);
}

const rate = (seconds: number): number => Math.round(SPANS / seconds);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'costline-bench-'));
  const ours: Took[] = [];
  const least: Took[] = [];
  const decoding = { ours: 0, library: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = batches(round);
    ours.push(await overHttp(bodies, join(folder, 'ledger.db')));
    least.push(bare(bodies, join(folder, `bare${round}.db`)));
    let started = performance.now();
    for (const body of bodies) decodeProtobuf('traces', body);
    decoding.ours += performance.now() - started;
    started = performance.now();
    for (const body of bodies) decodeWithLibrary('traces', body);
    decoding.library += performance.now() - started;
  }
  rmSync(folder, { recursive: true, force: true });
  say('over HTTP, durable  ', ours);
  say('protobufjs + insert ', least);
  const ratio = (read: (took: Took) => number): string => (median(ours.map(read)) / median(least.map(read))).toFixed(2);
  console.log(`ratio of times       ${ratio((took) => took.seconds)} by the clock, ${ratio((took) => took.thread)} by the receiving thread's processor (load ${loadavg()[0]?.toFixed(1)})`);
  console.log(`decoding alone       ${(decoding.library / decoding.ours).toFixed(2)} × protobufjs`);
}

await (isMainThread ? compare() : sendAll(workerData));
