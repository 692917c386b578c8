/** A model whose price nobody knows: its spend is in no sum and no budget. */
import { groupBy, type AlertPattern } from './alert.ts';

export const unpricedModel: AlertPattern = ({ calls, query: { now } }) =>
  [...groupBy(calls.filter(({ cost, unmeasured }) => cost === null && !unmeasured), ({ model }) => model)].map(([model, unpriced]) => ({
    id: `unpriced-model ${model}`, kind: 'unpriced-model', severity: 'information', time: now,
    message: `${model} has no known price: ${unpriced.length} ${unpriced.length === 1 ? 'call is' : 'calls are'} in no sum and no budget. Add its price to costline.json.`,
    data: { model, calls: unpriced.length },
  }));
