/** Looks at the ledger after each change and tells each alert once. */
import type { Ledger } from '../ledger/ledger.ts';
import type { Alert } from '../protocol.ts';
import type { SpendQuery } from '../spend.ts';
import { budgetAlerts } from './budget.ts';

export interface Alarms {
  /** Everything that now holds for a workspace; what was told before is not told again. */
  look(query: SpendQuery): void;
}

export function createAlarms(ledger: Ledger, tell: (alert: Alert) => void): Alarms {
  const told = new Set<string>();
  return {
    look(query) {
      for (const alert of budgetAlerts(ledger, query)) {
        if (told.has(alert.id)) continue;
        told.add(alert.id);
        tell(alert);
      }
    },
  };
}
