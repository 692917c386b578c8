/** What the makers charge for caches by a rule of their own, where a price list leaves it out. */
import { sharedRate } from './price.ts';
import type { Price } from './price.ts';

/** Anthropic: what is kept for an hour is written at twice the price of input, wherever Claude is served. */
const HOUR = 2;
/** Mistral: tokens read from a cache cost a tenth. */
const MISTRAL_READ = 0.1;

export function withCachePrices(price: Price): Price {
  if (price.cacheWrite1h === null && price.cacheWrite5m !== null && /claude/.test(price.model)) return { ...price, cacheWrite1h: sharedRate(price.input, HOUR) };
  if (price.cacheRead === null && price.provider === 'mistral') return { ...price, cacheRead: sharedRate(price.input, MISTRAL_READ) };
  return price;
}
