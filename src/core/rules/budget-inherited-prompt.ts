/** `budget/inherited-prompt`: a wrapper adds a large system prompt to a task that does not need it. */
import { taskClassOf } from '../routing/task-class.ts';
import { perThousandCalls } from '../present/money.ts';
import { sendersOf, tokenWords } from './finding.ts';
import type { Rule } from './rule.ts';

export const budgetInheritedPrompt: Rule = {
  meta: {
    id: 'budget/inherited-prompt', level: 'hint', fixable: false,
    title: 'A wrapper adds a large system prompt to a small task',
    options: { minimumTokens: { default: 1000, description: 'Inherited tokens from which it is reported.' } },
  },
  check({ site, pieces, price, option }) {
    if (site.kind !== 'wrapper') return [];
    const isInherited = (index: number): boolean => {
      const value = pieces[index]?.value;
      return value?.kind === 'static' && value.inheritedFrom !== undefined;
    };
    const inherited = pieces.reduce((sum, piece, index) => sum + (isInherited(index) ? piece.tokens : 0), 0);
    const own = pieces.reduce((sum, piece, index) => sum + (isInherited(index) ? 0 : piece.tokens), 0);
    const task = inherited >= Number(option('minimumTokens')) && inherited > 4 * own ? taskClassOf(site) : null;
    if (task === null) return [];
    const cost = price === null ? null : Math.round((inherited * price.input) / 1_000_000);
    return [{
      location: site.nameLocation, related: sendersOf(site).slice(1), fixes: [], data: { inheritedTokens: inherited, ownTokens: own, task: task.task },
      message: `${tokenWords(inherited)} of this prompt come from a wrapper; the task itself, ${task.task}, has ${tokenWords(own)}${cost === null ? '' : `: ${perThousandCalls(cost)} for the rest`}.`,
    }];
  },
};
