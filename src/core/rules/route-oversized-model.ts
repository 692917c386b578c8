/** `route/oversized-model`: a small model is worth testing for a task of this class. */
import { perThousandCalls } from '../present/money.ts';
import { TIERS } from '../routing/tiers.ts';
import type { Rule } from './rule.ts';

export const routeOversizedModel: Rule = {
  meta: {
    id: 'route/oversized-model', level: 'hint', fixable: false, silent: true, options: {},
    title: 'A cheaper model is worth testing for this kind of task',
  },
  check({ site, report: { tier } }) {
    if (tier === null || tier.suggested === null || tier.suggestedModel === null || tier.savedPerCall === null) return [];
    if (TIERS.indexOf(tier.suggested) >= TIERS.indexOf(tier.now) || tier.savedPerCall <= 0) return [];
    return [{
      location: site.model.location ?? site.nameLocation, related: [], fixes: [],
      data: { now: tier.now, suggested: tier.suggested, suggestedModel: tier.suggestedModel, taskClass: tier.taskClass },
      message: `This looks like ${tier.taskClass ?? 'a small task'} (${tier.why}): ${tier.suggestedModel} is worth testing, it would save ${perThousandCalls(tier.savedPerCall)}.`,
    }];
  },
};
