/** Prices a measured call. Ours first, so that every record is priced alike; the emitter's figure where we have none. */
import type { Catalogue } from '../core/pricing/catalogue.ts';
import { costOf } from '../core/pricing/cost.ts';
import { isLocal } from '../core/pricing/model-id.ts';
import type { PriceCall } from './ledger/ledger.ts';

export const createPriceCall = (catalogue: Catalogue): PriceCall => ({ provider, model, time, tokens, reportedCost }) => {
  if (isLocal(provider, model)) return { cost: 0, source: 'local' };
  const price = model === null ? null : catalogue.find({ model, provider, at: time });
  const cost = price === null ? null : costOf(price, tokens);
  if (cost !== null) return { cost, source: 'priced' };
  return reportedCost === null ? { cost: null, source: 'unpriced' } : { cost: reportedCost, source: 'reported' };
};
