/** `cache/system-before-history`: a system prompt that changes on each call, ahead of a conversation that grows. */
import { around, changes, firstChange, withinReach } from '../caching/prefix.ts';
import { cacheFinding, changing, lostTokens, othersChanging, sendersOf } from './finding.ts';
import type { Rule } from './rule.ts';

export const cacheSystemBeforeHistory: Rule = {
  meta: {
    id: 'cache/system-before-history', level: 'warning', fixable: false, options: {},
    title: 'The system prompt changes on each call, so the conversation behind it is never read from the cache',
  },
  check(context) {
    const { site, cache, observed } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = firstChange(pieces, 'request');
    const piece = pieces[at];
    if (piece === undefined || piece.value.kind !== 'hole' || (piece.role !== 'system' && piece.role !== 'tools')) return [];
    const hole = piece.value;
    const place = around(pieces, at, 'request', (other) => changes(other, 'request') && other.role === 'system');
    // Static text behind it is another rule's finding, with the same cause.
    if (!place.historyFollows || lostTokens(around(pieces, at, 'request'), cache) > 0) return [];
    // How long conversations get is not in the code: only traffic can say what is lost.
    const lost = observed === null ? 0 : Math.max(0, observed.inputP50 - place.before);
    const claim = {
      hole, lost, related: [...othersChanging(pieces.slice(at + 1, place.end), (other) => changes(other, 'request')), ...sendersOf(site)], data: { volatility: hole.volatility, cause: hole.cause }, fixes: [],
      says: (tokens: string) => `${changing(hole)} changes the system prompt on each call, so ${lost > 0 ? `the conversation behind it, ${tokens} at the median,` : 'the whole conversation behind it'} is never read from the cache`,
    };
    return cacheFinding(context, cache, claim);
  },
};
