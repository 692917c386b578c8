import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setsTelemetry } from '../../src/panel/connect.ts';
import { panelState } from '../../src/panel/state.ts';
import type { PanelInput } from '../../src/panel/state.ts';
import type { SpendView } from '../../src/panel/protocol.ts';
import type { SpendState } from '../../src/telemetry/protocol.ts';
import { createRandom } from '../support/random.ts';
import { call, drawnRows, EMPTY, LISTENING, NOTHING } from './spend-states.ts';

const input = (more: Partial<PanelInput> = {}): PanelInput => ({
  workspaceName: 'sample', trusted: true, hasFolder: true, status: LISTENING, starting: false, failure: null, spend: EMPTY, ...more,
});

function view(spend: Partial<SpendState>): SpendView {
  const state = panelState(input({ spend: { ...EMPTY, ...spend } })).spend;
  assert.ok(state);
  return state;
}

const figure = (spend: Partial<SpendState>, id: string): { value: string; note: string | null } => {
  const found = view(spend).figures.find((each) => each.id === id);
  assert.ok(found, id);
  return { value: found.value, note: found.note };
};

test('calls without a price are never shown as calls that cost nothing', () => {
  assert.deepEqual(figure({ today: { ...NOTHING, calls: 3, unpriced: 3 } }, 'today'), { value: 'unpriced', note: '3 calls unpriced: not included' });
  assert.deepEqual(figure({ today: { ...NOTHING, calls: 1, unmeasured: 1 } }, 'today'), { value: 'not measured', note: '1 call without usage: not included' });
  assert.equal(figure({ today: { ...NOTHING, calls: 4, unpriced: 1, cost: 2_000_000_000 } }, 'today').value, '$2.00');
});

test('what is not known is said in words', () => {
  assert.equal(figure({}, 'cache').value, 'no input yet');
  assert.equal(figure({}, 'latency').value, 'not reported');
  assert.equal(figure({ cacheHitRate: 0 }, 'cache').value, '0 %');
  assert.equal(figure({ cacheHitRate: 0.004 }, 'cache').value, '<1 %');
});

test('in any table every row without a price says so, and shares add up to the whole', () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const rows = drawnRows(createRandom(seed));
    const lines = view({ by: { ...EMPTY.by, feature: rows } }).tables.feature;
    assert.equal(new Set(lines.map((line) => line.key)).size, rows.length, `seed ${seed}: keys are unique`);
    rows.forEach((row, index) => {
      if (row.unpriced === row.calls) assert.equal(lines[index]?.cost, 'unpriced', `seed ${seed}`);
      else assert.match(lines[index]?.cost ?? '', /\$/, `seed ${seed}`);
    });
    const shares = lines.reduce((sum, line) => sum + line.share, 0);
    assert.ok(shares === 0 || Math.abs(shares - 1) < 1e-9, `seed ${seed}: ${shares}`);
  }
});

test('a call of no known place shows the code that a person assigned it to', () => {
  const shown = (site: string): string | null | undefined => view({ recent: [call({ id: 'r1', location: null })], assigned: { r1: site } }).calls[0]?.assigned;
  assert.equal(shown('src/answer.py#Desk.answer/create/0'), 'answer.py · Desk.answer');
  assert.equal(shown('src/answer.py#create/0'), 'answer.py');
  assert.equal(view({ recent: [call({ id: 'r1', location: null })] }).calls[0]?.assigned, null);
});

test('a call shows all its input, what of it was cached, and its exact cost', () => {
  const [line] = view({ recent: [call({ location: { file: '/home/me/app/src/answer.ts', line: 41, function: null } })] }).calls;
  assert.deepEqual([line?.input, line?.cached, line?.output, line?.cost, line?.place], ['123', '20', '7', '$0.0015', 'answer.ts:41']);
});

test('each reason for having no price has its own words', () => {
  const words = (['unpriced', 'local', 'replayed', 'user-key'] as const).map((costSource) => view({ recent: [call({ costSource, cost: null })] }).calls[0]?.cost);
  assert.equal(new Set(words).size, 4);
  assert.equal(view({ recent: [call({ unmeasured: true, cost: null, costSource: 'unpriced' })] }).calls[0]?.cost, 'no usage reported');
  assert.equal(view({ recent: [call({ unmeasured: true, cost: null })] }).calls[0]?.input, 'unknown');
  assert.equal(view({ recent: [call({ estimated: true })] }).calls[0]?.output, '~7');
});

