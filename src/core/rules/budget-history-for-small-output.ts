/** `budget/history-for-small-output`: the whole conversation sent to get a title or a label. */
import { growsAtItsEnd } from '../caching/prefix.ts';
import type { Hole } from '../call-site.ts';
import { taskClassOf } from '../routing/task-class.ts';
import type { TaskClass } from '../routing/task-class.ts';
import { quoted, sendersOf } from './finding.ts';
import type { Rule, RuleContext } from './rule.ts';

/** A client sends the conversation so far with each request: `const { messages } = await req.json()`. */
const isOfRequest = (hole: Hole, { source, lines }: RuleContext): boolean =>
  growsAtItsEnd(hole) && hole.origin.some(({ file, range }) => {
    const start = lines(file).offsetAt(range.start);
    return /\.json\(\)|\bbody\b/.test(/^.*/.exec(source(file)?.text.slice(start) ?? '')?.[0] ?? '');
  });

const SMALL: readonly TaskClass[] = ['single-label classification', 'a yes or no answer', 'a title'];

export const budgetHistoryForSmallOutput: Rule = {
  meta: {
    id: 'budget/history-for-small-output', level: 'hint', fixable: false, options: {},
    title: 'The whole conversation is sent for a title, a label or a yes',
  },
  check(context) {
    const { site, pieces } = context;
    if (site.gateway !== null || site.excerpt !== undefined) return [];
    const history = pieces.find(({ value }) => value.kind === 'hole' && value.bounds?.max == null && (value.content === 'history' || isOfRequest(value, context)))?.value;
    const task = history === undefined ? null : taskClassOf(site);
    if (history?.kind !== 'hole' || task === null || !SMALL.includes(task.task)) return [];
    return [{
      location: history.location, related: sendersOf(site), fixes: [], data: { task: task.task },
      message: `${quoted(history.expression)} sends the whole conversation for ${task.task} (${task.why}). The first or last messages would do.`,
    }];
  },
};
