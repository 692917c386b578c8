/**
 * The short form beside a call. One line of it must be true on its own:
 *
 *     =$2.10/1k in      exact input price per thousand calls
 *     ~$0.30–2.10/1k in one of several models, or holes whose size code bounds
 *     ~1.2k–3.1k tok    branches that exclude each other send so much
 *     ≥3.1k tok         a floor is not a price: the input is unbounded, so no dollars
 *     3 callers         passes on its callers' prompts
 */
import type { CallReport, Observed } from '../analysis.ts';
import { DEFAULT_CONFIG } from '../config/defaults.ts';
import { pricePerCall, rangePerCall } from './money.ts';
import { callers, markOf, multipleWords, shortCount } from './words.ts';

export interface HintOptions {
  /** From the ledger; its median input makes a price of a floor. */
  readonly observed?: Observed | null;
  readonly minimumTokens?: number;
}

/** Null where a hint would be noise: quiet places and small prompts. */
export function hintLabel(report: CallReport, options: HintOptions = {}): string | null {
  const { site, tokens } = report;
  if (report.quiet) return null;
  if (site.gateway !== null) return site.gateway.callers === null ? null : callers(site.gateway.callers);
  if (tokens.static < (options.minimumTokens ?? DEFAULT_CONFIG.hints.minimumTokens)) return null;
  const times = multipleWords(site.multiple);
  return priceOf(report, options.observed ?? null) + (times === '' ? '' : ` ${times}`);
}

function priceOf(report: CallReport, observed: Observed | null): string {
  const { cost, tokens } = report;
  const known = tokens.static + tokens.overhead;
  const { branches } = tokens;
  if (cost === null && branches !== undefined && !tokens.floor) return `~${shortCount(branches.low)}–${shortCount(branches.high)} tok`;
  if (cost === null) return tokens.floor ? floorCount(tokens) : `${markOf(report)}${shortCount(known)} tok`;
  if (!tokens.floor) {
    if (cost.range !== null) return `~${rangePerCall(cost.range.low, cost.range.high)} in`;
    if (branches !== undefined && known > 0) return `~${rangePerCall(Math.round((cost.uncached / known) * branches.low), Math.round((cost.uncached / known) * branches.high))} in`;
    return `${tokens.exact ? '=' : '~'}${pricePerCall(cost.uncached)} in`;
  }
  const perToken = known > 0 ? cost.uncached / known : 0;
  if (observed !== null && observed.calls > 0 && observed.inputP50 > 0 && perToken > 0) return `~${pricePerCall(Math.round(perToken * observed.inputP50))} in`;
  if (tokens.max !== null && perToken > 0) return `~${rangePerCall(cost.uncached, Math.round(perToken * tokens.max))} in`;
  return floorCount(tokens);
}

const floorCount = (tokens: CallReport['tokens']): string => `≥${shortCount(least(tokens), 'down')} tok`;

/** What is sent on every way through the code. */
const least = ({ branches, static: known, overhead }: CallReport['tokens']): number => branches?.low ?? known + overhead;
