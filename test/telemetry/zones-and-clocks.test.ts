/** Days and months are the user's, minutes are everybody's, and an emitter's clock may be wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowOf } from '../../src/core/budgets/period.ts';
import { notAhead } from '../../src/telemetry/clock.ts';
import type { PointFact } from '../../src/telemetry/otlp/facts.ts';
import { spendState } from '../../src/telemetry/spend.ts';
import { START } from '../support/drawn-spans.ts';
import { callSpan, ingest, openLedger } from '../support/ledgers.ts';
import { createRandom } from '../support/random.ts';

const HOUR = 3_600_000;

/** Minutes ahead of UTC, from the system's own tables of zones. */
function offsetOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? ['', '+', '0', '0'];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

/** Where clocks change, each around its change; where they stand a quarter of an hour beside everybody's; and far ahead. */
const ZONES: readonly (readonly [zone: string, around: number])[] = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29)], ['America/New_York', Date.UTC(2026, 10, 1)], ['Australia/Lord_Howe', Date.UTC(2026, 3, 5)], ['Asia/Kathmandu', Date.UTC(2026, 3, 1)], ['Pacific/Chatham', Date.UTC(2026, 8, 27)],
];

for (const [zone, around] of ZONES) {
  test(`${zone}: the sum of each local day and month is that of its calls`, async () => {
    const random = createRandom(around % 1_000);
    const ledger = await openLedger();
    const spans = Array.from({ length: 500 }, () => callSpan({ minute: Math.round((around - START) / 60_000) + random.int(8 * 1440) - 4 * 1440, input: random.int(99) }));
    ingest(ledger, spans);
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    const offset = offsetOf(zone);
    for (const [period, length] of [['day', 10], ['month', 7]] as const) {
      const expected = new Map<string, number>();
      for (const { time, cost } of ledger.records({})) {
        const date = local.format(time).slice(0, length);
        expected.set(date, (expected.get(date) ?? 0) + (cost ?? 0));
      }
      for (const { time } of ledger.records({})) {
        const window = windowOf(period, time, offset);
        assert.ok(window !== null && window.start <= time && time < window.end);
        assert.equal(ledger.totals({ workspace: 'w' }, window.start, window.end).cost, expected.get(local.format(time).slice(0, length)), local.format(time));
      }
    }
    ledger.close();
  });
}

test('a day on which the clocks are put forward has 23 hours, and the half hour counts where there is one', () => {
  const length = (zone: string, at: number): number => {
    const window = windowOf('day', at, offsetOf(zone));
    return window === null ? 0 : (window.end - window.start) / HOUR;
  };
  assert.deepEqual([length('Europe/Berlin', Date.UTC(2026, 2, 29, 12)), length('Europe/Berlin', Date.UTC(2026, 9, 25, 12)), length('Australia/Lord_Howe', Date.UTC(2026, 3, 4, 20)), length('Asia/Kathmandu', START)], [23, 25, 24.5, 24]);
});

test('an emitter whose clock is hours ahead spends now; one that is behind, or late, spends when it says', async () => {
  const ledger = await openLedger();
  const now = START;
  const state = (): { readonly today: number; readonly lastHour: number } => {
    const { today, minutes } = spendState(ledger, { workspace: 'w', budgets: [], includeCodingTools: false, utcOffsetMinutes: 345, now });
    return { today: today.calls, lastHour: minutes.reduce((sum, { calls }) => sum + calls, 0) };
  };
  const arrive = (minutes: number): string => {
    const span = callSpan({ minute: minutes });
    const facts = { spans: [span], logs: [], points: [] };
    // Sent again a little later, as exporters do: it stays where it first was.
    for (const at of [now, now + 5_000]) ledger.ingest([{ facts: notAhead(facts, at), workspace: 'w' }]);
    return span.spanId;
  };
  const ahead = arrive(5 * 60);
  assert.deepEqual(state(), { today: 1, lastHour: 1 });
  const soon = arrive(0.5);
  const late = arrive(-3 * 60);
  assert.equal(state().lastHour, 2);
  const times = new Map(ledger.records({}).map(({ spanId, time }) => [spanId, time]));
  assert.equal(times.get(ahead), now - 100, 'as long as it was, and ending when it was received');
  assert.deepEqual([times.get(soon), times.get(late)], [now + 30_000, now - 3 * HOUR]);
  const before = ledger.totals({ workspace: 'w' }, 0, now + HOUR);
  ledger.rebuild();
  assert.deepEqual([before.calls, ledger.totals({ workspace: 'w' }, 0, now + HOUR)], [3, before]);
  ledger.close();
});

test('a log record from the future is of now, and one that is damaged beyond all time too', () => {
  const { attributes, resource, scope } = callSpan({});
  const log = { time: START + HOUR, event: 'e', body: null, traceId: null, spanId: null, attributes, resource, scope };
  const facts = notAhead({ spans: [{ ...callSpan({}), start: 2 ** 64 / 1e6, end: 0 }], logs: [log, { ...log, time: START - HOUR }], points: [] }, START);
  assert.deepEqual(facts.logs.map(({ time }) => time), [START, START - HOUR]);
  assert.deepEqual(facts.spans.map(({ start, end }) => [start, end]), [[START, START]]);
});

test('a counter whose clock is ahead is spent now, once, and goes on from where it was', async () => {
  const point = (minute: number, value: number, temporality: 'delta' | 'cumulative'): PointFact => ({
    metric: 'gen_ai.client.token.usage', type: 'sum', temporality, start: START + 5 * HOUR, time: START + 5 * HOUR + minute * 60_000, value, count: 1,
    attributes: { 'gen_ai.token.type': 'input', 'gen_ai.request.model': 'gpt-5', 'gen_ai.provider.name': 'openai' }, scope: { name: 'meter', version: '' }, resource: { 'service.name': temporality },
  });
  for (const temporality of ['delta', 'cumulative'] as const) {
    const ledger = await openLedger();
    // Two exports in one request, in no order, then one a minute later that is sent twice.
    const requests = [[point(1, 30, temporality), point(0, 10, temporality)], [point(2, 60, temporality)], [point(2, 60, temporality)]];
    for (const [i, points] of requests.entries()) ledger.ingest([{ facts: notAhead({ spans: [], logs: [], points }, START + Math.min(i, 1) * 60_000 + i), workspace: 'w' }]);
    const sum = (): number => ledger.totals({ workspace: 'w' }, START, START + HOUR).input;
    assert.equal(sum(), temporality === 'delta' ? 100 : 60, temporality);
    ledger.rebuild();
    assert.equal(sum(), temporality === 'delta' ? 100 : 60, `${temporality}, rebuilt`);
    ledger.close();
  }
});
