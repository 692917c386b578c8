/** `budget/history-for-small-output`: the whole conversation sent to get a title or a label. */
import { taskClassOf } from '../routing/task-class.ts';
import type { TaskClass } from '../routing/task-class.ts';
import { quoted, sendersOf } from './finding.ts';
import type { Rule } from './rule.ts';

const SMALL: readonly TaskClass[] = ['single-label classification', 'a yes or no answer', 'a title'];

export const budgetHistoryForSmallOutput: Rule = {
  meta: {
    id: 'budget/history-for-small-output', level: 'hint', fixable: false, options: {},
    title: 'The whole conversation is sent for a title, a label or a yes',
  },
  check({ site, pieces }) {
    if (site.gateway !== null) return [];
    const history = pieces.find((piece) => piece.value.kind === 'hole' && piece.value.content === 'history' && piece.value.bounds?.max == null)?.value;
    const task = history === undefined ? null : taskClassOf(site);
    if (history?.kind !== 'hole' || task === null || !SMALL.includes(task.task)) return [];
    return [{
      location: history.location, related: sendersOf(site), fixes: [], data: { task: task.task },
      message: `${quoted(history.expression)} sends the whole conversation for ${task.task} (${task.why}). The first or last messages would do.`,
    }];
  },
};
