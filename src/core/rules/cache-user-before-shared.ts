/** `cache/user-before-shared`: data of one user or session in front of content that all users share. */
import { around, changes, firstChange, withinReach } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { moveWithinBlock } from '../editing/move-hole.ts';
import { cacheFinding, fixesThatClear, lostTokens, othersChanging, quoted, sendersOf } from './finding.ts';
import type { Rule } from './rule.ts';

export const cacheUserBeforeShared: Rule = {
  meta: {
    // Within one session the cache still hits: what is lost is one write per user, so it stays a hint.
    id: 'cache/user-before-shared', level: 'hint', fixable: true, options: {},
    title: 'Data of one user or session stands before content that all users could share in the cache',
  },
  check(context) {
    const { site, cache } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = firstChange(pieces, 'user');
    const piece = pieces[at];
    if (piece === undefined || !isUsers(piece) || piece.value.kind !== 'hole') return [];
    const hole = piece.value;
    const place = around(pieces, at, 'user', isUsers);
    const lost = lostTokens(place, cache);
    if (lost <= 0) return [];
    const remains = (order: readonly Piece[]): boolean => {
      const index = firstChange(order, 'user');
      return index >= 0 && lostTokens(around(order, index, 'user', isUsers), cache) > 0;
    };
    return cacheFinding(context, cache, {
      hole, lost, related: [...othersChanging(pieces.slice(at + 1, place.end), pieces[at], isUsers), ...sendersOf(site)],
      says: (tokens) => `${quoted(hole.expression)} differs between ${hole.volatility === 'user' ? 'users' : 'sessions'}, so ${tokens} that all of them send are cached once for each of them instead of once for all`,
      data: { volatility: hole.volatility },
      fixes: fixesThatClear(remains, [['move-behind-static', 'Move it behind the shared text',
        moveWithinBlock({ site, pieces: context.pieces, at, isVolatile: isUsers, source: context.source, lines: context.lines })]]),
    });
  },
};

const isUsers = (piece: Piece): boolean =>
  piece.value.kind === 'hole' && (piece.value.volatility === 'user' || piece.value.volatility === 'session') && changes(piece, 'user');
