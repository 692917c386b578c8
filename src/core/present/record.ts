/** What a call record says twice, in words: the model that was asked for and the one that answered, our cost and the emitter's. */
import { isAnotherModel } from '../pricing/model-id.ts';
import { exactDollars } from './money.ts';

/** The part of a record that is said twice; costs in nano-dollars, null where there is none. */
interface SaidTwice {
  readonly model: string | null;
  readonly requestedModel: string | null;
  readonly cost: number | null;
  /** `priced` is ours. */
  readonly costSource: string;
  readonly reportedCost: number | null;
}

/** `openrouter/auto → gpt-5` where a router chose; a date or a gateway's prefix alone is no other model. */
export function modelWords({ model, requestedModel }: Pick<SaidTwice, 'model' | 'requestedModel'>): string {
  const got = model ?? requestedModel ?? 'unknown model';
  return isAnotherModel(requestedModel, model) ? `${requestedModel ?? ''} → ${got}` : got;
}

/** Emitters round, and a price list may be a day old. */
const ALIKE = 0.01;

/** `the emitter says $0.0150`; null where it says the same, or nothing. */
export function reportedWords({ cost, costSource, reportedCost }: Pick<SaidTwice, 'cost' | 'costSource' | 'reportedCost'>): string | null {
  if (cost === null || reportedCost === null || costSource !== 'priced') return null;
  return Math.abs(cost - reportedCost) <= ALIKE * Math.max(cost, reportedCost) ? null : `the emitter says ${exactDollars(reportedCost)}`;
}
