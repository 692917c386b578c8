/** `guard/blind-retry`: a call that is tried again whatever went wrong, or by several layers whose tries multiply. */
import type { Retry } from '../call-site.ts';
import type { Rule } from './rule.ts';

export const guardBlindRetry: Rule = {
  meta: {
    id: 'guard/blind-retry', level: 'hint', fixable: false,
    title: 'A failed call is tried again whatever went wrong, or by layers whose tries multiply',
    options: { attempts: { default: 12, description: 'Requests one failing call may become before it is reported, where the layers look at what went wrong.' } },
  },
  check({ site, option }) {
    const { retry } = site;
    if (retry === undefined) return [];
    const blind = retry.layers.find((layer) => layer.everything);
    const { requests, words } = worstCase(retry);
    const multiplies = retry.layers.length + (retry.sdk > 1 ? 1 : 0) > 1;
    if (blind === undefined && !(multiplies && requests >= Number(option('attempts')))) return [];
    const layer = blind ?? retry.layers[0];
    if (layer === undefined) return [];
    const others = retry.layers.filter((each) => each !== layer).map(({ location }) => ({ location, message: 'and this tries again around it' }));
    const what = blind === undefined ? 'Tries multiply here' : BLIND;
    const told = blind === undefined && !Number.isFinite(requests) ? 'This tries again and never gives up' : `${what}${words === '' ? '' : `: ${words}`}`;
    return [{
      location: layer.location, fixes: [],
      related: [...others, { location: site.nameLocation, message: retry.sdk > 1 ? `this call, which its SDK already tries ${retry.sdk} times` : 'this call' }],
      data: { everything: blind !== undefined, sdkAttempts: retry.sdk, ...(Number.isFinite(requests) ? { requests } : {}) },
      message: `${told}. Retry on rate limits, timeouts and server errors only, ${Number.isFinite(requests) ? 'in one place' : 'and not for ever'}.`,
    }];
  },
};

const BLIND = 'This tries again whatever went wrong, also a refused key or a prompt that is too long';

/** `some` counts as two: fewer would be no retry. */
function worstCase({ layers, sdk }: Retry): { readonly requests: number; readonly words: string } {
  const factors = [...layers.map(({ attempts }) => attempts), ...(sdk > 1 ? [sdk] : [])];
  const requests = factors.reduce<number>((product, each) => product * (each === 'endless' ? Infinity : each === 'some' ? 2 : each), 1);
  if (factors.includes('endless')) return { requests, words: 'it never gives up' };
  if (factors.includes('some')) return { requests, words: '' };
  if (factors.length < 2) return { requests, words: `up to ${requests} requests for one call` };
  return { requests, words: `${factors.join(' × ')} = ${requests} requests for one call` };
}
