/** Reads the trimmed catalogue the build writes. It is data from outside: what does not fit is left out. */
import type { Match } from './match.ts';
import type { Rate } from './price.ts';

export interface PriceList {
  readonly source: string;
  readonly date: string;
  readonly providers: readonly ListedProvider[];
}

export interface ListedProvider {
  readonly id: string;
  /** Ids that are this maker's when nobody says who bills. */
  readonly claims: Match | null;
  /** Providers whose models it sells at their price. */
  readonly fallback: readonly string[];
  readonly models: readonly ListedModel[];
}

export interface ListedModel {
  readonly id: string;
  readonly match: Match;
  readonly context: number | null;
  readonly prices: readonly ListedPrices[];
  /** Who says so, and when, where it is not the list. */
  readonly source?: string;
  readonly date?: string;
}

export interface ListedPrices {
  /** A first day, or hours of the day in UTC; null holds always. */
  readonly when: { readonly from: string } | { readonly start: string; readonly end: string } | null;
  readonly input: Rate | null;
  readonly output: Rate | null;
  readonly cacheRead: Rate | null;
  readonly cacheWrite5m: Rate | null;
  readonly cacheWrite1h: Rate | null;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Null when it is no price list. */
export function readPriceList(raw: unknown): PriceList | null {
  const { source, date, providers } = fieldsOf(raw);
  if (!Array.isArray(providers)) return null;
  return { source: textOf(source), date: textOf(date), providers: providers.map(fieldsOf).map(readProvider) };
}

function readProvider(provider: Fields): ListedProvider {
  return {
    id: textOf(provider.id),
    claims: provider.claims === undefined ? null : fieldsOf(provider.claims),
    fallback: listOf(provider.fallback).map(textOf),
    models: listOf(provider.models).map(fieldsOf).map(readModel),
  };
}

export const readModel = (model: Fields): ListedModel => ({
  id: textOf(model.id),
  match: fieldsOf(model.match),
  context: typeof model.context === 'number' ? model.context : null,
  prices: listOf(model.prices).map(fieldsOf).map(readPrices),
});

function readPrices(prices: Fields): ListedPrices {
  return {
    when: readWhen(prices.when),
    input: readRate(prices.input), output: readRate(prices.output), cacheRead: readRate(prices.cacheRead),
    cacheWrite5m: readRate(prices.cacheWrite5m), cacheWrite1h: readRate(prices.cacheWrite1h),
  };
}

function readWhen(value: unknown): ListedPrices['when'] {
  const when = fieldsOf(value);
  if (typeof when.start_date === 'string') return { from: when.start_date };
  if (typeof when.start_time === 'string') return { start: when.start_time.slice(0, 8), end: textOf(when.end_time).slice(0, 8) };
  return null;
}

const NANO = 1_000_000_000;
const nanos = (dollars: unknown): number => (typeof dollars === 'number' ? Math.round(dollars * NANO) : 0);

/** A number, or `[base, [above, price], …]`. */
function readRate(value: unknown): Rate | null {
  if (typeof value === 'number') return { base: nanos(value), tiers: [] };
  if (!Array.isArray(value)) return null;
  const [base, ...tiers] = value as readonly unknown[];
  return { base: nanos(base), tiers: tiers.map(listOf).map(([above, rate]) => ({ above: typeof above === 'number' ? above : 0, rate: nanos(rate) })) };
}
