/** A model that read much of its input from a cache and now does not. */
import type { TagRow } from '../protocol.ts';
import { HOUR, stretchOf, type AlertPattern } from './alert.ts';

const LEAST_CALLS = 20;
/** What was hardly cached before cannot fall. */
const LEAST_BEFORE = 0.3;
const FALL = 0.5;

export const fallingCache: AlertPattern = ({ ledger, query: { workspace, now } }) => {
  const before = new Map(ledger.byTag({ workspace }, 'model', now - 25 * HOUR, now - HOUR).map((row) => [row.key, row]));
  return ledger.byTag({ workspace }, 'model', now - HOUR, now).flatMap((row) => {
    const former = before.get(row.key);
    if (row.key === null || former === undefined || Math.min(row.calls, former.calls) < LEAST_CALLS) return [];
    const [was, is] = [hitRate(former), hitRate(row)];
    if (was < LEAST_BEFORE || is > was * FALL) return [];
    return [{
      id: `falling-cache ${row.key} ${stretchOf(now, 24 * HOUR)}`, kind: 'falling-cache' as const, severity: 'warning' as const, time: now,
      message: `${row.key} reads ${percent(is)} of its input from the cache, after ${percent(was)} the day before.`, data: { model: row.key, was, is },
    }];
  });
};

const hitRate = ({ input, cacheRead, cacheWrite }: TagRow): number => cacheRead / Math.max(1, input + cacheRead + cacheWrite);
const percent = (share: number): string => `${Math.round(share * 100)} %`;
