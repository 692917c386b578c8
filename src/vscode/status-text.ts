/** What the status bar says. Pure. */
import { totalDollars } from '../core/present/money.ts';
import { budgetBar } from '../panel/state.ts';
import type { Overview } from '../server/protocol.ts';
import type { BudgetState, SpendState } from '../telemetry/protocol.ts';

export interface StatusInput {
  readonly overview: Overview | null;
  readonly spend: SpendState | null;
  /** The collector's endpoint; null when nothing listens. */
  readonly listening: string | null;
}

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  /** For screen readers, which would read the icon's name otherwise. */
  readonly spoken: string;
  readonly kind: 'plain' | 'warning' | 'error';
}

/** Null hides it: no model import, nothing spent, no budget. */
export function statusOf({ overview, spend, listening }: StatusInput): StatusText | null {
  const prompts = overview?.hasModelImport === true ? `${overview.prompts} ${overview.prompts === 1 ? 'prompt' : 'prompts'}` : null;
  const tooltip = [
    ...(prompts === null ? [] : [`${prompts} in the open files, ${overview?.findings ?? 0} findings`]),
    ...(spend?.budgets ?? []).map(budgetLine),
    listening === null ? 'Not listening for telemetry' : `Listening on ${listening}`,
  ].join('\n');
  const pressing = spend === null ? null : mostPressing(spend.budgets);
  if (pressing !== null) {
    const kind = ({ ok: 'plain', warning: 'warning', error: 'error' } as const)[budgetBar(pressing).severity];
    return { text: `$(graph) ${totalDollars(pressing.spent)} / ${totalDollars(pressing.limit)}`, spoken: `Costline: ${budgetLine(pressing)}`, tooltip, kind };
  }
  if (spend !== null && spend.today.calls > 0) {
    const today = spend.today.unpriced >= spend.today.calls ? 'unpriced' : `${totalDollars(spend.today.cost)} today`;
    return { text: `$(graph) ${today}`, spoken: `Costline: ${today}`, tooltip, kind: 'plain' };
  }
  return prompts === null ? null : { text: `$(graph) Costline: ${prompts}`, spoken: `Costline: ${prompts}`, tooltip, kind: 'plain' };
}

/** The one nearest to its limit, or furthest over it. */
const mostPressing = (budgets: readonly BudgetState[]): BudgetState | null =>
  [...budgets].sort((a, b) => b.spent / b.limit - a.spent / a.limit)[0] ?? null;

const budgetLine = ({ label, spent, limit, unpriced }: BudgetState): string =>
  `${label}: ${totalDollars(spent)} of ${totalDollars(limit)}${unpriced === 0 ? '' : `, ${unpriced} calls unpriced`}`;
