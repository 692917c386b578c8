/** What the panel and the status bar show for one workspace, read from rollups. */
import { evaluateBudget } from '../core/budgets/evaluate.ts';
import { windowOf, type UtcOffset } from '../core/budgets/period.ts';
import type { Budget } from '../core/config/config.ts';
import type { CallRecord } from './call-record.ts';
import type { Ledger, Owner } from './ledger/ledger.ts';
import type { BudgetState, SpendState, SpendTag, TagRow, Totals } from './protocol.ts';

export interface SpendQuery {
  readonly workspace: string;
  readonly budgets: readonly Budget[];
  readonly includeCodingTools: boolean;
  /** A function where it changes with the date. */
  readonly utcOffsetMinutes: UtcOffset;
  /** Unix milliseconds. */
  readonly now: number;
}

const MINUTE = 60_000;
/** The chart shows the last hour. */
const CHART_MINUTES = 60;
const BURN_MINUTES = 5;
const RECENT = 50;
const LATENCY_SAMPLE = 500;

export function spendState(ledger: Ledger, query: SpendQuery): SpendState {
  const { workspace, now, utcOffsetMinutes } = query;
  const owner: Owner = { workspace };
  const from = windowOf('day', now, utcOffsetMinutes)?.start ?? now - 86_400_000;
  const to = now + MINUTE;
  const sample = ledger.records({ workspace, from: now - 86_400_000, limit: LATENCY_SAMPLE });
  const today = ledger.totals(owner, from, to);
  const tags = (tag: SpendTag): TagRow[] => ledger.byTag(owner, tag, from, to);
  const minutes = series(ledger, owner, now);
  const recent = sample.filter((record) => !record.codingTool).slice(0, RECENT);
  return {
    at: now, today, minutes,
    burnPerMinute: Math.round(minutes.slice(-BURN_MINUTES).reduce((sum, minute) => sum + minute.cost, 0) / BURN_MINUTES),
    by: { model: tags('model'), agent: tags('agent'), task: tags('task'), feature: tags('feature'), user: tags('user'), session: tags('session') },
    recent, assigned: ledger.assigned(workspace, recent),
    budgets: query.budgets.map((budget) => budgetState(ledger, budget, query)),
    unattributed: ledger.totals({ workspace: null }, from, to),
    codingTools: ledger.codingTools(from, to, owner),
    cacheHitRate: hitRate(today),
    ...latency(sample),
  };
}

/** One entry a minute up to now, gaps filled with zeros. */
function series(ledger: Ledger, owner: Owner, now: number): SpendState['minutes'] {
  const last = Math.floor(now / MINUTE) * MINUTE;
  const first = last - (CHART_MINUTES - 1) * MINUTE;
  const known = new Map(ledger.minutes(owner, first, last + MINUTE).map((entry) => [entry.minute, entry]));
  return Array.from({ length: CHART_MINUTES }, (_, i) => {
    const minute = first + i * MINUTE;
    return known.get(minute) ?? { minute, cost: 0, calls: 0, tokens: 0 };
  });
}

/** Share of input tokens that were read from a cache; null when there were none. */
function hitRate({ input, cacheRead, cacheWrite }: Totals): number | null {
  const all = input + cacheRead + cacheWrite;
  return all === 0 ? null : cacheRead / all;
}

function latency(records: readonly CallRecord[]): Pick<SpendState, 'latencyP50Ms' | 'latencyP95Ms'> {
  const times = records.flatMap((record) => (record.durationMs === null || record.codingTool ? [] : [record.durationMs])).sort((a, b) => a - b);
  const at = (share: number): number | null => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? null;
  return { latencyP50Ms: at(0.5), latencyP95Ms: at(0.95) };
}

/** Budgets count what is known to be this workspace's, and say how many calls have no known price. */
export function budgetState(ledger: Ledger, budget: Budget, query: SpendQuery): BudgetState {
  const { spent, unpriced } = spentOn(ledger, budget, query);
  const { id, label, limit, level, resetsAt } = evaluateBudget(budget, spent, unpriced, query.now, query.utcOffsetMinutes);
  return { id, label, spent, limit, level, resetsAt, unpriced };
}

interface Spent {
  readonly spent: number;
  readonly unpriced: number;
}

function spentOn(ledger: Ledger, budget: Budget, { workspace, now, utcOffsetMinutes, includeCodingTools }: SpendQuery): Spent {
  const owner: Owner = { workspace };
  const window = windowOf(budget.period, now, utcOffsetMinutes);
  if (window === null) return dearest(ledger, budget, workspace, now);
  if (budget.scope === 'workspace') {
    const totals = ledger.totals(owner, window.start, window.end);
    const tools = includeCodingTools ? ledger.codingTools(window.start, window.end, owner) : null;
    return { spent: totals.cost + (tools?.cost ?? 0), unpriced: totals.unpriced + (tools?.unpriced ?? 0) };
  }
  const rows = ledger.byTag(owner, budget.scope, window.start, window.end);
  const row = budget.of === undefined ? rows[0] : rows.find(({ key }) => key === budget.of);
  return { spent: row?.cost ?? 0, unpriced: row?.unpriced ?? 0 };
}

/** Budgets per request and per session: the dearest of the last day. */
function dearest(ledger: Ledger, budget: Budget, workspace: string, now: number): Spent {
  const from = now - 86_400_000;
  if (budget.period === 'session') {
    const rows = ledger.byTag({ workspace }, 'session', from, now + MINUTE).filter(({ key }) => key !== null);
    return { spent: rows[0]?.cost ?? 0, unpriced: rows[0]?.unpriced ?? 0 };
  }
  const records = ledger.records({ workspace, from, limit: 2_000 });
  return { spent: Math.max(0, ...records.map((record) => record.cost ?? 0)), unpriced: records.filter((record) => record.cost === null).length };
}
