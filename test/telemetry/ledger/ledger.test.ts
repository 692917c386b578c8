/** What the ledger promises: nothing twice, nothing lost, sums that equal their parts. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { LedgerError, type Ledger } from '../../../src/telemetry/ledger/ledger.ts';
import { MIGRATIONS, SCHEMA } from '../../../src/telemetry/ledger/sqlite/migrations.ts';
import type { SpanFact } from '../../../src/telemetry/otlp/facts.ts';
import type { SpendTag } from '../../../src/telemetry/protocol.ts';
import { drawSpans, START } from '../../support/drawn-spans.ts';
import { digestOf } from '../../support/ledger-digest.ts';
import { callSpan, ingest, openLedger } from '../../support/ledgers.ts';
import { createRandom, type Random } from '../../support/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'costline-ledger-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const FROM = START - 10 * 86_400_000;
const TO = START + 10 * 86_400_000;
const TAGS: readonly SpendTag[] = ['model', 'agent', 'task', 'feature', 'user', 'session'];

/** Everything a panel could ask. */
const answers = (ledger: Ledger): unknown => [{ workspace: 'a' }, { workspace: 'b' }, { workspace: null }].map((owner) => ({
  totals: ledger.totals(owner, FROM, TO), coding: ledger.codingTools(FROM, TO, owner), minutes: ledger.minutes(owner, FROM, TO),
  by: TAGS.map((tag) => [...ledger.byTag(owner, tag, FROM, TO)].sort((a, b) => String(a.key).localeCompare(String(b.key)))),
  records: ledger.records(owner),
}));

/** Traces whose agents repeat their calls, with every tag sometimes set. */
function randomSpans(random: Random, traces: number): SpanFact[] {
  return Array.from({ length: traces }, (_, i) => {
    const chats = Array.from({ length: 1 + random.int(3) }, () => [
      '  chat', '    gen_ai.operation.name = chat', `    gen_ai.request.model = ${random.pick(['gpt-5', 'gpt-5-nano', 'mystery'])}`,
      ...(random.int(5) === 0 ? [] : [`    gen_ai.usage.input_tokens = ${random.int(900)}`, `    gen_ai.usage.output_tokens = ${random.int(90)}`]),
      ...(random.int(3) === 0 ? [`    feature = ${random.pick(['triage', 'answer'])}`] : []), ...(random.int(4) === 0 ? [`    session.id = s${random.int(3)}`] : []),
    ].join('\n'));
    const agent = ['invoke_agent', '  gen_ai.operation.name = invoke_agent', '  gen_ai.agent.name = planner', `  gen_ai.usage.input_tokens = ${random.int(3000)}`, '  gen_ai.usage.output_tokens = 50'];
    const minute = random.int(5) * 60_000;
    return drawSpans([...agent, ...chats].join('\n'), { trace: `f${i}`, resource: { 'service.name': random.pick(['shop', 'github-copilot']) } })
      .map((span) => ({ ...span, start: span.start + minute, end: span.end + minute }));
  }).flat();
}

test('in whatever order, pieces and repetitions spans arrive, sums are the same and equal a rebuild', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const random = createRandom(seed);
    const spans = randomSpans(random, 12);
    const once = await openLedger();
    for (const workspace of ['a', 'b', null]) ingest(once, spans.filter((span) => ownerOf(span) === workspace), workspace);
    const expected = answers(once);
    once.rebuild();
    assert.deepEqual(answers(once), expected, `seed ${seed}: rebuilt`);

    const scattered = await openLedger();
    const queue = [...spans, ...spans.filter(() => random.int(3) === 0)].map((span) => ({ span, at: random.next() })).sort((a, b) => a.at - b.at).map(({ span }) => span);
    while (queue.length > 0) {
      const piece = queue.splice(0, 1 + random.int(4));
      for (const span of piece) ingest(scattered, [span], ownerOf(span));
    }
    assert.deepEqual(answers(scattered), expected, `seed ${seed}: scattered`);
    once.close();
    scattered.close();
  }
});

