/** Spend far over what is usual: this hour against the mean of the day's other hours that had any. */
import { totalDollars } from '../../core/present/money.ts';
import { HOUR, stretchOf, type AlertPattern } from './alert.ts';

const TIMES_THE_MEAN = 3;
/** A mean over fewer hours says nothing. */
const LEAST_HOURS = 3;
/** Nano-dollars: $0.10. Three times nearly nothing is nearly nothing. */
const LEAST_COST = 100_000_000;

export const spike: AlertPattern = ({ ledger, query: { workspace, now } }) => {
  const costs = new Map<number, number>();
  for (const { minute, cost } of ledger.minutes({ workspace }, now - 24 * HOUR, now - HOUR)) {
    const hour = Math.floor((now - minute) / HOUR);
    costs.set(hour, (costs.get(hour) ?? 0) + cost);
  }
  const hours = [...costs.values()].filter((cost) => cost > 0);
  if (hours.length < LEAST_HOURS) return [];
  const mean = hours.reduce((sum, cost) => sum + cost, 0) / hours.length;
  const { cost } = ledger.totals({ workspace }, now - HOUR, now);
  if (cost < LEAST_COST || cost <= TIMES_THE_MEAN * mean) return [];
  return [{
    id: `spike ${stretchOf(now, HOUR)}`, kind: 'spike', severity: 'warning', time: now,
    message: `${totalDollars(cost)} in the last hour, ${(cost / mean).toFixed(1)} times the usual ${totalDollars(Math.round(mean))}.`,
    data: { cost, mean: Math.round(mean), hours: hours.length },
  }];
};
