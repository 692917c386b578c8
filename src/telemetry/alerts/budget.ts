/** A budget passed one of its levels. */
import { totalDollars } from '../../core/present/money.ts';
import { budgetState } from '../spend.ts';
import type { AlertPattern } from './alert.ts';

export const budgetAlerts: AlertPattern = ({ ledger, query }) =>
  query.budgets.flatMap((budget) => {
    const state = budgetState(ledger, budget, query);
    if (state.level === null) return [];
    return [{
      id: `budget ${budget.id} ${state.level} ${state.resetsAt ?? ''}`, kind: 'budget',
      severity: state.level >= 1.2 ? 'critical' : state.level >= 1 ? 'warning' : 'information', time: query.now,
      message: `${state.label}: ${totalDollars(state.spent)} of ${totalDollars(state.limit)} spent (${Math.round((state.spent / state.limit) * 100)} %).`,
      data: { budget: budget.id, spent: state.spent, limit: state.limit, level: state.level },
    }];
  });
