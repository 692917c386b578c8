/** What the call really took, beside the estimate. */
import type { CallReport, Observed } from '../analysis.ts';
import { exactDollars } from './money.ts';
import { count, shortCount } from './words.ts';

/** Null without telemetry: nothing is said about what was not seen. */
export function actualsSection(report: CallReport, observed: Observed | null): string | null {
  if (observed === null || observed.calls === 0) return null;
  const known = report.tokens.static + report.tokens.overhead;
  const cached = observed.cacheRead > 0 ? `${shortCount(observed.cacheRead / observed.calls)} a call` : 'none';
  return [
    '| seen here | estimate | actual |', '|:--|--:|--:|',
    `| input, median | ${report.tokens.floor ? '≥' : ''}${count(known)} | ${count(observed.inputP50)} |`,
    `| input, 95th percentile | | ${count(observed.inputP95)} |`,
    `| output, median | | ${count(observed.outputP50)} |`,
    `| read from the cache | | ${cached} |`,
    `| today | | ${exactDollars(observed.costToday)} |`,
  ].join('\n') + `\n\n${count(observed.callsToday)} ${observed.callsToday === 1 ? 'call' : 'calls'} here today, ${count(observed.calls)} seen in all.`;
}
