/**
 * What the panel asks, over a ledger of many records spread over a month.
 * Run: node test/bench/panel.bench.ts [records]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpanFact } from '../../src/telemetry/otlp/facts.ts';
import { spendState } from '../../src/telemetry/spend.ts';
import { START } from '../support/drawn-spans.ts';
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
console.log(`${RECORDS} records written in ${Math.round((performance.now() - made) / 1000)} s`);

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
  const times = Array.from({ length: 7 }, () => {
    made = performance.now();
    ask();
    return performance.now() - made;
  }).sort((a, b) => a - b);
  console.log(`${name.padEnd(26)} ${times[3]?.toFixed(1)} ms (worst ${times[6]?.toFixed(1)})`);
}
ledger.close();
rmSync(folder, { recursive: true, force: true });
