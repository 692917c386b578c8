/** Models that their makers no longer serve, or will soon not. From that day the price is history: a call fails. */

interface Retirement {
  /** The catalogue's id of who bills; other sellers of the same model keep dates of their own. */
  readonly provider: string;
  readonly model: RegExp;
  /** ISO date from which requests are refused. */
  readonly on: string;
}

/** As the makers announced it: OpenAI's deprecations page (2026-10), Anthropic's model deprecations, the Gemini API changelog. */
const RETIREMENTS: readonly Retirement[] = [
  { provider: 'anthropic', model: /^claude-(?:1|instant)/, on: '2024-11-06' },
  { provider: 'anthropic', model: /^claude-(?:2|3-sonnet)/, on: '2025-07-21' },
  { provider: 'anthropic', model: /^claude-3-5-sonnet/, on: '2025-10-28' },
  { provider: 'anthropic', model: /^claude-3-opus/, on: '2026-01-05' },
  { provider: 'anthropic', model: /^claude-3-(?:7-sonnet|5-haiku)/, on: '2026-02-19' },
  { provider: 'anthropic', model: /^claude-sonnet-4-5(?:-20250929|$)/, on: '2026-11-30' },
  { provider: 'anthropic', model: /^claude-(?:(?:sonnet|opus)-4(?:-0)?|4-(?:sonnet|opus))(?:-20250514|$)/, on: '2026-06-15' },
  { provider: 'openai', model: /^(?:text-davinci|code-davinci|davinci$)/, on: '2024-01-04' },
  { provider: 'openai', model: /^gpt-4-32k/, on: '2025-06-06' },
  { provider: 'openai', model: /^gpt-4\.5-preview/, on: '2025-07-14' },
  { provider: 'openai', model: /^o1-preview/, on: '2025-07-28' },
  { provider: 'openai', model: /^o1-mini/, on: '2025-10-27' },
  { provider: 'openai', model: /^codex-mini-latest$/, on: '2026-01-16' },
  { provider: 'openai', model: /^chatgpt-4o-latest$/, on: '2026-02-17' },
  { provider: 'openai', model: /^(?:gpt-5-chat-latest|gpt-5\.1-chat-latest|gpt-5-codex|gpt-5\.1-codex(?:-max|-mini)?|gpt-5\.2-codex|o3-deep-research|o4-mini-deep-research|computer-use-preview)(?:-20\d\d-\d\d-\d\d)?$/, on: '2026-07-23' },
  { provider: 'openai', model: /^gpt-5\.[23]-chat-latest$/, on: '2026-08-10' },
  { provider: 'openai', model: /^(?:gpt-3\.5-turbo(?:-0125)?|gpt-4(?:-0613|-1106-preview|-turbo(?:-2024-04-09)?)?|gpt-4o-2024-05-13|o1(?:-2024-12-17)?|o1-pro(?:-2025-03-19)?|o3-mini(?:-2025-01-31)?|o4-mini(?:-2025-04-16)?|gpt-4\.1-nano(?:-2025-04-14)?)$/, on: '2026-10-23' },
  { provider: 'openai', model: /^(?:gpt-5(?:-mini|-nano|-pro)?|o3|o3-pro)(?:-2025-\d\d-\d\d)?$/, on: '2026-12-11' },
  { provider: 'openai', model: /^(?:gpt-4o(?:-mini)?(?:-2024-\d\d-\d\d)?|gpt-4\.1(?:-mini)?(?:-2025-04-14)?)$/, on: '2027-01-14' },
  { provider: 'google', model: /^gemini-1\.5/, on: '2025-09-24' },
  { provider: 'google', model: /^gemini-2\.0-flash(?:-lite)?(?:-001)?$/, on: '2026-06-01' },
];

/** So long before its end a model is named, in milliseconds: sixty days, the notice that makers give at least. */
const NOTICE = 60 * 24 * 60 * 60 * 1000;

/** ISO date from which `provider` refuses the model, seen from `at` (Unix milliseconds); null while that is not near. */
export function retiredOn(provider: string, ids: readonly string[], at: number): string | null {
  const found = RETIREMENTS.find((each) => each.provider === provider && ids.some((id) => each.model.test(id)));
  return found !== undefined && at >= Date.parse(found.on) - NOTICE ? found.on : null;
}
