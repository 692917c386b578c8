/** What follows from a passed budget beside telling the user: a webhook, and the switch that halts programs. */
import { totalDollars } from '../core/present/money.ts';
import type { Budget } from '../core/config/config.ts';
import type { Control, Ledger } from './ledger/ledger.ts';
import type { Alert } from './protocol.ts';
import { budgetState, type SpendQuery } from './spend.ts';

const TRIES = 4;
const PATIENCE_MS = 10_000;

/** Halted while a budget with that action is spent. */
export function controlOf(ledger: Ledger, query: SpendQuery): Control {
  const spent = query.budgets.filter(({ actions }) => actions.includes('halt')).map((budget) => budgetState(ledger, budget, query)).filter((state) => state.spent >= state.limit);
  const [first] = spent;
  if (first === undefined) return { halted: false, reason: null, until: null };
  const ends = spent.map(({ resetsAt }) => resetsAt);
  return {
    halted: true, reason: `${first.label}: ${totalDollars(first.spent)} of ${totalDollars(first.limit)} spent.`,
    until: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
  };
}

/** Whether an alert is to be posted. */
export const wantsWebhook = (alert: Alert, budgets: readonly Budget[]): boolean =>
  alert.kind === 'budget' && budgets.some(({ id, actions }) => id === alert.data['budget'] && actions.includes('webhook'));

/** Tries a few times, further and further apart; true once it was taken. */
export async function postWebhook(url: string, alert: Alert, workspace: { readonly id: string; readonly name: string }): Promise<boolean> {
  const body = JSON.stringify({ ...alert, workspace });
  for (let wait = 500, tries = 0; tries < TRIES; tries += 1, wait *= 3) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, wait).unref());
    const taken = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) })
      .then(async (response) => {
        await response.arrayBuffer();
        return response.ok || (response.status >= 400 && response.status < 500 && response.status !== 429);
      })
      // Not there, or too slow: it is tried again.
      .catch(() => false);
    if (taken) return true;
  }
  return false;
}
