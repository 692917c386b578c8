/** Failing calls repeated at once: many errors of one model in a minute, and hardly anything else. */
import { groupBy, MINUTE, stretchOf, type AlertPattern } from './alert.ts';

const LEAST_ERRORS = 5;
const LEAST_SHARE = 0.5;

export const retryStorm: AlertPattern = ({ calls, query: { now } }) =>
  [...groupBy(calls.filter(({ time }) => time > now - MINUTE), ({ model }) => model)].flatMap(([model, recent]) => {
    const errors = recent.filter(({ status }) => status === 'error').length;
    if (errors < LEAST_ERRORS || errors < LEAST_SHARE * recent.length) return [];
    return [{
      id: `retry-storm ${model} ${stretchOf(now, 10 * MINUTE)}`, kind: 'retry-storm', severity: 'warning', time: now,
      message: `${errors} of ${recent.length} calls of ${model} failed within a minute.`, data: { model, errors, calls: recent.length },
    }];
  });