test('a budget turns warning and error coloured at its levels, past its limit too', () => {
  const bar = (spent: number, level: number | null) => {
    const [found] = view({ budgets: [{ id: 'a', label: 'Today', spent: spent * 1e9, limit: 5e9, level, resetsAt: null, unpriced: 0 }] }).budgets;
    return [found?.text, found?.percent, found?.severity];
  };
  assert.deepEqual(bar(1, null), ['$1.00 of $5.00', 20, 'ok']);
  assert.deepEqual(bar(3.5, 0.7), ['$3.50 of $5.00', 70, 'warning']);
  assert.deepEqual(bar(6.5, 1.2), ['$6.50 of $5.00', 130, 'error']);
});

test('spend of others stands apart, and only when there is some', () => {
  assert.deepEqual(view({}).apart, []);
  const groups = view({ unattributed: { ...NOTHING, calls: 2, cost: 30_000_000 }, codingTools: { ...NOTHING, calls: 1, unpriced: 1 } }).apart;
  assert.deepEqual(groups.map(({ id, cost, calls }) => [id, cost, calls]), [['unattributed', '$0.03', '2 calls'], ['coding-tools', 'unpriced', '1 call']]);
});

test('without calls the page is told to explain how to connect', () => {
  assert.equal(view({}).empty, true);
  assert.equal(view({ recent: [call()] }).empty, false);
  assert.deepEqual(panelState(input()).collector.env, ['export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318/w/abc', 'export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf']);
});

test('whoever cannot listen says why and what to do', () => {
  const said = (more: Partial<PanelInput>) => panelState(input(more)).collector;
  assert.equal(said({}).text, 'Listening');
  assert.equal(said({ trusted: false, status: null }).action, 'manage-trust');
  assert.equal(said({ status: null }).action, 'start-collector');
  assert.equal(said({ status: null, starting: true }).action, null);
  assert.match(said({ hasFolder: false }).detail ?? '', /folder/);
  assert.equal(said({ status: null, failure: 'It broke. Do this.' }).detail, 'It broke. Do this.');
  assert.match(said({ status: { ...LISTENING, role: 'foreign', endpoint: null, foreign: 'otelcol' } }).detail ?? '', /otelcol/);
  assert.match(said({ status: { ...LISTENING, lastRejected: { time: 0, reason: 'not OTLP', from: '127.0.0.1' } } }).lastRejected ?? '', /not OTLP/);
});

test('a call says which model a router chose, and what its emitter makes of the cost where that differs', () => {
  const shown = (more: Parameters<typeof call>[0]): readonly (string | undefined)[] => {
    const [line] = view({ recent: [call({ unmeasured: false, costSource: 'priced', cost: 10_000_000, reportedCost: null, ...more })] }).calls;
    return [line?.model, line?.cost];
  };
  const cost = shown({ requestedModel: 'gpt-5', model: 'gpt-5' })[1];
  assert.deepEqual(shown({ requestedModel: 'openrouter/auto', model: 'gpt-5' }), ['openrouter/auto → gpt-5', cost]);
  assert.deepEqual(shown({ requestedModel: 'openai/gpt-5', model: 'gpt-5-2025-08-07', reportedCost: 10_050_000 }), ['gpt-5-2025-08-07', cost]);
  assert.match(shown({ reportedCost: 15_000_000 })[1] ?? '', /^\$0\.01\S*; the emitter says \$0\.015$/);
});

test('an OTEL_* that is set anywhere is seen, so that it is never overridden', () => {
  assert.equal(setsTelemetry([{ PATH: '/bin', HOTEL_ROOM: '7' }, {}]), false);
  for (const name of ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SDK_DISABLED', 'Otel_Service_Name']) assert.equal(setsTelemetry([{ PATH: '/bin' }, { [name]: '' }]), true, name);
});
