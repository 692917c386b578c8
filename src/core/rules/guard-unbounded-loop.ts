/** `guard/unbounded-loop`: a model that decides itself when to stop, and nothing else that stops it. */
import type { Rule } from './rule.ts';

export const guardUnboundedLoop: Rule = {
  meta: {
    id: 'guard/unbounded-loop', level: 'hint', fixable: false, options: {},
    title: 'A loop around a model call has no limit of steps or spend',
  },
  check({ site }) {
    // A loop over a list of items ends with the list; one that feeds tools' answers back ends when the model says so.
    const feedsBack = site.tools.length > 0 || site.blocks.some((block) => block.role === 'tools' || block.segments.some((segment) => segment.kind === 'hole' && segment.content === 'history'));
    if (site.gateway !== null || site.multiple === null || site.multiple.max !== null || !feedsBack) return [];
    return [{
      location: site.nameLocation, related: [], fixes: [], data: { multiple: site.multiple },
      message: 'Nothing but the model ends this loop. Limit its steps, or a stuck run spends until somebody notices.',
    }];
  },
};
