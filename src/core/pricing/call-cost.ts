/** What one call of a call site costs: a small table, from its tokens and the price of its model. */
import type { CallCost, Nanodollars, TokenReport } from '../analysis.ts';
import type { CallSite } from '../call-site.ts';
import { growsAtItsEnd } from '../caching/prefix.ts';
import type { Catalogue } from './catalogue.ts';
import { conversationCost } from './conversation.ts';
import { costOf } from './cost.ts';
import type { Usage } from './cost.ts';
import { feeWords, placeOf, serviceShare } from './fees.ts';
import { isLocal } from './model-id.ts';
import { sharedPrice } from './price.ts';
import type { Price } from './price.ts';

export interface CallCostDeps {
  readonly catalogue: Catalogue;
  /** Unix milliseconds. */
  readonly now: number;
  /** Tokens of the prefix that is written and read; absent or 0: nothing can be cached. */
  readonly cacheable?: number;
  /** The lifetime of the marker in the request; five minutes unless it says an hour. */
  readonly lifetime?: '5m' | '1h' | null;
}

/** Null for a gateway, an unknown or unpriced model, and a model that runs on the user's own machine. */
export function estimateCallCost(site: CallSite, tokens: TokenReport, deps: CallCostDeps): CallCost | null {
  if (site.gateway !== null || isLocal(site.provider, site.model.id)) return null;
  const priced = pricesOf(site, deps);
  const first = priced[0];
  if (first === undefined) return null;
  const input = tokens.static + tokens.overhead;
  const cacheable = Math.min(deps.cacheable ?? 0, input);
  const of = (price: Price, usage: Partial<Usage>): Nanodollars | null => costOf(price, { ...NOTHING, ...usage });
  const uncached = of(first, { input });
  if (uncached === null) return null;
  const hour = deps.lifetime === '1h' && first.cacheWrite1h !== null;
  const limit = site.outputLimit?.tokens ?? null;
  const rest = input - cacheable;
  const place = placeOf(first.provider, first.model, site.fees);
  const fees = site.fees.filter((tool) => place === null || !place.tool.test(tool));
  return {
    model: first.model,
    uncached,
    write: cacheable > 0 && first.cacheWrite5m !== null ? of(first, { input: rest, [hour ? 'cacheWrite1h' : 'cacheWrite5m']: cacheable }) : null,
    read: cacheable > 0 && first.cacheRead !== null ? of(first, { input: rest, cacheRead: cacheable }) : null,
    outputMax: limit === null ? null : outputOf(first, input, limit),
    outputMaxTokens: limit,
    floor: tokens.floor,
    range: rangeOf(priced.map((price) => of(price, { input }))),
    currency: 'USD',
    priceDate: first.date,
    priceSource: first.source,
    tokensOnly: fees.length > 0,
    ...(fees.length > 0 ? { fees: feesOf(fees, first) } : {}),
    ...(place === null ? {} : { place: `${place.words}, at ${place.share} times the price of elsewhere` }),
    ...slowerOf(first, uncached),
    ...turnsOf(site, first, input, cacheable),
    ...(first.retired === undefined ? {} : { retired: first.retired }),
  };
}

const feesOf = (fees: readonly string[], price: Price): string[] => [...new Set(fees)].map((tool) => feeWords(price.provider, price.model, tool) ?? `${tool.replaceAll('_', ' ')}: fee not known`);

/** Half a nano-dollar more or less is no matter: it is shown rounded. */
function slowerOf({ provider, model }: Price, uncached: Nanodollars): { batch?: Nanodollars; flex?: Nanodollars } {
  const [batch, flex] = [serviceShare(provider, model, 'batch'), serviceShare(provider, model, 'flex')];
  return { ...(batch === null ? {} : { batch: Math.round(uncached * batch) }), ...(flex === null ? {} : { flex: Math.round(uncached * flex) }) };
}

const TURNS = 10;
const HUNDRED = 100;

/** Only what is known is counted: what users and model say comes on top, each turn more of it. */
function turnsOf(site: CallSite, price: Price, input: number, cacheable: number): Pick<CallCost, 'tenTurns' | 'perHundred'> {
  if (!isConversation(site)) return {};
  const of = (said: number): Nanodollars | null => conversationCost(price, { prefix: input, perTurn: { input: said, output: 0 }, turns: TURNS, cached: cacheable > 0 });
  const [silent, said] = [of(0), of(HUNDRED)];
  return silent === null || said === null ? {} : { tenTurns: silent, perHundred: said - silent };
}

/** What was said before is sent again: it came in as one value, or the model's answers are put back. */
const isConversation = (site: CallSite): boolean => site.blocks.some((block) =>
  block.segments.some((segment) => growsAtItsEnd(segment) || (block.role === 'assistant' && segment.kind === 'hole')));

const NOTHING: Usage = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0 };

/** The difference output makes, since a long input also moves the output's tier. */
function outputOf(price: Price, input: number, output: number): Nanodollars | null {
  const [both, alone] = [costOf(price, { ...NOTHING, input, output }), costOf(price, { ...NOTHING, input })];
  return both === null || alone === null ? null : both - alone;
}

/** The model in use first, then the other members of the set it may be. */
function pricesOf(site: CallSite, { catalogue, now }: CallCostDeps): Price[] {
  const ids = [...(site.model.id === null ? [] : [site.model.id]), ...site.model.candidates.map((candidate) => candidate.id)];
  const listed = [...new Set(ids)].flatMap((model) => catalogue.find({ model, provider: site.provider, at: now }) ?? []);
  return listed.map((price) => sharedPrice(price, placeOf(price.provider, price.model, site.fees)?.share ?? 1));
}

function rangeOf(costs: readonly (Nanodollars | null)[]): CallCost['range'] {
  const known = costs.filter((cost) => cost !== null);
  return known.length < 2 ? null : { low: Math.min(...known), high: Math.max(...known) };
}
