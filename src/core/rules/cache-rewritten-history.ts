/** `cache/rewritten-history`: a conversation whose oldest messages are cut away or written anew, so each turn starts differently. */
import { growsAtItsEnd } from '../caching/prefix.ts';
import { stepCut } from '../editing/step-cut.ts';
import type { Fix } from '../analysis.ts';
import type { CallSite } from '../call-site.ts';
import type { Location } from '../document.ts';
import { taskClassOf } from '../routing/task-class.ts';
import { isOnlyBuilt, quoted, sendersOf } from './finding.ts';
import type { Draft, Rule, RuleContext } from './rule.ts';

export const cacheRewrittenHistory: Rule = {
  meta: {
    id: 'cache/rewritten-history', level: 'hint', fixable: true, options: {},
    title: 'History is cut or edited at its front, so each turn sends a different prefix',
  },
  check(context) {
    const { site, cache, pieces } = context;
    if (cache === null || site.use === 'once') return [];
    if (keepsNewest(site)) return [cutAt(context, site.excerpt.location)];
    const cut = site.gateway === null ? pieces.find(({ value }) => growsAtItsEnd(value) && value.kind === 'hole' && value.rewritten !== undefined)?.value : undefined;
    if (cut?.kind !== 'hole') return [];
    if (cut.rewritten === 'cut') return [cutAt(context, cut.location, 'This')];
    return [{
      location: cut.location, related: [], fixes: [], data: { expression: cut.expression },
      message: 'This changes the front of the conversation at each turn of the loop, so nothing behind it is read from the cache. Add what changes at the end.',
    }];
  },
};

/** Fewer messages than this cost less in full than what a cache would save on all of them. */
const FEW_MESSAGES = 6;

/** The last few for a title or a summary are no conversation that goes on. */
const keepsNewest = (site: CallSite): site is CallSite & Required<Pick<CallSite, 'excerpt'>> =>
  site.excerpt?.newest === true && !site.excerpt.asText && (site.excerpt.count ?? FEW_MESSAGES) >= FEW_MESSAGES && taskClassOf(site) === null;

function cutAt(context: RuleContext, location: Location, what?: string): Draft {
  const { site, source, lines } = context;
  const index = lines(location.file);
  const written = source(location.file)?.text.slice(index.offsetAt(location.range.start), index.offsetAt(location.range.end)) ?? '';
  return {
    location, related: isOnlyBuilt(site) ? [] : sendersOf(site), fixes: stepped(context, location), data: { expression: written },
    message: `${what ?? quoted(written)} drops the oldest message on every turn once it is full, so nothing behind the system prompt is read from the cache. Cut rarely and by a large step, or summarise.`,
  };
}

function stepped({ source, lines }: RuleContext, cut: Location): readonly Fix[] {
  const edits = stepCut(cut, source, lines);
  return edits === null ? [] : [{ id: 'cut-by-steps', title: 'Cut by steps: the front then moves once in as many turns', edits, alters: true }];
}
