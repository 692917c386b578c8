/** When a live pattern speaks, and when it keeps quiet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAlarms } from '../../../src/telemetry/alarms.ts';
import type { SpanFact } from '../../../src/telemetry/otlp/facts.ts';
import type { Alert } from '../../../src/telemetry/protocol.ts';
import type { SpendQuery } from '../../../src/telemetry/spend.ts';
import { START } from '../../support/drawn-spans.ts';
import { callSpan, ingest, openLedger, type DrawnCall } from '../../support/ledgers.ts';

const QUERY: SpendQuery = { workspace: 'w', budgets: [], includeCodingTools: false, utcOffsetMinutes: 0, now: START + 1000 };

async function alertsOf(spans: readonly SpanFact[], query: Partial<SpendQuery> = {}): Promise<Alert[]> {
  const ledger = await openLedger();
  ingest(ledger, spans);
  const told: Alert[] = [];
  const alarms = createAlarms(ledger, (alert) => void told.push(alert));
  alarms.look({ ...QUERY, ...query });
  alarms.look({ ...QUERY, ...query });
  ledger.close();
  return told;
}

const many = (count: number, make: (i: number) => SpanFact): SpanFact[] => Array.from({ length: count }, (_, i) => make(i));
const kinds = (alerts: readonly Alert[]): string[] => alerts.map(({ kind }) => kind);
const call = (drawn: DrawnCall): SpanFact => callSpan(drawn);
const tool = (i: number, name: string, failed = false): SpanFact =>
  callSpan({ minute: -i, failed, attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': name, 'gen_ai.usage.input_tokens': '', 'gen_ai.usage.output_tokens': '', 'session.id': 's1' } });

const SPEAKS: readonly (readonly [string, readonly SpanFact[], string[]])[] = [
  ['nothing out of the ordinary', many(20, (i) => call({ minute: -i })), []],
  ['an hour that costs four times the others', [...many(5, (i) => call({ minute: -70 - i * 60, input: 100_000 })), call({ minute: -5, input: 400_000 })], ['spike']],
  ['an hour twice the others', [...many(5, (i) => call({ minute: -70 - i * 60, input: 100_000 })), call({ minute: -5, input: 200_000 })], []],
  ['the first hour ever, however dear', [call({ minute: -5, input: 400_000 })], []],
  ['one tool five times in a row', many(5, (i) => tool(i, 'search')), ['loop']],
  ['one tool four times, then another', [...many(4, (i) => tool(i + 1, 'search')), tool(0, 'read')], []],
  ['a tool that failed five times, among others', many(10, (i) => tool(i, i % 2 === 0 ? 'write' : 'read', i % 2 === 0)), ['tool-failures']],
  ['a tool that worked at last', [tool(0, 'write'), tool(1, 'read'), ...many(5, (i) => tool(i + 2, 'write', true))], []],
  ['five failures within a minute', many(5, () => call({ failed: true })), ['retry-storm']],
  ['five failures among twenty calls', [...many(5, () => call({ failed: true })), ...many(15, () => call({}))], []],
  ['a model without a price', [call({ model: 'mystery' }), call({ model: 'mystery' })], ['unpriced-model']],
  ['a cache that is no longer read', [...many(30, (i) => call({ minute: -100 - i, input: 1000, cacheRead: 800 })), ...many(30, (i) => call({ minute: -i, input: 1000 }))], ['falling-cache']],
  ['a cache as good as before', [...many(30, (i) => call({ minute: -100 - i, input: 1000, cacheRead: 800 })), ...many(30, (i) => call({ minute: -i, input: 1000, cacheRead: 790 }))], []],
  ['a conversation that grows without end', many(6, (i) => call({ minute: -i, input: 60_000 - i * 10_000, attributes: { 'session.id': 's1' } })), ['growing-input']],
  ['a conversation that was cut', many(6, (i) => call({ minute: -i, input: i === 3 ? 90_000 : 60_000 - i * 10_000, attributes: { 'session.id': 's1' } })), []],
  ['a session of six million tokens', many(6, (i) => call({ minute: -i, input: 1_000_000, attributes: { 'session.id': 's1' } })), ['runaway-session']],
];

for (const [what, spans, expected] of SPEAKS) {
  test(`${what}: ${expected.length === 0 ? 'quiet' : `told once, as ${expected.join(', ')}`}`, async () => assert.deepEqual(kinds(await alertsOf(spans)), expected));
}

test('a budget is told at each level it passes, once, and never for spend that is not ours', async () => {
  const budgets: SpendQuery['budgets'] = [{ id: 'day', period: 'day', scope: 'workspace', limit: 1_000_000, levels: [0.7, 1, 1.2], actions: ['notify'] }];
  const ledger = await openLedger();
  const levels: unknown[] = [];
  const alarms = createAlarms(ledger, (alert) => void levels.push(alert.data['level']));
  ingest(ledger, many(50, () => call({ input: 1000 })), null);
  for (let i = 0; i < 14; i += 1) {
    ingest(ledger, [call({ input: 90, output: 10 })]);
    alarms.look({ ...QUERY, budgets });
  }
  assert.deepEqual(levels, [0.7, 1, 1.2]);
  ledger.close();
});
