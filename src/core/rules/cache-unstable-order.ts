/** `cache/unstable-order`: tools, JSON or a set written in an order that can change from process to process. */
import { around, changes, withinReach } from '../caching/prefix.ts';
import { cacheFinding, lostTokens, quoted, sendersOf } from './finding.ts';
import { sortOrder } from '../editing/sort-order.ts';
import { sortTools } from '../editing/sort-tools.ts';
import type { Fix } from '../analysis.ts';
import type { Hole } from '../call-site.ts';
import type { Rule, RuleContext } from './rule.ts';

export const cacheUnstableOrder: Rule = {
  meta: {
    id: 'cache/unstable-order', level: 'hint', fixable: true, options: {},
    title: 'Content is serialised in an order that can change, which breaks the prefix although nothing changed',
  },
  check(context) {
    const { site, cache } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = pieces.findIndex((piece) => piece.value.kind === 'hole' && piece.value.unstableOrder !== undefined && !changes(piece, 'request'));
    const hole = pieces[at]?.value;
    if (hole?.kind !== 'hole' || hole.unstableOrder === undefined) return [];
    const place = around(pieces, at, 'request');
    const lost = lostTokens(place, cache);
    if (lost <= 0 && !place.historyFollows) return [];
    const why = hole.unstableOrder;
    return cacheFinding(context, cache, {
      hole, lost, related: sendersOf(site), data: { unstableOrder: why }, fixes: isShuffled(why) ? [] : sorted(context, hole),
      says: (tokens) => `The order of ${quoted(hole.expression)} can change (${why}), and with it the prefix${lost > 0 ? `: ${tokens} are then not read from the cache` : ' of the conversation behind it'}. ${isShuffled(why) ? 'Keep one order' : 'Sort it'}`,
    });
  },
};

/** On purpose, most likely: whoever wants it so is told what it costs. */
const isShuffled = (why: string): boolean => why.includes('shuffled');

function sorted({ source, lines }: RuleContext, hole: Hole): readonly Fix[] {
  const edits = hole.content === 'tools' ? sortTools(hole, source, lines) : sortOrder(hole, source, lines);
  return edits === null ? [] : [{ id: 'sort-order', title: 'Sort it', edits }];
}
