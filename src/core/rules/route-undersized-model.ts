/** `route/undersized-model`: published outcomes for a task of this class favour a stronger model. */
import { perThousandCalls } from '../present/money.ts';
import { TIERS } from '../routing/tiers.ts';
import type { Rule } from './rule.ts';

export const routeUndersizedModel: Rule = {
  meta: {
    id: 'route/undersized-model', level: 'hint', fixable: false, silent: true, options: {},
    title: 'A stronger model is worth testing for this kind of task',
  },
  check({ site, report: { tier } }) {
    if (tier === null || tier.suggested === null || tier.suggestedModel === null) return [];
    if (TIERS.indexOf(tier.suggested) <= TIERS.indexOf(tier.now)) return [];
    const more = tier.savedPerCall === null ? '' : `, at ${perThousandCalls(-tier.savedPerCall)} more`;
    return [{
      location: site.model.location ?? site.nameLocation, related: [], fixes: [],
      data: { now: tier.now, suggested: tier.suggested, suggestedModel: tier.suggestedModel, taskClass: tier.taskClass },
      message: `This looks like ${tier.taskClass ?? 'a hard task'} (${tier.why}), where stronger models did much better: ${tier.suggestedModel} is worth testing${more}.`,
    }];
  },
};
