/** How loud a level is: the status bar's colours and an alert's severity follow it. */
export type BudgetSeverity = 'ok' | 'warning' | 'error';

/** `level` as in `BudgetVerdict`: from the whole limit on it is an error, before that a warning. */
export const severityOf = (level: number | null): BudgetSeverity =>
  level === null ? 'ok' : level < 1 ? 'warning' : 'error';
