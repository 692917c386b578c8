/**
 * Metric points → calls. A counter tells how much was used between two exports, not by which calls: what arrived together
 * is one call, unless a histogram counts how many there were. Then it is that many, alike, and sums to the token.
 */
import type { Metered, TokenCounts, Usage } from './dialects/dialect.ts';
import { nanodollars } from './dialects/attributes.ts';
import { readPoint } from './dialects/registry.ts';
import { statement } from './dialects/usage.ts';
import type { PointFact } from './otlp/facts.ts';

/** What a point adds to the one before it. */
export interface Increment {
  readonly fact: PointFact;
  readonly workspace: string | null;
  readonly value: number;
  /** Measurements of a histogram; 1 of a counter. */
  readonly count: number;
  /** Unix milliseconds since which it was used. */
  readonly since: number;
}

export interface MeteredCall {
  readonly usage: Usage;
  readonly of: Increment;
}

interface Read {
  readonly increment: Increment;
  readonly metered: Metered;
}

/** More calls between two exports than this are one sum. */
const MOST_CALLS = 1_000;

/** `increments`: of one export, emitter, model and set of names. */
export function callsIn(increments: readonly Increment[]): MeteredCall[] {
  const read = increments.flatMap((increment) => {
    const metered = readPoint(increment.fact);
    return metered === null ? [] : [{ increment, metered }];
  });
  const best = Math.min(...read.filter(({ metered }) => metered.role === 'input' || metered.role === 'output').map(({ metered }) => metered.preference));
  const family = read.filter(({ metered }) => metered.preference === best);
  const [first] = family;
  if (first === undefined) return [];
  const sums = sumsOf(family);
  const measurements = measured(read);
  const calls = measurements > MOST_CALLS ? 1 : Math.max(1, Math.round(measurements));
  const { metered, increment } = first;
  const whole = statement(metered.dialect, {
    input: (sums.input ?? 0) + (sums.beside ?? 0), output: sums.output ?? 0, cacheRead: sums.cacheRead ?? null, cacheWrite: sums.cacheWrite ?? null, reasoning: sums.reasoning ?? null,
    inputIncludesCache: metered.inputIncludesCache, outputIncludesReasoning: metered.outputIncludesReasoning,
  }, {
    provider: metered.provider, model: metered.model, requestedModel: metered.model, reportedCost: nanodollars(sums.cost ?? null),
    codingTool: metered.codingTool, rank: 2, estimated: calls > 1,
  });
  const { tokens } = whole;
  if (tokens === null || Object.values(tokens).every((value) => value === 0)) return [];
  return Array.from({ length: calls }, (_, i) => ({ of: increment, usage: { ...whole, tokens: shareOf(tokens, i, calls), reportedCost: whole.reportedCost === null ? null : share(whole.reportedCost, i, calls) } }));
}

/** How many calls there were, as far as a counter of them or the histogram of their input says; 0 where neither is there. */
function measured(read: readonly Read[]): number {
  const counters = read.filter(({ metered }) => metered.role === 'calls');
  if (counters.length > 0) return sum(counters.map(({ increment }) => (increment.fact.type === 'sum' ? increment.value : increment.count)));
  const histograms = read.filter(({ increment, metered }) => metered.role === 'input' && increment.fact.type === 'histogram');
  const finest = Math.min(...histograms.map(({ metered }) => metered.preference));
  return sum(histograms.filter(({ metered }) => metered.preference === finest).map(({ increment }) => increment.count));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function sumsOf(family: readonly Read[]): Partial<Record<Metered['role'], number>> {
  const sums: Partial<Record<Metered['role'], number>> = {};
  for (const { increment, metered } of family) sums[metered.role] = (sums[metered.role] ?? 0) + increment.value;
  return sums;
}

/** The first ones take what cannot be divided. */
const share = (whole: number, i: number, of: number): number => Math.floor(whole / of) + (i < whole % of ? 1 : 0);

const shareOf = (tokens: TokenCounts, i: number, of: number): TokenCounts => ({
  input: share(tokens.input, i, of), cacheRead: share(tokens.cacheRead, i, of), cacheWrite5m: share(tokens.cacheWrite5m, i, of), cacheWrite1h: share(tokens.cacheWrite1h, i, of),
  output: share(tokens.output, i, of), reasoning: share(tokens.reasoning, i, of),
});
