/** `budget/unbounded-history`: a conversation that grows without a cut or a summary, inside a loop that runs without a limit. */
import { runsOn } from '../syntax/endless-loop.ts';
import { quoted, sendersOf } from './finding.ts';
import type { Rule } from './rule.ts';

export const budgetUnboundedHistory: Rule = {
  meta: {
    id: 'budget/unbounded-history', level: 'hint', fixable: false, silent: true, options: {},
    title: 'History grows without a summary or a cut: every turn pays for all turns before it',
  },
  check({ site, pieces, source, lines }) {
    // Where the call runs once a request, how long a conversation gets is up to its user, and usually short.
    if (site.gateway !== null || site.multiple === null || site.multiple.max !== null) return [];
    const file = source(site.location.file);
    if (!file || !runsOn(file, lines(site.location.file).offsetAt(site.location.range.start))) return [];
    const history = pieces.find((piece) => piece.value.kind === 'hole' && piece.value.content === 'history' && piece.value.bounds?.max == null)?.value;
    if (history?.kind !== 'hole') return [];
    return [{
      location: history.location, related: sendersOf(site), fixes: [], data: { expression: history.expression },
      message: `${quoted(history.expression)} grows with every step and nothing cuts it: the cost of a run grows with the square of its steps.`,
    }];
  },
};
