/** Calls beside each other: what is told twice counts once, what tells less waits, and metrics count where nothing else does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ledger } from '../../../src/telemetry/ledger/ledger.ts';
import type { Attributes, LogFact, PointFact, SpanFact } from '../../../src/telemetry/otlp/facts.ts';
import { drawLog, drawSpans, START } from '../../support/drawn-spans.ts';
import { openLedger } from '../../support/ledgers.ts';
import { createRandom } from '../../support/random.ts';
import { billOf } from '../dialects/bills.ts';

type Piece = { readonly spans?: readonly SpanFact[]; readonly logs?: readonly LogFact[]; readonly points?: readonly PointFact[] };

const take = (ledger: Ledger, { spans = [], logs = [], points = [] }: Piece): void => void ledger.ingest([{ facts: { spans, logs, points }, workspace: 'w' }]);
const bills = (ledger: Ledger): string[] => ledger.records({}).map(billOf).sort();

/** The same pieces in any order, twice, and rebuilt: always these bills, and sums that are theirs. */
async function check(pieces: readonly Piece[], expected: readonly string[]): Promise<void> {
  for (let seed = 1; seed <= 4; seed += 1) {
    const random = createRandom(seed);
    const ledger = await openLedger();
    const order = [...pieces, ...pieces].map((piece) => ({ piece, at: random.next() })).sort((a, b) => a.at - b.at);
    for (const { piece } of order) take(ledger, piece);
    for (const when of ['arrived', 'rebuilt']) {
      assert.deepEqual(bills(ledger), [...expected].sort(), `seed ${seed}, ${when}`);
      const { calls, cost } = ledger.totals({ workspace: 'w' }, START - 1e9, START + 1e9);
      const tools = ledger.codingTools(START - 1e9, START + 1e9, { workspace: 'w' });
      const records = ledger.records({});
      assert.deepEqual([calls + tools.calls, cost + tools.cost], [records.length, records.reduce((sum, record) => sum + (record.cost ?? 0), 0)], `seed ${seed}, ${when}`);
      ledger.rebuild();
    }
    ledger.close();
  }
}

const call = (trace: string, scope: string, times: string, input: number, output: number, more: readonly string[] = []): Piece => ({
  spans: drawSpans([`chat @ ${scope} ${times}`, '  gen_ai.operation.name = chat', '  gen_ai.request.model = claude-sonnet-4-5', `  gen_ai.usage.input_tokens = ${input}`, `  gen_ai.usage.output_tokens = ${output}`,
    ...more.map((line) => `  ${line}`)].join('\n'), { trace }),
});

test('one answer told in two traces is one call, with what each says', () => check([
  call('a', 'wrapper', '0..110', 1712, 341, ['gen_ai.response.id = msg_1', 'feature = triage']),
  call('b', 'client', '5..100', 1712, 340, ['gen_ai.response.id = msg_1', 'gen_ai.usage.cache_read.input_tokens = 1024', 'gen_ai.usage.cache_creation.input_tokens = 512']),
], ['otel-genai ? claude-sonnet-4-5 176 + 1024r + 512w = 340 #triage']));

test('an answer out of a cache in another trace is a call, and free; an id that comes again by chance is not', () => check([
  call('a', 'gateway', '0..100', 1200, 340, ['gen_ai.response.id = chatcmpl-1']),
  call('b', 'gateway', '200..210', 1200, 340, ['gen_ai.response.id = chatcmpl-1']),
  call('c', 'gateway', '400..500', 77, 8, ['gen_ai.response.id = chatcmpl-1']),
], ['otel-genai ? claude-sonnet-4-5 1200 = 340', 'otel-genai ? claude-sonnet-4-5 1200 = 340 replayed', 'otel-genai ? claude-sonnet-4-5 77 = 8']));

test('two scopes that say the same at the same time tell one call; one after the other they tell two', () => check([
  call('a', 'wrapper', '0..110', 1712, 340), call('b', 'client', '5..100', 1712, 340, ['gen_ai.usage.cache_read.input_tokens = 1024']),
  call('c', 'wrapper', '200..300', 50, 5), call('d', 'client', '300..400', 50, 5), call('e', 'client', '210..290', 51, 5),
], ['otel-genai ? claude-sonnet-4-5 688 + 1024r = 340', 'otel-genai ? claude-sonnet-4-5 50 = 5', 'otel-genai ? claude-sonnet-4-5 50 = 5', 'otel-genai ? claude-sonnet-4-5 51 = 5']));

const point = (metric: string, value: number, attributes: Attributes, more: Partial<PointFact> = {}): PointFact => ({
  metric, type: 'sum', temporality: 'delta', start: START - 1000, time: START + 1000, value, count: 1, attributes, scope: { name: 'meter', version: '' }, resource: { 'service.name': 'shop' }, ...more,
});
const tokens = (type: string, value: number, count: number, more: Partial<PointFact> = {}): PointFact =>
  point('gen_ai.client.token.usage', value, { 'gen_ai.token.type': type, 'gen_ai.response.model': 'gpt-5', 'gen_ai.provider.name': 'openai' }, { type: 'histogram', count, ...more });

