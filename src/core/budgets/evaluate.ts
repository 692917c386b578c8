/** Where measured spend stands against a budget. */
import type { Nanodollars } from '../analysis.ts';
import type { Budget } from '../config/config.ts';
import { windowOf } from './period.ts';
import type { UtcOffset } from './period.ts';

export interface BudgetVerdict {
  readonly id: string;
  readonly label: string;
  readonly spent: Nanodollars;
  readonly limit: Nanodollars;
  /** Share of the limit that is spent: 1 is all of it. */
  readonly fraction: number;
  /** The highest level passed, as a fraction of the limit; null below the first. */
  readonly level: number | null;
  /** Unix milliseconds; null for request and session budgets. */
  readonly resetsAt: number | null;
  /** Spend at the end of the period if it goes on like this; null before a tenth of the period is over, and without a period. */
  readonly forecast: Nanodollars | null;
  /** Calls whose price is unknown: what they cost is not in `spent`. */
  readonly unpriced: number;
}

/** Earlier than this share of a period, one busy hour would make nonsense of a forecast. */
const FORECAST_FROM = 0.1;

export function evaluateBudget(budget: Budget, spent: Nanodollars, unpriced: number, now: number, offset: UtcOffset): BudgetVerdict {
  const window = windowOf(budget.period, now, offset);
  const passed = budget.levels.filter((level) => spent >= level * budget.limit);
  const elapsed = window === null ? 0 : (now - window.start) / (window.end - window.start);
  return {
    id: budget.id, label: budgetLabel(budget), spent, limit: budget.limit,
    fraction: budget.limit > 0 ? spent / budget.limit : 1,
    level: passed.length === 0 ? null : Math.max(...passed),
    resetsAt: window?.end ?? null,
    forecast: elapsed >= FORECAST_FROM ? Math.round(spent / elapsed) : null,
    unpriced,
  };
}

/** e.g. `Today`, `This month, agent planner`. */
export function budgetLabel(budget: Budget): string {
  const period = { request: 'One request', session: 'One session', day: 'Today', month: 'This month' }[budget.period];
  if (budget.scope === 'workspace') return period;
  return `${period}, ${budget.of === undefined ? `each ${budget.scope}` : `${budget.scope} ${budget.of}`}`;
}

/** Levels that `after` has passed and `before` had not: each is told once. */
export const levelsCrossed = (budget: Budget, before: Nanodollars, after: Nanodollars): readonly number[] =>
  budget.levels.filter((level) => before < level * budget.limit && after >= level * budget.limit);
