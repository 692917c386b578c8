/** `cache/rewritten-history`: a conversation whose oldest messages are cut away or written anew, so each turn starts differently. */
import { growsAtItsEnd } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { stepCut } from '../editing/step-cut.ts';
import type { Fix } from '../analysis.ts';
import type { CallSite, Hole } from '../call-site.ts';
import { taskClassOf } from '../routing/task-class.ts';
import { isOnlyBuilt, quoted, sendersOf } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';

/** `messages[-10:]`, `messages.slice(-10)`: the newest are kept, so the front moves with every turn. */
const KEEPS_NEWEST = /\[\s*-\s*[\w.]+\s*:\s*\]|\.slice\(\s*-\s*[\w.]+\s*\)/;

export const cacheRewrittenHistory: Rule = {
  meta: {
    id: 'cache/rewritten-history', level: 'hint', fixable: true, options: {},
    title: 'History is cut or edited at its front, so each turn sends a different prefix',
  },
  check(context) {
    const { site, cache, pieces } = context;
    if (cache === null || site.use === 'once' || site.gateway !== null) return [];
    const cut = pieces.find((piece) => growsAtItsEnd(piece.value) && piece.value.kind === 'hole'
      && (piece.value.rewritten !== undefined || (KEEPS_NEWEST.test(piece.value.expression) && isConversation(site, piece))))?.value;
    if (cut?.kind !== 'hole') return [];
    if (cut.rewritten === 'edited') {
      return [{
        location: cut.location, related: [], fixes: [], data: { expression: cut.expression },
        message: 'This changes the front of the conversation at each turn of the loop, so nothing behind it is read from the cache. Add what changes at the end.',
      }];
    }
    const what = cut.rewritten === undefined ? `${quoted(cut.expression)} drops` : 'This drops';
    return [{
      location: cut.location, related: isOnlyBuilt(site) ? [] : sendersOf(site), fixes: stepped(context, cut), data: { expression: cut.expression },
      message: `${what} the oldest message on every turn once it is full, so nothing behind the system prompt is read from the cache. Cut rarely and by a large step, or summarise.`,
    }];
  },
};

function stepped({ source, lines }: RuleContext, cut: Hole): readonly Fix[] {
  const edits = stepCut(cut.location, source, lines);
  return edits === null ? [] : [{ id: 'cut-by-steps', title: 'Cut by steps: the front then moves once in as many turns', edits, alters: true }];
}

/** The last few messages for a title or a summary are no conversation that goes on. */
const isConversation = (site: CallSite, piece: Piece): boolean => taskClassOf(site) === null && piece.role !== 'system';
