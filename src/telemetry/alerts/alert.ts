/** What a live pattern looks at, and how it answers. A pattern is pure: the same view gives the same alerts, told once by their id. */
import type { CallRecord } from '../call-record.ts';
import type { Ledger, ToolCall } from '../ledger/ledger.ts';
import type { Alert } from '../protocol.ts';
import type { SpendQuery } from '../spend.ts';

export interface AlertView {
  readonly ledger: Ledger;
  readonly query: SpendQuery;
  /** Product calls of the workspace in the last hour, newest first, at most some thousands. */
  readonly calls: readonly CallRecord[];
  /** Tool calls of the same time, newest first. */
  readonly tools: readonly ToolCall[];
}

export type AlertPattern = (view: AlertView) => Alert[];

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What belongs together where nothing names a session. */
export const sessionOf = ({ session, traceId }: { readonly session: string | null; readonly traceId: string | null }): string | null => session ?? traceId;

/** Input of all kinds: what the model had to read. */
export const inputOf = ({ input, cacheRead, cacheWrite5m, cacheWrite1h }: CallRecord): number => input + cacheRead + cacheWrite5m + cacheWrite1h;

/** Groups in order of first appearance; what has no key is left out. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Minutes and the like as one short text: ids tell a pattern again only in the next stretch of this length. */
export const stretchOf = (time: number, length: number): number => Math.floor(time / length);
