/** `cache/volatile-prefix`: a time, random value, id or counter in front of text that every call sends. */
import type { Fix } from '../analysis.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import { around, changes, firstChange } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { moveWithinBlock } from '../editing/move-hole.ts';
import { moveToUserMessage } from '../editing/move-to-user.ts';
import { evidenceFor, lossData, lossWords, lostTokens, originsOf, quoted, sameLocation, tokenWords } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';

export const cacheVolatilePrefix: Rule = {
  meta: {
    id: 'cache/volatile-prefix', level: 'warning', fixable: true, options: {},
    title: 'A time, random value, id or counter stands before static content, so the prompt cache never hits',
  },
  check(context) {
    const { site, cache } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = reachOfCache(context);
    const at = firstVolatile(pieces);
    const hole = pieces[at]?.value;
    if (hole?.kind !== 'hole') return [];
    const place = around(pieces, at, 'request', isVolatile);
    const lost = lostTokens(place, cache);
    if (lost <= 0) return [];
    const evidence = evidenceFor(context.observed, lost);
    if (evidence === 'cleared') return [];
    const data = { ...lossData(context, cache, lost), ...(evidence === null ? {} : { evidence }), cause: hole.cause, volatility: hole.volatility };
    const others = pieces.slice(at + 1, place.end).flatMap((piece) => (isVolatile(piece) && piece.value.kind === 'hole' ? [piece.value] : []));
    return [{
      location: hole.location,
      related: [
        ...others.map((other) => ({ location: other.location, message: `${quoted(other.cause || other.expression)} changes too` })),
        ...originsOf(hole),
        { location: site.nameLocation, message: 'sent by this call' },
      ].filter((each) => !sameLocation(each.location, hole.location)),
      message: `${quoted(hole.cause || hole.expression)} changes on every call, so ${tokenWords(lost)} of this prompt are never read from the cache${lossWords(data, context)}`,
      data,
      fixes: fixes(context, cache, pieces, at),
    }];
  },
};

const isVolatile = (piece: Piece): boolean =>
  piece.value.kind === 'hole' && (piece.value.volatility === 'time' || piece.value.volatility === 'random') && changes(piece, 'time');

/**
 * Index of the first time or random hole, when nothing in front of it changes from request to request anyway:
 * then it is what breaks the prefix. -1 otherwise.
 */
function firstVolatile(pieces: readonly Piece[]): number {
  const index = firstChange(pieces, 'request');
  const piece = pieces[index];
  return piece !== undefined && isVolatile(piece) ? index : -1;
}

/** With markers, only what stands up to the last of them can be cached at all. */
function reachOfCache({ site, pieces, cache }: RuleContext): readonly Piece[] {
  if (cache?.mechanism !== 'explicit') return pieces;
  const last = site.blocks.findLastIndex((block) => block.breakpoint !== null);
  return last < 0 ? pieces : pieces.filter((piece) => piece.block <= last);
}

function fixes(context: RuleContext, cache: CacheRule, pieces: readonly Piece[], at: number): readonly Fix[] {
  const remains = (order: readonly Piece[]): boolean => {
    const index = firstVolatile(order);
    return index >= 0 && lostTokens(around(order, index, 'request', isVolatile), cache) > 0;
  };
  const request = { site: context.site, pieces, at, isVolatile, source: context.source, lines: context.lines };
  const within = moveWithinBlock(request);
  const toUser = moveToUserMessage(request);
  return [
    ...(within === null || remains(within.order) ? [] : [{ id: 'move-behind-static', title: 'Move it behind the static text', edits: within.edits }]),
    ...(toUser === null || remains(toUser.order) ? [] : [{ id: 'move-to-user-message', title: 'Move it into the last user message', edits: toUser.edits }]),
  ];
}

