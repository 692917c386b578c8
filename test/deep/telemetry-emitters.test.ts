/**
 * Real emitters against providers on loopback: what the ledger holds is what was billed, to the token.
 * Where an emitter does not say a part, or says it wrong, the test says so by name.
 */
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { CallRecord } from '../../src/telemetry/call-record.ts';
import { startCollector } from '../../src/telemetry/collector.ts';
import { startProcess, stopAll } from '../support/process-group.ts';
import { nodeEmitters, pythonEmitters, type Emitters } from './emitters/installs.ts';
import { ANSWER_TEXT, startFixedProvider, type BilledCall } from './emitters/provider.ts';

let home: string;
let sets: Readonly<Record<'node' | 'wrapped' | 'tools' | 'python', Emitters>>;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'costline-emitters-'));
  sets = {
    node: await nodeEmitters('node', join(home, 'node')), wrapped: await nodeEmitters('wrapped', join(home, 'wrapped')),
    tools: await nodeEmitters('tools', join(home, 'tools')), python: await pythonEmitters(),
  };
});

after(async () => {
  await stopAll();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** How much of a call an emitter says. */
type Telling = 'all' | 'sums' | 'estimate' | 'nothing' | 'absent';

interface Expected {
  /** `all` unless said; `sums` where the cached part, reasoning and so on are left out. */
  readonly telling?: (call: BilledCall) => Telling;
  readonly reasoning?: (call: BilledCall) => boolean;
  /** Whether writes for an hour are told apart. */
  readonly lifetimes?: (call: BilledCall) => boolean;
  readonly signals?: string;
}

interface Run {
  readonly bill: readonly BilledCall[];
  readonly records: readonly CallRecord[];
}

/** Runs a script to its end with a provider and a collector of its own. */
async function run(set: Emitters, script: readonly string[], signals = 'tml'): Promise<Run> {
  const provider = await startFixedProvider();
  const folder = await mkdtemp(join(home, 'run-'));
  const collector = await startCollector({
    ledger: join(folder, 'ledger.db'), port: 0, allowedHosts: [], upstream: null, retentionDays: 30, version: '0.0.0', now: () => Date.now(), log: () => undefined,
  });
  const endpoint = collector.status().endpoint ?? '';
  await mkdir(join(folder, 'home'));
  const kept = Object.entries(process.env).filter(([name]) => !/^(OTEL|OPENAI|ANTHROPIC|GEMINI|GOOGLE|NODE_|TRACELOOP|LANG|CLAUDE)/.test(name));
  const started = startProcess(set.program, [...script], {
    cwd: set.folder,
    env: {
      ...Object.fromEntries(kept), HOME: join(folder, 'home'), MODULES: set.modules, SIGNALS: signals,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OPENAI_BASE_URL: `${provider.address}/v1`, OPENAI_API_KEY: 'test', ANTHROPIC_BASE_URL: provider.address, ANTHROPIC_API_KEY: 'test', GOOGLE_GEMINI_BASE_URL: provider.address,
      NO_PROXY: '127.0.0.1,localhost', no_proxy: '127.0.0.1,localhost', PYTHONDONTWRITEBYTECODE: '1', NODE_NO_WARNINGS: '1', PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
    },
  });
  const status = await started.ended;
  const records = collector.ledger.records({});
  await collector.close();
  await provider.close();
  assert.equal(status, 0, started.tail());
  // What the provider's models say must not be on the disk, whatever the emitter calls it.
  assert.equal((await readFile(join(folder, 'ledger.db'))).includes(ANSWER_TEXT), false, 'an answer was kept');
  return { bill: provider.bill, records };
}

/** One line a call; parts that an emitter does not say are left out on both sides. */
function billedLine(call: BilledCall, { telling, reasoning, lifetimes }: Expected): string {
  const tells = telling?.(call) ?? 'all';
  const told = call.silent && tells !== 'estimate' ? 'nothing' : tells;
  if (told === 'nothing' || told === 'estimate') return `${call.model} ${told}`;
  const whole = call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h;
  if (told === 'sums') return `${call.model} in ${whole} out ${call.output}`;
  const [fiveMinutes, hour] = lifetimes?.(call) === false ? [call.cacheWrite5m + call.cacheWrite1h, 0] : [call.cacheWrite5m, call.cacheWrite1h];
  return `${call.model} in ${call.input} read ${call.cacheRead} written ${fiveMinutes} + ${hour} out ${call.output} thought ${reasoning?.(call) === false ? 0 : call.reasoning}`;
}

function recordedLine(record: CallRecord): string {
  if (record.unmeasured) return `${record.model} nothing`;
  if (record.estimated) return `${record.model} estimate`;
  const { model, input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning } = record;
  if (cacheRead === 0 && cacheWrite5m === 0 && cacheWrite1h === 0 && reasoning === 0) return `${model} in ${input} out ${output}`;
  return `${model} in ${input} read ${cacheRead} written ${cacheWrite5m} + ${cacheWrite1h} out ${output} thought ${reasoning}`;
}

function agree({ bill, records }: Run, expected: Expected): void {
  const billed = bill.filter((call) => expected.telling?.(call) !== 'absent').map((call) => billedLine(call, isEmbedding(call) && expected.telling?.(call) !== 'nothing' ? { telling: () => 'sums' } : expected));
  assert.ok(bill.length > 0, 'nothing was called');
  assert.deepEqual(records.map(recordedLine).sort(), billed.sort());
}

const isEmbedding = (call: BilledCall): boolean => call.model.startsWith('text-embedding');
const never = (): boolean => false;
const openai = (call: BilledCall): boolean => call.provider === 'openai';

/** Run one after the other, each as `node --test` runs a test. */
const check = (title: string, set: keyof typeof sets, script: readonly string[], expected: Expected = {}): void =>
  void test(title, async () => agree(await run(sets[set], script, expected.signals), expected));

check('openai with OpenTelemetry: cached and reasoning tokens are not told', 'node', ['otel-openai.mjs'], { telling: () => 'sums' });
check('Anthropic\'s own spans', 'node', ['anthropic.mjs']);
check('OpenInference around clients of which one has spans of its own; streamed chats and embeddings tell no tokens', 'node', ['openinference.mjs'], {
  telling: (call) => ((call.stream && call.model === 'gpt-4o') || isEmbedding(call) ? 'nothing' : 'all'),
});
check('AI SDK 4: writes for an hour are told like others', 'node', ['vercel-ai.mjs', '4'], { lifetimes: never });
check('AI SDK 5: whole answers of OpenAI tell no cached part', 'node', ['vercel-ai.mjs', '5'], { telling: (call) => (openai(call) && !call.stream ? 'sums' : 'all') });
check('AI SDK 6', 'node', ['vercel-ai.mjs', '6']);
check('AI SDK 7: no reasoning, no lifetimes', 'node', ['vercel-ai.mjs', '7'], { reasoning: never, lifetimes: never });
check('AI SDK 7 in the form of 6', 'node', ['vercel-ai.mjs', '7', 'legacy']);
check('Traceloop: a streamed chat carries an estimate, streamed responses nothing, embeddings are not traced', 'wrapped', ['traceloop.mjs'], {
  telling: (call) => (isEmbedding(call) ? 'absent' : !openai(call) ? 'all' : !call.stream ? 'sums' : call.model === 'gpt-4o' ? 'estimate' : 'nothing'), lifetimes: never,
});
check('Langfuse: embeddings tell no tokens', 'wrapped', ['langfuse.mjs'], { telling: (call) => (isEmbedding(call) ? 'nothing' : 'all') });
check('Python: OpenTelemetry\'s own; responses are not traced', 'python', ['official.py'], {
  telling: (call) => (call.model === 'gpt-5' ? 'absent' : call.provider === 'google' ? 'all' : 'sums'),
});
check('Python: OpenLLMetry beside spans of the client in other traces', 'python', ['openllmetry.py'], { reasoning: (call) => !(call.stream && call.model === 'gpt-4o') });
check('Python: OpenInference', 'python', ['openinference_both.py']);
check('Python: Pydantic AI', 'python', ['pydantic_agents.py']);
check('Python: Logfire tells a stream twice', 'python', ['logfire_both.py']);
check('Python: LiteLLM', 'python', ['litellm_callback.py'], { lifetimes: never });
check('Claude Code by all its signals', 'tools', ['claude-code.sh']);
check('Claude Code by its spans alone', 'tools', ['claude-code.sh'], { signals: 't', lifetimes: never });
check('Claude Code by its metrics alone', 'tools', ['claude-code.sh'], { signals: 'm', lifetimes: never });
check('Qwen Code by all its signals', 'tools', ['qwen-code.sh']);

test('LangChain: the model\'s run, not the chain\'s', async () => {
  const { bill, records } = await run(sets.wrapped, ['langchain.mjs']);
  agree({ bill: bill.filter(openai), records: records.filter(({ model }) => model === 'gpt-4o') }, {});
  // Writes stand inside the input, and a stream's output is counted once too often.
  const others = records.filter(({ model }) => model === 'claude-sonnet-4-5').map((record) => record.input + record.cacheRead);
  assert.deepEqual(others.sort(), bill.filter((call) => !openai(call)).map((call) => call.input + call.cacheRead + call.cacheWrite5m + call.cacheWrite1h).sort());
});

test('Python: metrics alone make as many calls, and their sum', async () => {
  const { bill, records } = await run(sets.python, ['official.py'], 'm');
  for (const model of ['gpt-4o', 'gemini-2.5-flash']) {
    const told = records.filter((record) => record.model === model);
    // Its metrics leave out streamed chats.
    const billed = bill.filter((call) => call.model === model && !(call.stream && openai(call)));
    assert.equal(told.length, billed.length, model);
    assert.equal(sum(told.map((record) => record.input)), sum(billed.map((call) => call.input + call.cacheRead)), model);
    assert.equal(sum(told.map((record) => record.output)), sum(billed.map((call) => call.output)), model);
  }
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
