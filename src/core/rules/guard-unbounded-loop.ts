/** `guard/unbounded-loop`: a model that decides itself when to stop, and nothing else that stops it. */
import { growsAtItsEnd } from '../caching/prefix.ts';
import { runsOn } from '../syntax/endless-loop.ts';
import type { Rule } from './rule.ts';

export const guardUnboundedLoop: Rule = {
  meta: {
    id: 'guard/unbounded-loop', level: 'hint', fixable: false, options: {},
    title: 'A loop around a model call has no limit of steps or spend',
  },
  check({ site, source, lines }) {
    if (site.multiple === null || site.multiple.max !== null) return [];
    const file = source(site.location.file);
    if (!file || !runsOn(file, lines(site.location.file).offsetAt(site.location.range.start))) return [];
    // A loop over a list of items ends with the list; one that calls tools and feeds their answers back ends when the model says so.
    const segments = site.blocks.flatMap((block) => block.segments);
    const hasTools = site.tools.length > 0 || site.blocks.some((block) => block.role === 'tools');
    if (!hasTools || !segments.some((segment) => growsAtItsEnd(segment))) return [];
    return [{
      location: site.nameLocation, related: [], fixes: [], data: { multiple: site.multiple },
      message: 'Nothing but the model ends this loop. Limit its steps, or a stuck run spends until somebody notices.',
    }];
  },
};
