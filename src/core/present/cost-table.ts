/** What a call costs: uncached, when it writes the cache, when it reads it, and the output at its limit. */
import type { CallCost, CallReport, Nanodollars, Observed } from '../analysis.ts';
import { floorPerCall, pricePerCall, rangePerCall, roundDollars } from './money.ts';
import type { Toward } from './money.ts';
import { NO_PRICE_WORDS, count, plain, whyNoPrice } from './words.ts';

export function costSection(report: CallReport, declaredVolume: number | null, observed: Observed | null): string | null {
  const why = whyNoPrice(report);
  if (why === 'gateway') return null;
  if (why !== null) return `Price: ${NO_PRICE_WORDS[why]}.`;
  const { cost } = report;
  return cost === null ? null : [table(report, cost), footnote(cost), month(cost, declaredVolume, observed)].filter((part) => part !== null).join('\n\n');
}

/** First of all, since a hover shows little before it scrolls: `≥$3.70/1k, ≥$2.00/1k when the cache is read`. */
export function costLine(report: CallReport): string | null {
  const { cost } = report;
  if (cost === null || whyNoPrice(report) !== null || cost.range !== null) return null;
  const price = priceWords(markIn(report, cost));
  return `**${price(cost.uncached)}** input${cost.read === null ? '' : `, ${price(cost.read)} when the cache is read`}`;
}

const markIn = ({ tokens }: CallReport, cost: CallCost): '' | '~' | '≥' => (tokens.branches !== undefined ? '~' : cost.floor ? '≥' : tokens.exact ? '' : '~');

const priceWords = (mark: '' | '~' | '≥') => (amount: Nanodollars): string => (mark === '≥' ? floorPerCall(amount) : `${mark}${pricePerCall(amount)}`);

function table(report: CallReport, cost: CallCost): string {
  const mark = markIn(report, cost);
  const price = priceWords(mark);
  const row = (name: string, amount: Nanodollars | null | undefined): string[] => (amount === null || amount === undefined ? [] : [`| ${name} | ${price(amount)} |`]);
  const rows = [
    ...(cost.range === null ? row('uncached', cost.uncached) : [`| uncached, by model | ${mark}${rangePerCall(cost.range.low, cost.range.high, mark === '≥' ? 'down' : 'nearest')} |`]),
    ...row('first call, writes the cache', cost.write),
    ...row('next calls, read the cache', cost.read),
    ...row('as part of a batch', cost.batch),
    ...row('with flex processing', cost.flex),
    ...(cost.tenTurns === undefined ? [] : [`| ten turns, this part alone, sent again each time | ≥${perThousand(cost.tenTurns, 'down')} |`]),
    ...(cost.perHundred === undefined ? [] : [`| each 100 tokens said a turn, sent again in every later one | +${perThousand(cost.perHundred)} |`]),
    cost.outputMax === null
      ? '| output | no limit set |'
      : `| output, at most${cost.outputMaxTokens === null ? '' : ` ${count(cost.outputMaxTokens)} tokens`} | ≤${pricePerCall(cost.outputMax, 'up')} |`,
  ];
  return [`| ${cost.floor ? 'prompt floor' : 'input of a call'} | |`, '|:--|--:|', ...rows].join('\n');
}

function footnote(cost: CallCost): string {
  const fees = cost.tokensOnly ? (cost.fees === undefined ? ' Tokens only: fees such as search come on top.' : ` Tokens only. On top: ${plain(cost.fees.join('; '))}.`) : '';
  const place = cost.place === undefined ? '' : ` For ${plain(cost.place)}.`;
  const retired = cost.retired === undefined ? '' : ` **Its maker announced the end for ${cost.retired}**: from then on calls fail, and the price is the last one.`;
  return `Price of ${plain(cost.model)} as of ${cost.priceDate === '' ? 'your own file' : cost.priceDate}, ${plain(cost.priceSource)}.${place}${retired}${fees}`;
}

/** Turns are told together, so the unit is the conversation. */
const perThousand = (cost: Nanodollars, toward: Toward = 'nearest'): string => `${roundDollars(cost * 1000, toward)} per thousand`;

/** A month is told only at a volume somebody observed in production or declared; never assumed. */
function month(cost: CallCost, declared: number | null, observed: Observed | null): string | null {
  const volume = observed?.callsPerMonth ?? declared;
  if (volume === null || volume <= 0) return null;
  const source = observed?.callsPerMonth != null ? 'observed in production' : 'declared';
  const total = (cost.read ?? cost.uncached) * volume;
  return `${cost.floor ? 'At least ' : ''}${roundDollars(total, cost.floor ? 'down' : 'nearest')} input a month at ${count(volume)} calls (${source}).`;
}

