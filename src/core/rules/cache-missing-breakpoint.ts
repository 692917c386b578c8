/** `cache/missing-breakpoint`: a large static prefix at a provider that caches only up to a marker, and no marker. */
import { cacheableTokens } from '../caching/cache-rule.ts';
import { hasMarkers, stablePrefix } from '../caching/prefix.ts';
import { addBreakpoint } from '../editing/add-breakpoint.ts';
import { evidenceFor, lossData, lossWords, tokenWords } from './finding.ts';
import type { Rule } from './rule.ts';

export const cacheMissingBreakpoint: Rule = {
  meta: {
    id: 'cache/missing-breakpoint', level: 'warning', fixable: true, options: {},
    title: 'A large static prefix is sent without the marker this provider needs to cache it',
  },
  check(context) {
    const { site, cache, report } = context;
    if (cache?.mechanism !== 'explicit' || site.use === 'once' || site.gateway !== null || hasMarkers(site.blocks)) return [];
    const prefix = cacheableTokens(stablePrefix(site.blocks, report.tokens.segments), cache);
    if (prefix <= 0 || evidenceFor(context.observed, prefix) === 'cleared') return [];
    const data = lossData(context, cache, prefix);
    const marker = cache.marker ?? 'marker';
    const fix = addBreakpoint(site, context.source, context.lines);
    return [{
      location: site.nameLocation,
      related: site.blocks.filter((block) => block.role === 'system').slice(0, 1).map((block) => ({ location: block.location, message: 'this could be cached' })),
      message: `${tokenWords(prefix)} at the start of this prompt never change, and without ${marker} none of them are cached${lossWords(data, context)}`,
      data: { ...data, marker },
      fixes: fix === null ? [] : [{ id: 'add-breakpoint', title: `Mark the system prompt with ${marker}`, edits: fix }],
    }];
  },
};