test('a histogram that grows: each export counts for what it adds, and a fresh start begins anew', () => {
  const at = (time: number, input: number, output: number, count: number, start = START): Piece => ({
    points: [tokens('input', input, count, { temporality: 'cumulative', start, time }), tokens('output', output, count, { temporality: 'cumulative', start, time: time + 0.4 })],
  });
  return check([at(START + 60_000, 1200, 340, 1), at(START + 120_000, 1200, 340, 1), at(START + 180_000, 1500, 401, 3), at(START + 240_000, 70, 7, 1, START + 200_000)], [
    'otel-genai openai gpt-5 1200 = 340', 'otel-genai openai gpt-5 150 = 31 estimated', 'otel-genai openai gpt-5 150 = 30 estimated', 'otel-genai openai gpt-5 70 = 7',
  ]);
});

test('metrics are left alone where spans tell the same model, and count for another', () => check([
  { points: [tokens('input', 1712, 1), tokens('output', 340, 1)] },
  { points: [point('gen_ai.client.token.usage', 900, { 'gen_ai.token.type': 'input', 'gen_ai.response.model': 'claude-sonnet-4-5' }), point('gen_ai.client.token.usage', 90, { 'gen_ai.token.type': 'output', 'gen_ai.response.model': 'claude-sonnet-4-5' })] },
  call('a', 'client', '0..100', 900, 90),
], ['otel-genai openai gpt-5 1712 = 340', 'otel-genai ? claude-sonnet-4-5 900 = 90']));

test('of counters and histograms of the same tokens the fuller ones count, and the histogram says how many calls', () => check([{
  points: [
    point('gen_ai.client.inference.usage.input_tokens', 2400, { 'gen_ai.request.model': 'gpt-5' }), point('gen_ai.client.inference.usage.output_tokens', 680, { 'gen_ai.request.model': 'gpt-5' }),
    point('gen_ai.client.inference.usage.cache_read.input_tokens', 2048, { 'gen_ai.request.model': 'gpt-5' }),
    point('gen_ai.client.inference.operation.input_tokens', 2400, { 'gen_ai.request.model': 'gpt-5' }, { type: 'histogram', count: 2 }),
    tokens('input', 2400, 2), tokens('output', 680, 2), tokens('total', 3080, 2),
  ],
}], ['otel-genai ? gpt-5 176 + 1024r = 340 estimated', 'otel-genai ? gpt-5 176 + 1024r = 340 estimated']));

const TOOL = { 'service.name': 'codex_exec' };
const turn = drawSpans(`
  session_task.turn @ codex_exec
    model = gpt-5
    codex.turn.token_usage.input_tokens = 1200
    codex.turn.token_usage.cached_input_tokens = 1024
    codex.turn.token_usage.output_tokens = 340
    handle_responses @ codex_exec
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.output_tokens = 340
      codex.usage.reasoning_output_tokens = 128
`, { resource: TOOL });
const answer = drawLog(`
  codex.sse_event @ codex_otel.log_only
  event.kind = response.completed
  input_token_count = "1200"
  output_token_count = "340"
  cached_token_count = 1024
  reasoning_token_count = 128
  model = gpt-5
`, { resource: TOOL });
const metered: Piece = { points: Object.entries({ input: 1200, cached_input: 1024, output: 340, reasoning_output: 128, total: 1540 }).map(([type, value]) =>
  point('codex.turn.token_usage', value, { token_type: type, model: 'gpt-5' }, { type: 'histogram', resource: TOOL })) };

for (const [title, pieces] of [['spans', [{ spans: turn }]], ['metrics', [metered]], ['log records', [{ logs: [answer] }]], ['all three', [{ spans: turn }, metered, { logs: [answer] }]]] as const) {
  test(`a coding tool is one call by ${title}`, () => check(pieces, ['codex openai gpt-5 176 + 1024r = 340 (128) tool']));
}

test('the event of a call beside its span, in its trace or apart, is that call', async () => {
  const [span] = drawSpans(`
    chat @ conventions
      gen_ai.operation.name = chat
      gen_ai.request.model = gpt-5
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.output_tokens = 340
  `);
  assert.ok(span !== undefined);
  const event = drawLog(`
    gen_ai.client.inference.operation.details @ conventions
    gen_ai.operation.name = chat
    gen_ai.request.model = gpt-5
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
    gen_ai.usage.cache_read.input_tokens = 1024
  `, { resource: span.resource });
  await check([{ spans: [span] }, { logs: [{ ...event, traceId: span.traceId, spanId: span.spanId }] }], ['otel-genai ? gpt-5 176 + 1024r = 340']);
  await check([{ spans: [span] }, { logs: [event] }], ['otel-genai ? gpt-5 1200 = 340']);
  await check([{ logs: [event] }], ['otel-genai ? gpt-5 176 + 1024r = 340']);
});

test('what was counted stays so when the points before it are pruned', async () => {
  const ledger = await openLedger();
  const at = (time: number, value: number): Piece => ({ points: [point('claude_code.token.usage', value, { type: 'input', model: 'claude-opus-5-5' }, { temporality: 'cumulative', start: START, time })] });
  for (const [time, value] of [[START + 60_000, 100], [START + 120_000, 150]] as const) take(ledger, at(time, value));
  ledger.prune(START + 90_000);
  take(ledger, at(START + 180_000, 175));
  const counted = (): number[] => ledger.records({}).map(({ input }) => input).sort((a, b) => a - b);
  assert.deepEqual(counted(), [25, 50, 100]);
  ledger.rebuild();
  assert.deepEqual(counted(), [25, 50, 100]);
  ledger.close();
});
