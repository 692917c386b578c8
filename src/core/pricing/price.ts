/** What a model's tokens cost at one moment. */
import type { Nanodollars } from '../analysis.ts';

/** Nano-dollars per million tokens. Above `above` input tokens a tier's rate holds for the whole request. */
export interface Rate {
  readonly base: Nanodollars;
  /** Ascending; `above` is exclusive. */
  readonly tiers: readonly { readonly above: number; readonly rate: Nanodollars }[];
}

export interface Price {
  /** The catalogue's id of the model, e.g. `gpt-4o`. */
  readonly model: string;
  /** The catalogue's id of who bills, e.g. `aws`; `override` when the price is from the user's own file. */
  readonly provider: string;
  readonly input: Rate;
  readonly output: Rate;
  /** Null where cached input is not cheaper: it then costs what input costs. */
  readonly cacheRead: Rate | null;
  /** Null where writing is not charged apart: it then costs what input costs. */
  readonly cacheWrite5m: Rate | null;
  readonly cacheWrite1h: Rate | null;
  /** In tokens; null when not published. */
  readonly contextWindow: number | null;
  /** ISO date as of which the price was true, and who says so, e.g. `genai-prices 0.1.8`. */
  readonly date: string;
  readonly source: string;
  /** ISO date from which the provider refuses the model, told sixty days before; absent while that is not near. */
  readonly retired?: string;
  /** Why it differs from the catalogue; absent when it does not. */
  readonly note?: string;
}

const NANO = 1_000_000_000;

/** A published price, in dollars per million tokens, as an exact integer. */
export const rateOf = (dollarsPerMillion: number): Rate => ({ base: Math.round(dollarsPerMillion * NANO), tiers: [] });

/** The rate that holds for a request of `input` tokens, cached ones included. */
export function rateAt(rate: Rate, input: number): Nanodollars {
  let holds = rate.base;
  for (const tier of rate.tiers) if (input > tier.above) holds = tier.rate;
  return holds;
}

/** Every token at so many times its price. */
export const sharedRate = (rate: Rate, share: number): Rate =>
  ({ base: Math.round(rate.base * share), tiers: rate.tiers.map((tier) => ({ above: tier.above, rate: Math.round(tier.rate * share) })) });

/** The same of everything a call is billed for. */
export function sharedPrice(price: Price, share: number): Price {
  if (share === 1) return price;
  const optional = (rate: Rate | null): Rate | null => (rate === null ? null : sharedRate(rate, share));
  return {
    ...price, input: sharedRate(price.input, share), output: sharedRate(price.output, share),
    cacheRead: optional(price.cacheRead), cacheWrite5m: optional(price.cacheWrite5m), cacheWrite1h: optional(price.cacheWrite1h),
  };
}
