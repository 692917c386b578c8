/** `budget/unbounded-output`: a short answer is asked for and nothing keeps it short. */
import { taskClassOf } from '../routing/task-class.ts';
import type { TaskClass } from '../routing/task-class.ts';
import { addArgument } from '../editing/add-argument.ts';
import type { Fix } from '../analysis.ts';
import type { Rule, RuleContext } from './rule.ts';

/** Answers whose length is known beforehand; a limit is no risk for them. */
const SHORT: readonly TaskClass[] = ['single-label classification', 'a yes or no answer', 'a title'];

export const budgetUnboundedOutput: Rule = {
  meta: {
    id: 'budget/unbounded-output', level: 'hint', fixable: true, silent: true, options: {},
    title: 'A short answer is expected and no output limit is set',
  },
  check(context) {
    const { site } = context;
    // A schema already ends the answer; reasoning models need room to think.
    if (site.outputLimit !== null || site.gateway !== null || site.outputSchema !== null || site.reasoning !== null) return [];
    const task = taskClassOf(site);
    if (task === null || !SHORT.includes(task.task)) return [];
    return [{
      location: site.nameLocation, related: [], fixes: limited(context, task.task), data: { task: task.task, why: task.why },
      message: `This asks for ${task.task} (${task.why}) and sets no output limit: a model that rambles is paid in full.`,
    }];
  },
};

/** How each SDK names the limit. */
const LIMITS: Readonly<Record<string, string>> = {
  'openai.chat': 'max_completion_tokens', 'openai.responses': 'max_output_tokens', litellm: 'max_tokens', groq: 'max_completion_tokens', together: 'max_tokens',
  'vercel-ai': 'maxOutputTokens',
};

/** Room for a label or a title with some air. */
const ROOM: Readonly<Partial<Record<TaskClass, number>>> = { 'a title': 64, 'a yes or no answer': 16, 'single-label classification': 32 };

function limited(context: RuleContext, task: TaskClass): readonly Fix[] {
  const { site } = context;
  const name = site.kind === 'direct' ? LIMITS[site.sdk] : undefined;
  const tokens = ROOM[task] ?? 64;
  const edits = name === undefined ? null : addArgument(site.location, name, String(tokens), context);
  return edits === null ? [] : [{ id: 'limit-output', title: `Limit the output to ${tokens} tokens`, edits, alters: true }];
}
