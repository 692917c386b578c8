/** `cache/system-before-history`: a system prompt that changes on each call, ahead of a conversation that grows. */
import { around, changes, withinReach } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import type { Fix } from '../analysis.ts';
import { moveToUserMessage } from '../editing/move-to-user.ts';
import { cacheFinding, changing, coarsened, fixesThatClear, isOnlyBuilt, lostTokens, othersChanging, sendersOf } from './finding.ts';
import { aroundClock, firstClock, firstPlainChange } from '../caching/request-data.ts';
import type { Hole } from '../call-site.ts';
import type { Rule, RuleContext } from './rule.ts';

export const cacheSystemBeforeHistory: Rule = {
  meta: {
    id: 'cache/system-before-history', level: 'warning', fixable: true, options: {},
    title: 'The system prompt changes on each call, so the conversation behind it is never read from the cache',
  },
  check(context) {
    const { site, cache, observed } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const pieces = withinReach(context.pieces, site.blocks, cache.mechanism);
    const at = isOnlyBuilt(site) ? firstClock(pieces) : firstPlainChange(pieces);
    const piece = pieces[at];
    if (piece === undefined || piece.value.kind !== 'hole' || (piece.role !== 'system' && piece.role !== 'tools')) return [];
    const hole = piece.value;
    if (systemTokens(context) < WORTH_CACHING && !context.pieces.some(({ value }) => value.kind === 'hole' && value.content === 'history')) return [];
    // An agent's instructions are the same for all steps of one run.
    if (hole.volatility === 'request' && (site.kind === 'agent' || !isWrittenHere(context, piece.block))) return [];
    const place = around(pieces, at, 'request', (other) => changes(other, 'request') && other.role === 'system');
    // Static text behind it is another rule's finding, with the same cause.
    if (!place.historyFollows || lostTokens(isClock(hole) ? aroundClock(pieces, at) : around(pieces, at, 'request'), cache) > 0) return [];
    // How long conversations get is not in the code: only traffic can say what is lost.
    const lost = observed === null ? 0 : Math.max(0, observed.inputP50 - place.before);
    const claim = {
      hole, lost, related: [...othersChanging(pieces.slice(at + 1, place.end), pieces[at], (other) => changes(other, 'request')), ...sendersOf(site)], data: { volatility: hole.volatility, cause: hole.cause }, fixes: [...moved(context, at), ...coarsened(context, at)],
      says: (tokens: string) => (hole.hourly ? `${changing(hole)} changes the system prompt every hour, so the whole conversation behind it is then read anew` : `${changing(hole)} changes the system prompt ${isOnlyBuilt(site) ? 'each time it is built' : 'on each call'}, so ${lost > 0 ? `the conversation behind it, ${tokens} at the median,` : 'the whole conversation behind it'} is never read from the cache`),
    };
    return cacheFinding(context, cache, claim);
  },
};

/** A time that the last message tells leaves the conversation in front of it as it was. */
function moved(context: RuleContext, at: number): readonly Fix[] {
  const { site, cache, pieces, source, lines } = context;
  const isVolatile = ({ value }: Piece): boolean => value.kind === 'hole' && isClock(value);
  if (cache === null) return [];
  const remains = (order: readonly Piece[]): boolean => {
    const left = withinReach(order, site.blocks, cache.mechanism);
    const piece = left[firstPlainChange(left)];
    return piece !== undefined && (piece.role === 'system' || piece.role === 'tools');
  };
  return fixesThatClear(remains, [['move-to-user-message', 'Move it into the last user message', moveToUserMessage({ site, pieces, at, isVolatile, source, lines })]]);
}

const isClock = ({ volatility }: Hole): boolean => volatility === 'time' || volatility === 'random';

/** A note of a few lines in front of messages that may be a single one. */
const WORTH_CACHING = 150;

const systemTokens = ({ pieces }: RuleContext): number =>
  pieces.reduce((sum, piece) => sum + (piece.role === 'system' ? piece.tokens : 0), 0);

/** A system prompt that only passes through, as in an adapter, is some caller's: nobody can tell here whether it changes. */
const isWrittenHere = ({ site, report }: RuleContext, block: number): boolean =>
  site.blocks.some((each, index) => each.role === 'system' && (index === block || each.location.file === site.blocks[block]?.location.file)
    && (report.tokens.segments[index] ?? []).reduce((sum, tokens) => sum + tokens, 0) >= PASSED_ON);

/** Fewer static tokens are a label in front of somebody else's text. */
const PASSED_ON = 20;
