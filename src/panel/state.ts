/** The panel's view model: pure, from what the telemetry child says to the words the page shows. */
import { severityOf } from '../core/budgets/severity.ts';
import { exactDollars, totalDollars } from '../core/present/money.ts';
import type { BudgetState, SpendState, SpendTag, TagRow, Totals } from '../telemetry/protocol.ts';
import { callLine } from './calls.ts';
import { collectorView } from './collector.ts';
import type { CollectorInput } from './collector.ts';
import type { Apart, BudgetBar, Figure, PanelState, SpendView, TagLine } from './protocol.ts';
import { callWords, countWords, durationWords, percentWords } from './words.ts';

export interface PanelInput extends CollectorInput {
  readonly workspaceName: string;
  readonly spend: SpendState | null;
}

export function panelState(input: PanelInput): PanelState {
  return {
    workspaceName: input.workspaceName,
    collector: collectorView(input),
    spend: input.spend === null ? null : spendView(input.spend),
  };
}

function spendView(spend: SpendState): SpendView {
  return {
    empty: spend.recent.length === 0 && spend.today.calls === 0,
    figures: figures(spend),
    budgets: spend.budgets.map(budgetBar),
    series: {
      times: spend.minutes.map(({ minute }) => minute / 1_000),
      costs: spend.minutes.map(({ cost }) => cost),
      calls: spend.minutes.map(({ calls }) => calls),
    },
    tables: mapTags(spend.by, tagLines),
    calls: spend.recent.map((record) => callLine(record, spend.assigned[record.id] ?? null)),
    apart: apart(spend),
  };
}

function figures({ today, burnPerMinute, cacheHitRate, latencyP50Ms, latencyP95Ms }: SpendState): Figure[] {
  const failed = today.errors === 0 ? null : `${countWords(today.errors)} failed`;
  return [
    { id: 'today', label: 'Today', value: costOf(today), nanodollars: today.cost, note: leftOut(today) },
    { id: 'burn', label: 'Per minute', value: totalDollars(burnPerMinute), nanodollars: burnPerMinute, note: 'mean of the last 5 minutes' },
    { id: 'calls', label: 'Calls today', value: countWords(today.calls), nanodollars: null, note: failed },
    { id: 'cache', label: 'Cache hit rate', value: cacheHitRate === null ? 'no input yet' : percentWords(cacheHitRate), nanodollars: null, note: 'of input tokens today' },
    {
      id: 'latency', label: 'Latency', value: latencyP50Ms === null ? 'not reported' : durationWords(latencyP50Ms),
      nanodollars: null, note: latencyP95Ms === null ? null : `median; 95 % under ${durationWords(latencyP95Ms)}`,
    },
  ];
}

/** Calls of unknown price are not calls that cost nothing. */
function costOf({ cost, calls, unpriced, unmeasured }: Totals): string {
  if (calls > 0 && cost === 0 && unpriced + unmeasured >= calls) return unmeasured >= calls ? 'not measured' : 'unpriced';
  return totalDollars(cost);
}

function leftOut({ unpriced, unmeasured }: Totals): string | null {
  const parts = [
    ...(unpriced === 0 ? [] : [`${callWords(unpriced)} unpriced`]),
    ...(unmeasured === 0 ? [] : [`${callWords(unmeasured)} without usage`]),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')}: not included`;
}

export function budgetBar({ id, label, spent, limit, level, resetsAt, unpriced }: BudgetState): BudgetBar {
  return {
    id, label, text: `${totalDollars(spent)} of ${totalDollars(limit)}`,
    percent: limit > 0 ? Math.round((spent / limit) * 100) : 100,
    severity: severityOf(level), resetsAt, note: unpriced === 0 ? null : `${callWords(unpriced)} unpriced, not included`,
  };
}

function tagLines(rows: readonly TagRow[]): TagLine[] {
  const sum = rows.reduce((total, { cost }) => total + cost, 0);
  return rows.map((row, index) => ({
    key: row.key === null ? `none ${index}` : `tag ${row.key}`, name: row.key ?? 'not tagged', named: row.key !== null,
    cost: row.cost === 0 ? costOf(row) : rowDollars(row), calls: countWords(row.calls),
    input: countWords(row.input + row.cacheRead + row.cacheWrite), cached: countWords(row.cacheRead), output: countWords(row.output),
    share: sum === 0 ? 0 : row.cost / sum,
  }));
}

/** Rows are compared with each other, so small ones keep their digits: to a hundredth of a cent, below a cent to a millionth of a dollar. */
function rowDollars({ cost }: Totals): string {
  if (cost >= 1_000_000_000) return totalDollars(cost);
  const step = cost >= 10_000_000 ? 100_000 : 1_000;
  return exactDollars(Math.ceil(cost / step) * step);
}

function apart({ unattributed, codingTools }: SpendState): Apart[] {
  const group = (id: Apart['id'], label: string, totals: Totals, explanation: string): Apart[] =>
    totals.calls === 0 ? [] : [{ id, label, cost: costOf(totals), calls: callWords(totals.calls), explanation }];
  return [
    ...group('unattributed', 'Unattributed', unattributed, 'Calls that name no workspace. They count in no budget. Send them to this workspace’s endpoint, or map their service.name in costline.json.'),
    ...group('coding-tools', 'Coding tools', codingTools, 'Your own coding assistants. They count in budgets only with costline.includeCodingTools.'),
  ];
}

const mapTags = <A, B>(record: Readonly<Record<SpendTag, A>>, map: (value: A) => B): Record<SpendTag, B> => ({
  model: map(record.model), feature: map(record.feature), agent: map(record.agent), task: map(record.task), user: map(record.user), session: map(record.session),
});
