/** `budget/context-rot`: a prompt that fills more of the window than a model uses well. */
import { sendersOf, tokenWords } from './finding.ts';
import type { Rule } from './rule.ts';

export const budgetContextRot: Rule = {
  meta: {
    id: 'budget/context-rot', level: 'hint', fixable: false,
    title: 'The prompt fills more of the context window than the model can use well',
    options: { share: { default: 0.65, description: 'Share of the window from which it is reported.' } },
  },
  check({ site, report, contextWindow, observed, option }) {
    const share = Number(option('share'));
    const known = report.tokens.static + report.tokens.overhead;
    const tokens = Math.max(known, observed?.inputP95 ?? 0);
    if (contextWindow === null || site.gateway !== null || tokens < share * contextWindow) return [];
    const seen = tokens > known ? ', seen in one call of twenty' : '';
    return [{
      location: site.nameLocation, related: sendersOf(site).slice(1), fixes: [], data: { tokens, contextWindow },
      message: `${tokenWords(tokens)}${seen}: ${Math.round((100 * tokens) / contextWindow)} % of the window of ${tokenWords(contextWindow)}. Answers get worse long before it is full.`,
    }];
  },
};