const OWNERS = ['a', 'b', null] as const;
const ownerOf = ({ traceId }: SpanFact): string | null => OWNERS[Number.parseInt(traceId.slice(-1), 16) % 3] ?? null;

test('spans that are sent again, also after the collector was started anew, and parents that come late change nothing', async () => {
  const path = join(folder, 'again.db');
  const spans = randomSpans(createRandom(7), 20);
  const parents = new Set(spans.map(({ parentSpanId }) => parentSpanId));
  const first = await openLedger(path);
  ingest(first, spans.filter(({ spanId }) => !parents.has(spanId)), 'a');
  first.close();
  const second = await openLedger(path);
  ingest(second, spans.filter(({ spanId }) => parents.has(spanId)), 'a');
  ingest(second, spans, 'a');
  const once = await openLedger();
  ingest(once, spans, 'a');
  assert.deepEqual(second.records({}), once.records({}));
  second.close();
  once.close();
});

test('the parts of every sum are the records', async () => {
  const ledger = await openLedger();
  ingest(ledger, randomSpans(createRandom(5), 30), 'a');
  const records = ledger.records({ workspace: 'a' }).filter(({ codingTool }) => !codingTool);
  const totals = ledger.totals({ workspace: 'a' }, FROM, TO);
  assert.equal(totals.calls, records.length);
  assert.equal(totals.cost, records.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
  assert.equal(totals.unpriced, records.filter(({ cost, unmeasured }) => cost === null && !unmeasured).length);
  for (const tag of TAGS) assert.equal(ledger.byTag({ workspace: 'a' }, tag, FROM, TO).reduce((sum, row) => sum + row.cost, 0), totals.cost, tag);
  assert.equal(ledger.minutes({ workspace: 'a' }, FROM, TO).reduce((sum, minute) => sum + minute.cost, 0), totals.cost);
  ledger.close();
});

test('a sum over any stretch, out of days, hours and minutes, is the sum of its calls', async () => {
  const ledger = await openLedger();
  const random = createRandom(11);
  ingest(ledger, Array.from({ length: 400 }, () => callSpan({ minute: random.int(5 * 1440), input: random.int(99), attributes: { feature: `f${random.int(4)}` } })), 'a');
  const records = ledger.records({ workspace: 'a' });
  for (let i = 0; i < 300; i += 1) {
    const from = START + random.int(5 * 1440) * 60_000;
    const to = from + random.int(3 * 1440) * 60_000;
    const inside = records.filter(({ time }) => time >= from && time < to);
    assert.deepEqual([ledger.totals({ workspace: 'a' }, from, to).cost, ledger.byTag({ workspace: 'a' }, 'feature', from, to).reduce((sum, { calls }) => sum + calls, 0)],
      [inside.reduce((sum, { cost }) => sum + (cost ?? 0), 0), inside.length]);
  }
  ledger.close();
});

test('spend that names no workspace is nobody\'s', async () => {
  const ledger = await openLedger();
  ingest(ledger, [callSpan({})], null);
  assert.equal(ledger.totals({ workspace: null }, FROM, TO).calls, 1);
  assert.equal(ledger.totals({ workspace: 'a' }, FROM, TO).calls, 0);
  ledger.close();
});

test('what people and models said is not kept', async () => {
  const path = join(folder, 'content.db');
  const ledger = await openLedger(path);
  const secrets = ['gen_ai.input.messages', 'gen_ai.prompt.0.content', 'input.value', 'llm.input_messages.0.message.content', 'ai.prompt.messages', 'traceloop.entity.input', 'gen_ai.tool.call.arguments', 'prompt', 'system_prompt', 'llm.messages', 'agent.messages.ui', 'agent.instructions', 'gcp.vertex.agent.llm_request', 'gcp.vertex.agent.tool_response', 'custom.prose'];
  ingest(ledger, [callSpan({ attributes: Object.fromEntries(secrets.map((key) => [key, `${key === 'custom.prose' ? 'word '.repeat(500) : ''}SECRET`])) })]);
  ledger.close();
  const db = new DatabaseSync(path);
  const rows = db.prepare('SELECT attributes FROM spans').all();
  assert.equal(rows.length, 1);
  assert.equal(JSON.stringify(rows).includes('SECRET'), false);
  assert.equal(JSON.stringify(db.prepare('SELECT * FROM calls').all()).includes('SECRET'), false);
  db.close();
});

test('a ledger of schema 1 is brought up to date, and its calls are derived anew', async () => {
  const path = join(folder, 'old.db');
  const old = new DatabaseSync(path);
  for (const { sql } of MIGRATIONS.filter(({ to }) => to <= 1)) old.exec(sql);
  old.exec('PRAGMA user_version = 1');
  old.exec(`INSERT INTO resources VALUES (1, '{"service.name":"shop"}')`);
  old.prepare('INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run('1'.repeat(32), '2'.repeat(16), null, 'chat', 'x', '', START, START + 5, 'ok',
    JSON.stringify({ 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-5', 'gen_ai.usage.input_tokens': 7, 'gen_ai.usage.output_tokens': 3 }), 1, 'a');
  old.close();
  const ledger = await openLedger(path);
  assert.equal(ledger.schema, SCHEMA);
  assert.deepEqual(ledger.records({ workspace: 'a' }).map(({ input, output, cost, service }) => ({ input, output, cost, service })), [{ input: 7, output: 3, cost: 10_000, service: 'shop' }]);
  assert.equal(ledger.totals({ workspace: 'a' }, FROM, TO).cost, 10_000);
  ledger.close();
});

test('spans and calls of schema 6, with their names, stand beside those without', async () => {
  const path = join(folder, 'named.db');
  const old = new DatabaseSync(path);
  for (const { sql } of MIGRATIONS.filter(({ to }) => to <= 6)) old.exec(sql);
  old.exec(`PRAGMA user_version = 6; INSERT INTO resources VALUES (1, '{"service.name":"shop"}')`);
  const [before, after] = [callSpan({ attributes: { feature: 'answer' } }), callSpan({ attributes: { feature: 'answer' } })];
  old.prepare('INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(before.traceId, before.spanId, null, before.name, before.scope.name, '', before.start, before.end, 'ok', JSON.stringify(before.attributes), 1, 'a');
  const pruned = { id: 'gone', time: START, model: 'gpt-5', input: 5, output: 5, cost: 10_000, costSource: 'priced', workspace: 'a', feature: 'answer', status: 'ok', codingTool: false };
  old.prepare('INSERT INTO calls (id, trace, time, workspace, cost, coding_tool, record) VALUES (?, ?, ?, ?, ?, ?, ?)').run('gone', 'gone', START, 'a', 10_000, 0, JSON.stringify(pruned));
  old.close();
  const ledger = await openLedger(path);
  ingest(ledger, [after], 'a');
  const kept = (): unknown => ledger.records({ workspace: 'a' }).map(({ feature, input, output, cost, reasoning }) => ({ feature, input, output, cost, reasoning }));
  ledger.rebuild();
  const one = { feature: 'answer', input: 100, output: 10, cost: 110_000, reasoning: 0 };
  assert.deepEqual(kept(), [one, one, { ...one, input: 5, output: 5, cost: 10_000 }].sort((a, b) => a.cost - b.cost).reverse());
  assert.deepEqual(ledger.byTag({ workspace: 'a' }, 'feature', FROM, TO).map(({ key, calls }) => [key, calls]), [['answer', 3]]);
  assert.deepEqual(ledger.problems(), []);
  ledger.close();
});

test('a ledger of a newer Costline is left alone, and the refusal says what to do', async () => {
  const path = join(folder, 'newer.db');
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA user_version = ${SCHEMA + 1}`);
  db.close();
  await assert.rejects(openLedger(path), (error) => error instanceof LedgerError && /newer Costline.*Update Costline/.test(error.message));
});

test('a file that is no ledger is left alone', async () => {
  const path = join(folder, 'notes.txt');
  const { writeFileSync, readFileSync } = await import('node:fs');
  writeFileSync(path, 'my notes '.repeat(200));
  await assert.rejects(openLedger(path), LedgerError);
  assert.equal(readFileSync(path, 'utf8').startsWith('my notes'), true);
});

test('damaged numbers cannot keep what arrives with them from being stored', async () => {
  const ledger = await openLedger();
  const { attributes, resource, scope } = callSpan({});
  const point = { metric: 'm', type: 'histogram', temporality: 'delta', start: START, time: START, value: 1, count: 1, attributes, resource, scope } as const;
  const odd = callSpan({ attributes: { 'gen_ai.usage.input_tokens': 1e300, 'gen_ai.usage.output_tokens': 0.5, 'gen_ai.usage.cost': 1e300, 'code.function.name': 'f', 'code.line.number': 1e300 } });
  const times = [{ ...callSpan({}), start: 0, end: 0 }, { ...callSpan({}), start: 2 ** 64 / 1e6, end: 0 }];
  ledger.ingest([{ facts: { spans: [odd, ...times, callSpan({})], logs: [], points: [{ ...point, value: Number.NaN }, { ...point, count: 2 ** 64 }, { ...point, value: Infinity }, point] }, workspace: 'a' }]);
  assert.equal(ledger.records({ workspace: 'a' }).length, 4);
  ledger.close();
});

test('what is derived anew is, row by row, what was kept', async () => {
  const path = join(folder, 'digest.db');
  const ledger = await openLedger(path);
  const spans = randomSpans(createRandom(21), 60);
  // Late parents, pieces and repetitions: what was derived was often taken back.
  for (let i = 0; i < spans.length; i += 7) ingest(ledger, [...spans.slice(i, i + 9).reverse()], 'a');
  const kept = digestOf(path);
  assert.ok((kept['calls']?.rows ?? 0) > 60 && (kept['minutes']?.rows ?? 0) > 60);
  ledger.rebuild();
  assert.deepEqual(digestOf(path), kept);
  ledger.close();
});

test('pruning drops facts and keeps what they cost', async () => {
  const ledger = await openLedger();
  ingest(ledger, [callSpan({ minute: -60 }), callSpan({})], 'a');
  assert.equal(ledger.prune(START - 1000), 1);
  assert.equal(ledger.totals({ workspace: 'a' }, FROM, TO).calls, 2);
  ledger.rebuild();
  assert.equal(ledger.totals({ workspace: 'a' }, FROM, TO).calls, 2);
  ledger.close();
});

test('a trace across the edge of what is kept loses no call, whether it goes on or is derived anew', async () => {
  const ledger = await openLedger();
  const [fourth, ...before] = [180, 0, 60, 120].map((minute) => ({ ...callSpan({ minute }), traceId: 'ed9e'.repeat(8), spanId: String(minute).padStart(16, '1') }));
  assert.ok(fourth !== undefined);
  ingest(ledger, before, 'a');
  assert.equal(ledger.prune(START + 90 * 60_000), 2);
  const calls = (): number => ledger.totals({ workspace: 'a' }, FROM, TO).calls;
  ingest(ledger, [fourth], 'a');
  assert.equal(calls(), 4);
  ledger.rebuild();
  assert.deepEqual([calls(), ledger.records({ workspace: 'a' }).length, ledger.problems()], [4, 4, []]);
  ledger.close();
});

test('a ledger tells when its sums are not those of its calls, and a rebuild mends it', async () => {
  const path = join(folder, 'wrong.db');
  const ledger = await openLedger(path);
  ingest(ledger, randomSpans(createRandom(9), 20), 'a');
  assert.deepEqual(ledger.problems(), []);
  const db = new DatabaseSync(path);
  db.exec("UPDATE minutes SET cost = cost + 1 WHERE tag = 'total' AND minute = (SELECT min(minute) FROM minutes)");
  db.close();
  assert.equal(ledger.problems().length, 1);
  ledger.rebuild();
  assert.deepEqual(ledger.problems(), []);
  const before = ledger.size();
  ledger.prune(TO);
  assert.ok(ledger.size() < before);
  ledger.close();
});
