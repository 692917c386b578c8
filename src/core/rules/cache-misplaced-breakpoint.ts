/** `cache/misplaced-breakpoint`: a marker that can never be read again, that is one too many, or too early. */
import type { CacheRule } from '../caching/cache-rule.ts';
import { markerName } from '../caching/notation.ts';
import { around, aroundMarked, changes } from '../caching/prefix.ts';
import type { Location } from '../document.ts';
import { evidenceFor, lossData, lossWords, lostTokens, quoted, tokenWords } from './finding.ts';
import { moveMarker, movePoint, removePoint } from '../editing/move-marker.ts';
import { removeEntry } from '../editing/remove-entry.ts';
import type { Fix } from '../analysis.ts';
import type { Draft, Rule, RuleContext } from './rule.ts';

export const cacheMisplacedBreakpoint: Rule = {
  meta: {
    id: 'cache/misplaced-breakpoint', level: 'warning', fixable: true, options: {},
    title: 'A cache marker stands where it writes but is never read',
  },
  check(context) {
    const { cache, site } = context;
    if (cache === null || cache.maxBreakpoints === null || site.use === 'once') return [];
    return [behindVolatile, tooMany, lifetimesReversed, belowMinimum].flatMap((look) => look(context, cache)).slice(0, 1);
  },
};

/** Removing a marker that does nothing changes nothing that is sent. */
function withoutMarker({ site, source, lines }: RuleContext, cache: CacheRule, at: Location): readonly Fix[] {
  const marker = markerName(site, cache);
  const edits = marker === null ? null : marker === 'cachePoint' ? removePoint(at, { source, lines }) : removeEntry(marker, at, source, lines);
  return edits === null ? [] : [{ id: 'remove-breakpoint', title: `Remove this ${marker ?? 'marker'}`, edits }];
}

/** The marker goes to the block written in front of the one that changes, where what stands there is long enough to be cached. */
function movedInFront(context: RuleContext, cache: CacheRule, from: Location): readonly Fix[] {
  const { site, pieces, lines } = context;
  const marker = markerName(site, cache);
  const moved = marker === 'cache_control' ? moveMarker(marker, from, context) : marker === 'cachePoint' ? movePoint(from, context) : null;
  if (moved === null) return [];
  const isMoved = ({ value: { location } }: (typeof pieces)[number]): boolean => {
    const start = location.file === from.file ? lines(from.file).offsetAt(location.range.start) : -1;
    return start >= moved.from.start && start < moved.from.end;
  };
  // Its text may be written elsewhere: then -1, and nothing is known to stand in front.
  const marked = pieces.slice(0, Math.max(0, pieces.findIndex(isMoved)));
  const prefix = marked.reduce((sum, each) => sum + each.tokens, 0);
  if (marked.length === 0 || marked.some((each) => changes(each, 'request')) || prefix < (cache.minTokens ?? 0)) return [];
  return [{ id: 'move-breakpoint', title: 'Move it in front of what changes', edits: moved.edits }];
}

type Look = (context: RuleContext, cache: CacheRule) => readonly Draft[];

/** A marked system or tools block that something changes: each call writes an entry nobody reads. */
const behindVolatile: Look = (context, cache) => {
  const { site, pieces } = context;
  const at = pieces.findIndex((piece) => changes(piece, 'request') && (piece.role === 'system' || piece.role === 'tools')
    && site.blocks.some((block, index) => index >= piece.block && block.breakpoint !== null && (block.role === 'system' || block.role === 'tools')));
  const piece = pieces[at];
  // Static text behind the hole is another rule's finding, with the same cause.
  if (piece?.value.kind !== 'hole' || lostTokens(around(pieces, at, 'request'), cache) > 0) return [];
  const lost = lostTokens(aroundMarked(pieces, site.blocks, at), cache);
  const breakpoint = site.blocks.find((block, index) => index >= piece.block && block.breakpoint !== null)?.breakpoint;
  if (lost <= 0 || breakpoint == null || evidenceFor(context.observed, lost) === 'cleared') return [];
  const data = lossData(context, cache, lost);
  const message = `${quoted(piece.value.cause || piece.value.expression)} changes what stands before this marker, so ${tokenWords(lost)} are written to the cache and never read${lossWords(data, context)}`;
  return [{ location: breakpoint.location, related: [{ location: piece.value.location, message: 'this changes' }], message, data: { ...data, problem: 'behind-volatile' }, fixes: movedInFront(context, cache, breakpoint.location) }];
};

const markersOf = ({ site }: RuleContext): readonly { readonly ttl: '5m' | '1h' | null; readonly location: Location }[] =>
  site.blocks.flatMap((block) => (block.breakpoint === null ? [] : [block.breakpoint]));

const tooMany: Look = (context, cache) => {
  const markers = markersOf(context);
  const extra = markers[cache.maxBreakpoints ?? markers.length];
  if (extra === undefined) return [];
  return [{
    location: extra.location, related: [], fixes: withoutMarker(context, cache, extra.location), data: { problem: 'too-many', markers: markers.length },
    message: `${markers.length} cache markers in one request; at most ${cache.maxBreakpoints ?? 0} are allowed.`,
  }];
};

const lifetimesReversed: Look = (context) => {
  const markers = markersOf(context);
  const late = markers.find((marker, index) => marker.ttl === '1h' && markers.slice(0, index).some((earlier) => earlier.ttl !== '1h'));
  if (late === undefined) return [];
  return [{
    location: late.location, related: [], fixes: [], data: { problem: 'lifetimes' },
    message: 'A marker of one hour stands behind one of five minutes; longer lifetimes must come first.',
  }];
};

/** Said only where the prefix is wholly known and the provider's minimum is firm. */
const belowMinimum: Look = (context, cache) => {
  const { site, pieces } = context;
  const last = site.blocks.findLastIndex((block) => block.breakpoint !== null);
  const marker = site.blocks[last]?.breakpoint;
  const reached = pieces.filter((piece) => piece.block <= last);
  if (marker == null || cache.minTokens === null || !cache.minimumIsFirm || site.tools.length > 0 || reached.some((piece) => piece.value.kind === 'hole')) return [];
  const tokens = reached.reduce((sum, piece) => sum + piece.tokens, 0);
  if (tokens >= cache.minTokens * 0.9) return [];
  return [{
    location: marker.location, related: [], fixes: withoutMarker(context, cache, marker.location), data: { problem: 'below-minimum', minTokens: cache.minTokens, tokens },
    message: `This marker has no effect: ${tokenWords(tokens)} stand before it, and this model caches from ${tokenWords(cache.minTokens)}.`,
  }];
};
