/** `cache/request-before-static`: the question, a document or other request data in front of static instructions or examples. */
import { around, aroundMarked, changes, firstChange, hasMarkers, withinReach } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { moveWithinBlock } from '../editing/move-hole.ts';
import { isRequestData } from '../caching/request-data.ts';
import { cacheFinding, fixesThatClear, lostTokens, othersChanging, quoted, sendersOf } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';

export const cacheRequestBeforeStatic: Rule = {
  meta: {
    id: 'cache/request-before-static', level: 'warning', fixable: true, options: {},
    title: 'Request data stands before static instructions or examples, which are then sent at full price',
  },
  check(context) {
    const { site, cache } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = firstChange(pieces, 'request');
    const piece = pieces[at];
    if (piece === undefined || !isRequest(piece) || piece.value.kind !== 'hole' || !isRequestData(piece.value, piece.role)) return [];
    const hole = piece.value;
    const place = around(pieces, at, 'request', isRequest);
    const lost = lostTokens(place, cache);
    if (lost <= 0) return [];
    const remains = (order: readonly Piece[]): boolean => {
      const index = firstChange(order, 'request');
      const marked = hasMarkers(site.blocks) && cache.mechanism === 'explicit';
      return index >= 0 && lostTokens(marked ? aroundMarked(order, site.blocks, index) : around(order, index, 'request', isRequest), cache) > 0;
    };
    return cacheFinding(context, cache, {
      hole, lost, related: [...othersChanging(pieces.slice(at + 1, place.end), pieces[at], isRequest), ...sendersOf(site)],
      says: (tokens) => `${quoted(hole.expression)} is different in every request, so ${tokens} of static text around it are never read from the cache`,
      data: { volatility: hole.volatility },
      fixes: pointsElsewhere(context, at) ? [] : fixesThatClear(remains, [['move-behind-static', 'Move it behind the static text',
        moveWithinBlock({ site, pieces: context.pieces, at, isVolatile: isRequest, source: context.source, lines: context.lines })]]),
    });
  },
};

const isRequest = (piece: Piece): boolean =>
  piece.value.kind === 'hole' && piece.value.volatility === 'request' && changes(piece, 'request');

/** "The text above", "the following": words that would be wrong after a move. */
const pointsElsewhere = ({ pieces, site }: RuleContext, at: number): boolean => {
  const block = site.blocks[pieces[at]?.block ?? -1];
  return block?.segments.some((segment) => segment.kind === 'static' && /\b(?:above|below|following|preceding|previous|next)\b/i.test(segment.text)) ?? false;
};
