/**
 * What the panel asks, over a ledger of many records spread over a month; then everything derived is made anew and compared.
 * Run: node test/bench/panel.bench.ts [records]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpanFact } from '../../src/telemetry/otlp/facts.ts';
import { spendState } from '../../src/telemetry/spend.ts';
import { START } from '../support/drawn-spans.ts';
import { digestOf } from '../support/ledger-digest.ts';
import { callSpan, openLedger } from '../support/ledgers.ts';
import { createRandom } from '../support/random.ts';

const RECORDS = Number(process.argv[2] ?? 1_000_000);
const MONTH_MINUTES = 30 * 24 * 60;
const BATCH = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'costline-bench-'));
const path = join(folder, 'ledger.db');
const ledger = await openLedger(path);
const random = createRandom(1);
let made = performance.now();

const record = (): SpanFact => callSpan({
  minute: -random.int(MONTH_MINUTES), input: random.int(5_000), output: random.int(500), model: `model-${random.int(12)}`,
  attributes: {
    feature: `feature-${random.int(30)}`, 'gen_ai.agent.name': `agent-${random.int(20)}`, 'user.id': `user-${random.int(200)}`, 'session.id': `session-${random.int(2_000)}`,
  },
});
for (let done = 0; done < RECORDS; done += BATCH) {
  ledger.ingest([{ facts: { spans: Array.from({ length: BATCH }, record), logs: [], points: [] }, workspace: 'w' }]);
}
console.log(`${RECORDS} records written in ${Math.round((performance.now() - made) / 1000)} s, of it ${Math.round(process.threadCpuUsage().user / 1e6 + process.threadCpuUsage().system / 1e6)} s of the processor`);

const DAY = 86_400_000;
const query = { workspace: 'w', budgets: [{ id: 'month', period: 'month', scope: 'workspace', limit: 1e12, levels: [1], actions: [] }], includeCodingTools: false, utcOffsetMinutes: 60, now: START } as const;
const questions: Readonly<Record<string, () => unknown>> = {
  'the whole panel': () => spendState(ledger, query),
  'a month, total': () => ledger.totals({ workspace: 'w' }, START - 30 * DAY, START),
  'a month, by session': () => ledger.byTag({ workspace: 'w' }, 'session', START - 30 * DAY, START),
  'a month, by model': () => ledger.byTag({ workspace: 'w' }, 'model', START - 30 * DAY, START),
  'places in code': () => ledger.places('w', START - 14 * DAY, START - DAY),
  'the last fifty': () => ledger.records({ workspace: 'w', limit: 50 }),
};
for (const [name, ask] of Object.entries(questions)) {
  const before = process.threadCpuUsage();
  const times = Array.from({ length: 7 }, () => {
    made = performance.now();
    ask();
    return performance.now() - made;
  }).sort((a, b) => a - b);
  const { user, system } = process.threadCpuUsage(before);
  console.log(`${name.padEnd(26)} ${times[3]?.toFixed(1)} ms (worst ${times[6]?.toFixed(1)}; ${((user + system) / 7000).toFixed(1)} of the processor on average)`);
}

const kept = digestOf(path);
made = performance.now();
ledger.rebuild();
const seconds = Math.round((performance.now() - made) / 1000);
const rebuilt = digestOf(path);
const different = Object.keys(kept).filter((table) => kept[table]?.hash !== rebuilt[table]?.hash);
console.log(`rebuilt in ${seconds} s, memory ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB: ${Object.entries(rebuilt).map(([table, { rows }]) => `${rows} ${table}`).join(', ')}; ${different.length === 0 ? 'all as they were kept' : `DIFFERENT: ${different.join(', ')}`}`);
console.log(`integrity: ${ledger.problems().join('; ') || 'nothing wrong'} (load ${loadavg()[0]?.toFixed(1)})`);
process.exitCode = different.length === 0 ? 0 : 1;
ledger.close();
rmSync(folder, { recursive: true, force: true });
