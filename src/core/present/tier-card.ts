/** The tier in use, and, where a rule recognised the task, the tier worth testing. */
import type { CallReport } from '../analysis.ts';
import { perThousandCalls } from './money.ts';
import { TIER_WORDS, plain, sentence } from './words.ts';

export function tierSection({ tier }: CallReport): string | null {
  if (tier === null) return null;
  const now = `Tier: **${TIER_WORDS[tier.now]}**.`;
  if (tier.suggested === null || tier.suggestedModel === null) return now;
  const task = tier.taskClass === null ? 'This task' : `Looks like ${tier.taskClass}`;
  const saved = tier.savedPerCall === null || tier.savedPerCall === 0 ? ''
    : tier.savedPerCall > 0 ? `: saves ${perThousandCalls(tier.savedPerCall)} on the known input` : `: costs ${perThousandCalls(-tier.savedPerCall)} more on the known input`;
  return `${now} ${plain(task)} (${sentence(tier.why)}): **${TIER_WORDS[tier.suggested]}**, ${plain(tier.suggestedModel)}, is worth testing${saved}.`;
}
