/** `cache/volatile-prefix`: a time, random value, id or counter in front of text that every call sends. */
import type { Fix } from '../analysis.ts';
import { cacheableTokens } from '../caching/cache-rule.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import { aroundMarked, changes, growsAtItsEnd, hasMarkers, stablePrefix, withinReach } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { hoist, isTakenBefore } from '../editing/hoist.ts';
import { moveWithinBlock } from '../editing/move-hole.ts';
import { moveToUserMessage } from '../editing/move-to-user.ts';
import { removeGiven } from '../editing/remove-entry.ts';
import { cacheFinding, changing, coarsened, fixesThatClear, isOnlyBuilt, lostTokens, othersChanging, sendersOf } from './finding.ts';
import { aroundClock, firstClock, firstPlainChange } from '../caching/request-data.ts';
import type { Hole } from '../call-site.ts';
import type { Draft, Rule, RuleContext } from './rule.ts';

export const cacheVolatilePrefix: Rule = {
  meta: {
    id: 'cache/volatile-prefix', level: 'warning', fixable: true, options: {},
    title: 'A time, random value, id or counter stands before static content, so the prompt cache never hits',
  },
  check(given) {
    const { site, cache } = given;
    if (cache === null || site.use === 'once') return [];
    if (site.cacheKey !== undefined && isClock(site.cacheKey)) return routedApart(given, cache, site.cacheKey);
    if (site.gateway !== null) return [];
    const context = { ...given, pieces: given.pieces.map((piece) => takenOnce(piece, given)) };
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = isOnlyBuilt(site) ? firstClock(pieces) : firstVolatile(pieces);
    const hole = pieces[at]?.value;
    if (hole?.kind !== 'hole') return [];
    const place = aroundClock(pieces, at);
    const lost = lostTokens(place, cache);
    if (lost <= 0) return [];
    return cacheFinding(context, cache, {
      hole, lost,
      related: [...othersChanging(pieces.slice(at + 1, lastText(pieces, place.end)), pieces[at], (piece) => changes(piece, 'request')), ...sendersOf(site)],
      says: (tokens) => (hole.hourly
        ? `${changing(hole)} changes every hour, so ${tokens} of this prompt are then read anew`
        : `${changing(hole)} ${isOnlyBuilt(site) ? 'is different each time this prompt is built' : 'changes on every call'}, so ${tokens} of this prompt are never read from the cache`),
      data: { cause: hole.cause, volatility: hole.volatility },
      fixes: fixes(context, cache, at),
    });
  },
};

/** A key of its own for each call: those that start alike reach different machines. A gateway does so to all its callers. */
function routedApart(context: RuleContext, cache: CacheRule, hole: Hole): readonly Draft[] {
  const { site, report, pieces } = context;
  const lost = cacheableTokens(stablePrefix(site.blocks, report.tokens.segments), cache);
  if (lost === 0 && site.gateway === null && !pieces.some(({ value }) => growsAtItsEnd(value))) return [];
  return cacheFinding(context, cache, {
    hole, lost, related: sendersOf(site), data: { cause: hole.cause, volatility: hole.volatility, problem: 'cache-key' }, fixes: withoutKey(context, hole),
    says: (tokens) => `${changing(hole)} gives each call a cache key of its own, so calls that start alike are sent to different machines${lost > 0 ? ` and ${tokens} are hardly ever read from the cache` : ' and read nothing from each other\'s cache'}`,
  });
}

/** Requests are then routed by their first tokens. */
function withoutKey({ source, lines }: RuleContext, { location }: Hole): readonly Fix[] {
  const edits = removeGiven(/^prompt_?cache_?key$/i, location, source, lines);
  return edits === null ? [] : [{ id: 'remove-cache-key', title: 'Remove the key: calls are then routed by their first tokens', edits, alters: true }];
}

/** Index of the last piece in front of `end` that is text of any length: what changes behind it breaks nothing. */
const lastText = (pieces: readonly Piece[], end: number): number =>
  pieces.slice(0, end).findLastIndex((piece) => piece.value.kind === 'static' && piece.tokens >= A_LABEL);

/** Fewer tokens than this name what follows them. */
const A_LABEL = 20;

/** A time taken in front of the loop the call stands in is the same for all its calls. */
const takenOnce = (piece: Piece, { site, source, lines }: RuleContext): Piece =>
  (piece.value.kind === 'hole' && piece.value.volatility === 'time' && isTakenBefore(site, piece.value, { source, lines }) ? { ...piece, value: { ...piece.value, volatility: 'session' } } : piece);

const isClock = ({ volatility }: Hole): boolean => volatility === 'time' || volatility === 'random';

const isVolatile = (piece: Piece): boolean => piece.value.kind === 'hole' && isClock(piece.value) && changes(piece, 'time');

/**
 * Index of the first time or random hole, when nothing in front of it plainly changes from request to request anyway:
 * then it is what breaks the prefix. -1 otherwise.
 */
function firstVolatile(pieces: readonly Piece[]): number {
  const index = firstPlainChange(pieces);
  const piece = pieces[index];
  return piece !== undefined && isVolatile(piece) ? index : -1;
}

function fixes(context: RuleContext, cache: CacheRule, at: number): readonly Fix[] {
  const { site } = context;
  const remains = (order: readonly Piece[]): boolean => {
    const pieces = withinReach(order, site.blocks, cache.mechanism);
    const index = firstVolatile(pieces);
    if (index < 0) return false;
    const place = hasMarkers(site.blocks) && cache.mechanism === 'explicit' ? aroundMarked(order, site.blocks, index) : aroundClock(pieces, index);
    return lostTokens(place, cache) > 0;
  };
  const request = { site, pieces: context.pieces, at, isVolatile, source: context.source, lines: context.lines };
  const moves = fixesThatClear(remains, [
    ['move-behind-static', 'Move it behind the static text', moveWithinBlock(request)],
    ['move-to-user-message', 'Move it into the last user message', moveToUserMessage(request)],
  ]);
  return [
    // At the system prompt's end it would still stand in front of the conversation.
    ...(aroundClock(context.pieces, at).historyFollows ? moves.toReversed() : moves),
    ...hoisted(context, at),
    ...coarsened(context, at),
  ];
}

/** The model reads the time at which the loop began. */
function hoisted({ site, pieces, source, lines }: RuleContext, at: number): readonly Fix[] {
  const piece = pieces[at];
  const others = pieces.some((other) => other !== piece && isVolatile(other) && other.role === piece?.role);
  const edits = piece?.value.kind !== 'hole' || others ? null : hoist(site, piece.value, { source, lines });
  return edits === null ? [] : [{ id: 'hoist-time', title: 'Take the time once, in front of the loop', edits, alters: true }];
}
