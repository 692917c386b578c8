/** Looks at the ledger after each change and tells each alert once. */
import { HOUR, type AlertView } from './alerts/alert.ts';
import { PATTERNS } from './alerts/registry.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Alert } from './protocol.ts';
import type { SpendQuery } from './spend.ts';

export interface Alarms {
  /** Everything that now holds for a workspace; what was told before is not told again. */
  look(query: SpendQuery): void;
}

/** Of an hour, the newest: patterns are about what goes on now. */
const MOST_CALLS = 2_000;
const MOST_SPANS = 2_000;

export function createAlarms(ledger: Ledger, tell: (alert: Alert) => void): Alarms {
  const told = new Set<string>();
  return {
    look(query) {
      const view = viewOf(ledger, query);
      for (const alert of PATTERNS.flatMap((pattern) => pattern(view))) {
        if (told.has(alert.id)) continue;
        told.add(alert.id);
        tell(alert);
      }
    },
  };
}

export function viewOf(ledger: Ledger, query: SpendQuery): AlertView {
  const from = query.now - HOUR;
  const calls = ledger.records({ workspace: query.workspace, from, limit: MOST_CALLS });
  return {
    ledger, query, calls: calls.filter(({ codingTool }) => query.includeCodingTools || !codingTool),
    tools: ledger.toolCalls({ workspace: query.workspace, from, spans: MOST_SPANS }),
  };
}
