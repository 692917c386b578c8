/** Spend as the telemetry child says it, drawn at random or made for one test. */
import type { CallRecord } from '../../src/telemetry/call-record.ts';
import type { CollectorStatus, SpendState, TagRow, Totals } from '../../src/telemetry/protocol.ts';
import type { Random } from '../support/random.ts';

export const NOTHING: Totals = { cost: 0, calls: 0, unpriced: 0, unmeasured: 0, input: 0, cacheRead: 0, cacheWrite: 0, output: 0, errors: 0 };

export const EMPTY: SpendState = {
  at: 0, today: NOTHING, burnPerMinute: 0, minutes: [], by: { model: [], agent: [], task: [], feature: [], user: [], session: [] },
  recent: [], assigned: {}, budgets: [], unattributed: NOTHING, codingTools: NOTHING, cacheHitRate: null, latencyP50Ms: null, latencyP95Ms: null,
};

export const LISTENING: CollectorStatus = {
  role: 'owner', port: 4318, endpoint: 'http://127.0.0.1:4318/w/abc', ledger: 'ledger.db', foreign: null, lastRejected: null,
  received: { requests: 0, spans: 0, lastAt: null }, upstream: null, message: null,
};

export const call = (more: Partial<CallRecord> = {}): CallRecord => ({
  id: 'one', time: 0, durationMs: null, timeToFirstTokenMs: null, provider: 'openai', model: 'a-model', requestedModel: null,
  input: 100, cacheRead: 20, cacheWrite5m: 3, cacheWrite1h: 0, output: 7, reasoning: 0, cost: 1_500_000, costSource: 'priced', reportedCost: null,
  estimated: false, unmeasured: false, emitter: 'otel-genai', traceId: null, spanId: null, parentSpanId: null, responseId: null,
  agent: null, task: null, feature: null, user: null, session: null, workspace: 'abc', service: null, environment: null, location: null,
  status: 'ok', finishReason: null, codingTool: false, fingerprint: null, ...more,
});

export function drawnRows(random: Random): TagRow[] {
  return Array.from({ length: random.int(6) }, (_, index) => {
    const calls = random.between(1, 1_000);
    const unpriced = random.int(3) === 0 ? calls : random.int(calls);
    return { ...NOTHING, key: index === 3 ? null : `<b>${index}</b>`, calls, unpriced, cost: unpriced === calls ? 0 : random.int(5_000_000_000), input: random.int(1e7) };
  });
}
