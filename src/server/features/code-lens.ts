/** What calls really cost, above them; only where telemetry was matched. */
import type { CodeLens } from 'vscode-languageserver/node';
import type { Observed } from '../../core/analysis.ts';
import { exactDollars } from '../../core/present/money.ts';
import { count } from '../../core/present/words.ts';
import type { DocumentAnalysis } from '../analyses.ts';

export function codeLenses({ calls, evidence, folder }: DocumentAnalysis): CodeLens[] {
  if (!folder.config.codeLens.enabled) return [];
  return calls.flatMap(({ site }) => {
    const observed = evidence.get(site.id);
    if (observed === undefined || observed.calls === 0) return [];
    const { start } = site.location.range;
    return [{ range: { start, end: start }, command: { title: lensText(observed), command: '' } }];
  });
}

/** An exact bill of today, or that today there was none. */
function lensText({ calls, callsToday, costToday, cacheRead, cacheWrite }: Observed): string {
  if (callsToday === 0) return `no calls today, ${count(calls)} seen here`;
  const cached = cacheRead > 0 ? ', cache read' : cacheWrite > 0 ? ', cache written but never read' : '';
  return `${exactDollars(costToday)} today in ${count(callsToday)} ${callsToday === 1 ? 'call' : 'calls'}${cached}`;
}
