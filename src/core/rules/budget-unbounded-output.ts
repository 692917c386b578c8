/** `budget/unbounded-output`: a short answer is asked for and nothing keeps it short. */
import { taskClassOf } from '../routing/task-class.ts';
import type { TaskClass } from '../routing/task-class.ts';
import type { Rule } from './rule.ts';

/** Answers whose length is known beforehand; a limit is no risk for them. */
const SHORT: readonly TaskClass[] = ['single-label classification', 'a yes or no answer', 'a title'];

export const budgetUnboundedOutput: Rule = {
  meta: {
    id: 'budget/unbounded-output', level: 'hint', fixable: false, silent: true, options: {},
    title: 'A short answer is expected and no output limit is set',
  },
  check({ site }) {
    // A schema already ends the answer; reasoning models need room to think.
    if (site.outputLimit !== null || site.gateway !== null || site.outputSchema !== null || site.reasoning !== null) return [];
    const task = taskClassOf(site);
    if (task === null || !SHORT.includes(task.task)) return [];
    return [{
      location: site.nameLocation, related: [], fixes: [], data: { task: task.task, why: task.why },
      message: `This asks for ${task.task} (${task.why}) and sets no output limit: a model that rambles is paid in full.`,
    }];
  },
};
