/** Models that their makers no longer serve. A price of theirs is history: a call fails. */

interface Retirement {
  /** The catalogue's id of who bills; other sellers of the same model keep dates of their own. */
  readonly provider: string;
  readonly model: RegExp;
  /** ISO date from which requests are refused. */
  readonly on: string;
}

/** As the makers announced it. */
const RETIREMENTS: readonly Retirement[] = [
  { provider: 'anthropic', model: /^claude-(?:1|instant)/, on: '2024-11-06' },
  { provider: 'anthropic', model: /^claude-(?:2|3-sonnet)/, on: '2025-07-21' },
  { provider: 'anthropic', model: /^claude-3-5-sonnet/, on: '2025-10-28' },
  { provider: 'anthropic', model: /^claude-3-opus/, on: '2026-01-05' },
  { provider: 'anthropic', model: /^claude-3-(?:7-sonnet|5-haiku)/, on: '2026-02-19' },
  { provider: 'anthropic', model: /^claude-(?:sonnet|opus)-4(?:-0)?(?:-20250514|$)/, on: '2026-06-15' },
  { provider: 'openai', model: /^(?:text-davinci|code-davinci|davinci$)/, on: '2024-01-04' },
  { provider: 'openai', model: /^gpt-4-32k/, on: '2025-06-06' },
  { provider: 'openai', model: /^gpt-4\.5-preview/, on: '2025-07-14' },
  { provider: 'openai', model: /^o1-preview/, on: '2025-07-28' },
  { provider: 'openai', model: /^o1-mini/, on: '2025-10-27' },
  { provider: 'google', model: /^gemini-1\.5/, on: '2025-09-24' },
];

/** ISO date since which `provider` refuses the model, seen from `at` (Unix milliseconds); null while it serves it. */
export function retiredOn(provider: string, ids: readonly string[], at: number): string | null {
  const found = RETIREMENTS.find((each) => each.provider === provider && ids.some((id) => each.model.test(id)));
  return found !== undefined && at >= Date.parse(found.on) ? found.on : null;
}
