/** The price list: finds what a model cost at a moment. */
import type { Config, PriceOverride } from '../config/config.ts';
import { withAdditions } from './additions.ts';
import { ALIASES, CORRECTIONS, isAnotherKind, isAnotherVersion, NOT_MEANT } from './corrections.ts';
import type { Correction } from './corrections.ts';
import { matches } from './match.ts';
import { readModelName } from './model-id.ts';
import { withCachePrices } from './cache-prices.ts';
import { rateOf, sharedPrice } from './price.ts';
import type { Price, Rate } from './price.ts';
import { readPriceList } from './price-list.ts';
import { retiredOn } from './retired.ts';
import type { ListedModel, ListedPrices, ListedProvider, PriceList } from './price-list.ts';

export interface PriceQuery {
  /** As written in code or telemetry. */
  readonly model: string;
  /** Who is called, as an SDK or telemetry names it; null when not known. */
  readonly provider: string | null;
  /** Unix milliseconds of the call. */
  readonly at: number;
}

export interface Catalogue {
  /** Null when the model is unpriced; never a price of 0 for an unknown one. */
  find(query: PriceQuery): Price | null;
  /** ISO date of the list; null when there is none. */
  readonly date: string | null;
}

/** `raw` is what the `Prices` port loaded; anything unreadable is an empty list. */
export function createCatalogue(raw: unknown, overrides: Pick<Config, 'prices' | 'models'> = { prices: {}, models: {} }): Catalogue {
  const read = readPriceList(raw);
  const list = read === null ? null : withAdditions(read);
  const found = new Map<string, Found | null>();
  const own = new Map(Object.entries(overrides.prices).map(([model, price]) => [model.toLowerCase(), price]));
  const locate = (model: string, provider: string | null): Found | null => {
    const key = `${provider ?? ''}\n${model}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const answer = list === null ? null : search(list, model, provider);
    if (found.size < 10_000) found.set(key, answer);
    return answer;
  };
  return {
    date: list?.date ?? null,
    find({ model, provider, at }) {
      const meant = overrides.models[model] ?? model;
      const override = ownPrice(own, model, meant, provider);
      if (override !== null) return override;
      const located = locate(meant, provider);
      const price = located === null || list === null ? null : priceAt(list, located, at);
      const retired = price === null ? null : retiredOn(price.provider, readModelName(meant, provider).ids, at);
      return price === null || retired === null ? price : { ...price, retired };
    },
  };
}

interface Found {
  readonly provider: string;
  /** Of the listed price, by the place it is served from. */
  readonly share: number;
  readonly model: ListedModel;
  readonly correction: Correction | null;
  /** What the correction points to. */
  readonly instead: ListedModel | null;
  /** Asked for by a date that the list does not know. */
  readonly undated?: true;
}

function ownPrice(own: ReadonlyMap<string, PriceOverride>, model: string, meant: string, provider: string | null): Price | null {
  if (own.size === 0) return null;
  for (const id of [model.toLowerCase(), ...readModelName(meant, provider).ids]) {
    const price = own.get(id);
    if (price === undefined) continue;
    const optional = (rate: number | undefined): Rate | null => (rate === undefined ? null : rateOf(rate));
    return {
      model: id, provider: 'override', input: rateOf(price.input), output: rateOf(price.output),
      cacheRead: optional(price.cacheRead), cacheWrite5m: optional(price.cacheWrite5m), cacheWrite1h: optional(price.cacheWrite1h),
      contextWindow: null, date: '', source: 'costline.json',
    };
  }
  return null;
}

const FREE: ListedPrices = { when: null, input: rateOf(0), output: rateOf(0), cacheRead: null, cacheWrite5m: null, cacheWrite1h: null };

function search(list: PriceList, model: string, given: string | null): Found | null {
  const name = readModelName(model, given);
  const { share = 1 } = name;
  if (share === null) return null;
  if (name.free) return { provider: 'openrouter', share, model: { id: name.ids[0] ?? model, match: {}, context: null, prices: [FREE] }, correction: null, instead: null };
  for (const provider of candidates(list, name.provider, name.ids)) {
    for (const id of name.ids) {
      const ids = name.ids.slice(name.ids.indexOf(id));
      for (const known of [id, otherName(provider, id)]) {
        const found = inProvider(list, provider, known);
        if (found !== null && !isAnotherKind(known, found) && !ids.some((each) => isAnotherVersion(each, found.id))) {
          const answer = corrected(provider, found, ids, share);
          return answer !== null && DATED.test(name.ids[0] ?? '') && !DATED.test(known) && !DATED.test(found.id) ? { ...answer, undated: true } : answer;
        }
      }
    }
  }
  return null;
}

/** A snapshot of a model. */
const DATED = /[-@](?:20\d{6}|20\d\d-\d\d-\d\d)(?!\d)/;

/** They sell models of others at prices of their own: what the maker charges says nothing of those. */
const HOSTS: ReadonlySet<string> = new Set(['aws', 'azure', 'google', 'together', 'fireworks', 'novita', 'groq', 'cerebras', 'cloudflare', 'baseten', 'ovhcloud']);

/** Who bills first, then who made the model: a compatible client may be pointed anywhere. */
function candidates(list: PriceList, named: string | null, ids: readonly string[]): ListedProvider[] {
  const first = list.providers.filter((provider) => provider.id === named);
  if (named !== null && HOSTS.has(named)) return first;
  const makers = ids.flatMap((id) => list.providers.filter((provider) => provider.claims !== null && matches(provider.claims, id)));
  return [...new Set([...first, ...makers])];
}

function inProvider(list: PriceList, provider: ListedProvider, id: string): ListedModel | null {
  const own = provider.models.find((model) => matches(model.match, id));
  if (own !== undefined) return own;
  for (const fallback of provider.fallback) {
    const model = list.providers.find((other) => other.id === fallback)?.models.find((other) => matches(other.match, id));
    if (model !== undefined) return model;
  }
  return null;
}

/** What the list knows a model by: its maker's other name, or, where its price is known here, what it was made from. */
const otherName = (provider: ListedProvider, id: string): string =>
  ALIASES.find((each) => each.provider === provider.id && each.model.test(id))?.listedAs ?? (correctionOf(provider, [id]) === null ? id : id.replace(/^ft:/, ''));

const correctionOf = (provider: ListedProvider, ids: readonly string[]): Correction | null => CORRECTIONS.find((each) => each.provider === provider.id && ids.some((id) => each.model.test(id))) ?? null;

/** `ids`: the one it was found by, and what that is without what stands around it. Null where the list takes it for a model that it is not. */
function corrected(provider: ListedProvider, model: ListedModel, ids: readonly string[], share: number): Found | null {
  if (ids.some((id) => NOT_MEANT.some((each) => each.provider === provider.id && each.model.test(id)))) return null;
  const correction = correctionOf(provider, ids);
  const instead = correction?.insteadUse === undefined ? null : (provider.models.find((other) => matches(other.match, correction.insteadUse ?? '')) ?? null);
  return { provider: provider.id, share, model, correction, instead };
}

function priceAt(list: PriceList, found: Found, at: number): Price | null {
  const { correction } = found;
  const holds = correction !== null && at >= Date.parse(correction.from);
  const model = holds && found.instead !== null ? found.instead : found.model;
  const listed = active(model.prices, at);
  if (listed === null) return null;
  const flat = (rate: Rate | null): Rate | null => (holds && correction.withoutTiers && rate !== null ? { base: rate.base, tiers: [] } : rate);
  const own = holds ? correction.prices : undefined;
  const price: Price = {
    model: model.id, provider: found.provider,
    input: own ? rateOf(own.input) : (flat(listed.input) ?? rateOf(0)),
    output: own ? rateOf(own.output) : (flat(listed.output) ?? rateOf(0)),
    cacheRead: own ? (own.cacheRead === undefined ? null : rateOf(own.cacheRead)) : flat(listed.cacheRead),
    cacheWrite5m: own ? null : flat(listed.cacheWrite5m), cacheWrite1h: own ? null : flat(listed.cacheWrite1h),
    contextWindow: model.context, date: model.date ?? list.date, source: model.source ?? list.source,
    ...noteOf(found, holds),
  };
  return sharedPrice(withCachePrices(price), found.share);
}

function noteOf({ correction, share, undated }: Found, corrected: boolean): Pick<Price, 'note'> {
  if (corrected && correction !== null) return { note: correction.why };
  if (share !== 1) return { note: `${share} times the listed price, for where it is served` };
  return undated === true ? { note: 'the list has no price for this snapshot: that of the model' } : {};
}

/** The last whose condition holds: later lines narrow earlier ones. */
function active(prices: readonly ListedPrices[], at: number): ListedPrices | null {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return null;
  const iso = moment.toISOString();
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
  return prices.findLast(({ when }) => {
    if (when === null) return true;
    if ('from' in when) return day >= when.from;
    return when.start <= when.end ? time >= when.start && time < when.end : time >= when.start || time < when.end;
  }) ?? null;
}
