/** `costline spend`: what calls really cost, from the ledger. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { exactDollars } from '../../core/present/money.ts';
import { modelWords, reportedWords } from '../../core/present/record.ts';
import type { CallRecord } from '../../telemetry/call-record.ts';
import { startCollector } from '../../telemetry/collector.ts';
import { dollarText, jsonList } from '../../telemetry/export.ts';
import type { Ledger } from '../../telemetry/ledger/ledger.ts';
import { defaultLedgerPath } from '../../telemetry/ledger/path.ts';
import { readVersion } from '../../node/version.ts';
import type { SpendTag } from '../../telemetry/protocol.ts';

interface SpendOptions {
  readonly ledger?: string;
  readonly records?: true;
  readonly check?: true;
  readonly containing?: string;
  readonly by: string;
  readonly format: string;
}

const TAGS: readonly SpendTag[] = ['model', 'agent', 'task', 'feature', 'user', 'session'];

export function register(program: Command): void {
  program.command('spend')
    .description('Show what calls really cost.')
    .option('--ledger <file>', 'the ledger to read (default: the ledger of your user)')
    .option('--records', 'every call instead of sums')
    .option('--check', 'look whether the ledger is whole and its sums are right')
    .option('--containing <text>', 'with --records: only calls whose kept prompts or answers hold this')
    .option('--by <tag>', `sum by ${TAGS.join(', ')}`, 'model')
    .option('--format <format>', 'text or json', 'text')
    .action((options: SpendOptions) => spend(options));
}

async function spend(options: SpendOptions): Promise<void> {
  const tag = TAGS.find((each) => each === options.by);
  if (tag === undefined) throw new Error(`--by ${options.by} is not a tag. Use one of ${TAGS.join(', ')}.`);
  if (options.format !== 'text' && options.format !== 'json') throw new Error(`--format ${options.format} is not known. Use text or json.`);
  const collector = await startCollector({
    ledger: options.ledger ?? defaultLedgerPath(), port: null, allowedHosts: [], upstream: null, retentionDays: 30,
    version: readVersion(), now: () => Date.now(), log: () => undefined,
  });
  try {
    const json = options.format === 'json';
    if (options.check === true) return tellProblems(collector.ledger.problems());
    if (options.records !== true) process.stdout.write(`${sumLines(collector.ledger, tag, json)}\n`);
    // More calls may be there than fit into memory, and whoever reads them may be slower than we are.
    else await pipeline(Readable.from(recordTexts(collector.ledger, json, options.containing ?? null)), process.stdout, { end: false });
  } finally {
    await collector.close();
  }
}

function tellProblems(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`costline: ${problem}\n`);
  if (problems.length === 0) process.stdout.write('The ledger is whole, and its sums are those of its calls.\n');
  else process.exitCode = 1;
}

/** Of texts, the newest calls that hold one are enough. */
const MOST_FOUND = 1_000;

function recordTexts(ledger: Ledger, json: boolean, containing: string | null): Iterable<string> {
  const records = containing === null ? ledger.recordsInOrder({}) : ledger.containing(containing, MOST_FOUND).reverse();
  return json ? jsonList(each(records, recordJson)) : each(records, recordLine);
}

function* each<A, B>(values: Iterable<A>, change: (value: A) => B): Generator<B> {
  for (const value of values) yield change(value);
}

const recordLine = (record: CallRecord): string => `${[
  new Date(record.time).toISOString(), modelWords(record).padEnd(28),
  `${record.input + record.cacheRead + record.cacheWrite5m + record.cacheWrite1h} in`, `${record.output} out`, costWord(record), record.feature ?? '',
].join('  ')}\n`;

const costWord = (record: CallRecord): string => {
  if (record.unmeasured) return 'no usage reported';
  if (record.cost === null) return 'unpriced';
  if (record.costSource === 'local') return 'local, no token fee';
  return record.costSource === 'replayed' ? 'replayed, $0' : [exactDollars(record.cost), reportedWords(record)].filter((part) => part !== null).join('; ');
};

/** The shape that programs read; dollars as decimal text, so that nothing is lost. */
const recordJson = (record: CallRecord): Readonly<Record<string, unknown>> => ({
  time: new Date(record.time).toISOString(), provider: record.provider, model: record.model, requestedModel: record.requestedModel,
  input: record.input, cacheRead: record.cacheRead, cacheWrite5m: record.cacheWrite5m, cacheWrite1h: record.cacheWrite1h,
  output: record.output, reasoning: record.reasoning, cost: dollarText(record.cost), costSource: record.costSource,
  reportedCost: dollarText(record.reportedCost), estimated: record.estimated, unmeasured: record.unmeasured, emitter: record.emitter,
  traceId: record.traceId, spanId: record.spanId, agent: record.agent, task: record.task, feature: record.feature, user: record.user,
  session: record.session, workspace: record.workspace, codingTool: record.codingTool, location: record.location,
});

function sumLines(ledger: Ledger, tag: SpendTag, json: boolean): string {
  const owners = [...ledger.workspaces().map(({ id, name }) => ({ id, name })), { id: null, name: 'unattributed' }];
  const rows = owners.flatMap(({ id, name }) => {
    const owner = { workspace: id };
    return ledger.byTag(owner, tag, 0, Number.MAX_SAFE_INTEGER).map((row) => ({ workspace: name, workspaceId: id, ...row }));
  });
  if (json) return JSON.stringify(rows.map((row) => ({ ...row, cost: dollarText(row.cost) })), null, 2);
  if (rows.length === 0) return 'No calls yet. Point OTEL_EXPORTER_OTLP_ENDPOINT at `costline collect`, or run `costline collect -- <command>`.';
  return rows.map((row) => `${row.workspace.padEnd(20)}  ${(row.key ?? '(none)').padEnd(32)}  ${String(row.calls).padStart(6)} calls  ${exactDollars(row.cost)}${row.unpriced > 0 ? ` + ${row.unpriced} unpriced` : ''}`).join('\n');
}
