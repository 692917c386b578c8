/** Real clients, real instrumentation, the real command line: what the ledger holds is what the provider billed. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { CLONE } from '../support/clone.ts';
import { listPrice } from '../support/list-prices.ts';
import { startProcess, stopAll } from '../support/process-group.ts';
import type { Started } from '../support/process-group.ts';
import { startResearchAgent, startSupportDesk } from '../demo/emitters.ts';
import { makeSample } from '../demo/sample.ts';
import type { Sample } from '../demo/sample.ts';
import { startProvider } from '../demo/stub/provider.ts';
import type { Provider } from '../demo/stub/provider.ts';

const CLI = join(CLONE, 'dist', 'cli.mjs');
/** An odd number, so that the cached prompt is both written and read. */
const ROUNDS = 5;

interface SpendRecord {
  readonly provider: string;
  readonly model: string;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly output: number;
  readonly cost: string | null;
  readonly feature: string | null;
  readonly session: string | null;
  readonly location: { readonly file: string | null; readonly line: number | null; readonly function: string | null } | null;
}

let home: string;
let sample: Sample;
let provider: Provider;
let records: SpendRecord[];

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'costline-demo-'));
  sample = await makeSample(join(home, 'sample'));
  provider = await startProvider();
  const ledger = join(home, 'ledger.db');
  const collector = startProcess(process.execPath, [CLI, 'collect', '--port', '0', '--ledger', ledger]);
  const options = { provider: provider.address, collector: await endpointOf(collector), rounds: ROUNDS, pauseMs: 10 };
  const apps = [startSupportDesk(sample, options), startResearchAgent(sample, options)].filter((app) => app !== null);
  for (const app of apps) assert.equal(await app.ended, 0, app.tail());
  await collector.stop();
  records = parse(execFileSync(process.execPath, [CLI, 'spend', '--ledger', ledger, '--records', '--format', 'json'], { encoding: 'utf8' }));
});

after(async () => {
  await stopAll();
  await provider.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

test('every billed call is recorded exactly once, with its tokens and its list price', () => {
  const billed = provider.bill.calls.map((call) => ({ ...tokensOf(call), cost: listPrice(call) }));
  const recorded = records.map((record) => ({ ...tokensOf(record), cost: nanodollars(record.cost) }));
  assert.ok(billed.length >= ROUNDS * 3);
  assert.deepEqual(recorded.map(line).sort(), billed.map(line).sort());
});

test('cached tokens are seen: the marked playbook is read, the prompt behind a clock never is', () => {
  assert.ok(of('escalation').some((record) => record.cacheRead > 1_000));
  assert.ok(of('answer').every((record) => record.cacheRead === 0));
});

test('each record names the feature, the session and the line of the call', () => {
  for (const record of records) {
    assert.match(record.session ?? '', /^(ticket|paper)-/);
    const file = basename(record.location?.file ?? '');
    assert.equal(file.replace(/\.(ts|py)$/, ''), { knowledge: 'knowledge', triage: 'triage', answer: 'answer', escalation: 'escalation', label: 'label', digest: 'digest' }[record.feature ?? '']);
    assert.ok((record.location?.line ?? 0) > 1);
  }
});

function of(feature: string): SpendRecord[] {
  const found = records.filter((record) => record.feature === feature);
  assert.ok(found.length > 0, `no call of ${feature}`);
  return found;
}

function tokensOf(call: { readonly model: string; readonly input: number; readonly cacheRead: number; readonly cacheWrite5m: number; readonly output: number }) {
  return { model: call.model, input: call.input, cacheRead: call.cacheRead, cacheWrite5m: call.cacheWrite5m, output: call.output };
}

function line(call: object): string {
  return Object.values(call).join(' ');
}

function nanodollars(dollars: string | null): number | null {
  return dollars === null ? null : Math.round(Number(dollars) * 1e9);
}

/** One array, or one object a line. */
function parse(text: string): SpendRecord[] {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return JSON.parse(trimmed) as SpendRecord[];
  return trimmed.split('\n').map((row) => JSON.parse(row) as SpendRecord);
}

async function endpointOf(collector: Started): Promise<string> {
  for (let left = 200; left > 0; left--) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(collector.tail())?.[0];
    if (found) return found;
    await pause(50);
  }
  throw new Error(`The collector does not say where it listens:\n${collector.tail()}`);
}
