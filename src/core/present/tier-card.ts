/** The tier in use, and, where a rule recognised the task, the tier worth testing. */
import type { CallReport, TierAdvice } from '../analysis.ts';
import { perThousandCalls, roundDollars } from './money.ts';
import { TIER_WORDS, plain, sentence } from './words.ts';

export function tierSection({ tier }: CallReport): string | null {
  if (tier === null) return null;
  const now = `Tier: **${TIER_WORDS[tier.now]}**.`;
  if (tier.suggested === null || tier.suggestedModel === null) return now;
  const task = tier.taskClass === null ? 'This task' : `Looks like ${tier.taskClass}`;
  const saved = tier.savedPerCall === null || tier.savedPerCall === 0 ? ''
    : tier.savedPerCall > 0 ? `: saves ${perThousandCalls(tier.savedPerCall)} on the known input` : `: costs ${perThousandCalls(-tier.savedPerCall)} more on the known input`;
  return `${now} ${plain(task)} (${sentence(tier.why)}): **${TIER_WORDS[tier.suggested]}**, ${plain(tier.suggestedModel)}, is worth testing${saved}.${breakEvenWords(tier)}`;
}

/** From which loss per wrong answer the stronger model pays; a floor, since only the known input is priced. */
function breakEvenWords({ breakEven }: TierAdvice): string {
  if (breakEven === undefined || breakEven.high <= 0) return '';
  const { low, high, gap, cascadeBelow } = breakEven;
  const loss = low === high ? roundDollars(low) : `${roundDollars(low)} to ${roundDollars(high)}`;
  const even = gap === null
    ? ` If one answer more in a hundred is wrong, the stronger model pays from a loss of ${loss} per wrong answer.`
    : ` Published tests differ by ${gap.low === gap.high ? gap.low : `${gap.low} to ${gap.high}`} points (${plain(gap.models)}): the stronger model pays from a loss of ${loss} per wrong answer.`;
  const cascade = cascadeBelow === null || cascadeBelow < 0.05 ? '' : ` Asking the cheaper one first saves while fewer than ${Math.floor(100 * cascadeBelow)} % of its answers fail a check.`;
  return even + cascade;
}
