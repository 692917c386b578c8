/** Where the catalogue is known to be stale. Each says why, and from when it holds. */

export interface Correction {
  /** The catalogue's provider and the model id asked for. */
  readonly provider: string;
  readonly model: RegExp;
  /** ISO date; calls before it cost what the catalogue says. */
  readonly from: string;
  readonly why: string;
  /** Look this model up in its place. */
  readonly insteadUse?: string;
  /** Dollars per million tokens. */
  readonly prices?: { readonly input: number; readonly output: number; readonly cacheRead?: number };
  /** The tier for long requests no longer exists. */
  readonly withoutTiers?: true;
}

const fineTuned = (model: RegExp, input: number, output: number, cacheRead: number): Correction =>
  ({ provider: 'openai', model, from: '2024-08-20', prices: { input, output, cacheRead }, why: 'a fine-tuned model costs more than the one it was made from' });

export const CORRECTIONS: readonly Correction[] = [
  fineTuned(/^ft:gpt-4\.1-mini/, 0.8, 3.2, 0.2),
  fineTuned(/^ft:gpt-4\.1-nano/, 0.2, 0.8, 0.05),
  fineTuned(/^ft:gpt-4\.1/, 3, 12, 0.75),
  fineTuned(/^ft:gpt-4o-mini/, 0.3, 1.2, 0.15),
  fineTuned(/^ft:gpt-4o/, 3.75, 15, 1.875),
  fineTuned(/^ft:o4-mini/, 4, 16, 1),
  {
    provider: 'groq', model: /gpt-oss-safeguard-20b/, from: '2025-10-29', prices: { input: 0.075, output: 0.3, cacheRead: 0.0375 },
    why: 'the list has it with the larger model',
  },
  {
    provider: 'azure', model: /^grok-3-mini/, from: '2025-05-19', prices: { input: 0.25, output: 1.27 },
    why: 'Azure sells it at a price of its own',
  },
  {
    provider: 'aws', model: /titan-embed-text-v2/, from: '2024-04-30', prices: { input: 0.02, output: 0 },
    why: 'the list has the first version alone',
  },
  {
    provider: 'mistral', model: /^mistral-medium-3$/, from: '2025-05-07', insteadUse: 'mistral-medium-2508',
    why: 'the list has it with Medium 3.5',
  },
  {
    provider: 'mistral', model: /^mistral-large(-latest)?$/, from: '2025-12-02', insteadUse: 'mistral-large-2512',
    why: 'the alias points to mistral-large-2512 since 2025-12-02',
  },
  {
    provider: 'deepseek', model: /^deepseek-(chat|reasoner)$/, from: '2025-09-29', prices: { input: 0.28, output: 0.42, cacheRead: 0.028 },
    why: 'both names serve V3.2 at one price since 2025-09-29; the off-peak discount of V3 has ended',
  },
  {
    provider: 'mistral', model: /^mistral-small-latest$/, from: '2026-03-16', insteadUse: 'mistral-small-2603',
    why: 'the alias points to mistral-small-2603 since 2026-03-16',
  },
  ...(['anthropic', 'azure'] as const).map((provider): Correction => ({
    provider, model: /^claude-sonnet-4([-.]5|-0)?(-20\d{6})?$/, from: '2026-04-30', withoutTiers: true,
    why: 'the million-token beta of this model was retired on 2026-04-30; longer requests are refused',
  })),
  {
    provider: 'google', model: /^claude-(?:opus|sonnet)-4-6/, from: '2026-03-13', withoutTiers: true,
    why: 'long requests to this model cost no more since 2026-03-13',
  },
];

const CLAUDE = /claude-(?<name>opus|sonnet|haiku|fable|mythos)-(?<major>\d+)(?:[-.](?<minor>\d{1,2}))?(?!\d)/;
/** As it was written up to 3.7, and by some hosts later. */
const CLAUDE_BEFORE = /claude-(?<major>\d)(?:[-.](?<minor>\d))?-(?<name>opus|sonnet|haiku)/;

function claudeVersion(id: string): string | null {
  const { name, major, minor = '0' } = (CLAUDE.exec(id) ?? CLAUDE_BEFORE.exec(id))?.groups ?? {};
  return name === undefined ? null : `${name} ${major}.${minor}`;
}

/** Patterns that take all ids of a beginning would price Claude Sonnet 5.6, whenever it comes, as Sonnet 5. */
export function isAnotherVersion(asked: string, listed: string): boolean {
  const [own, theirs] = [claudeVersion(asked), claudeVersion(listed)];
  return own !== null && theirs !== null && own !== theirs;
}

/** What makers add to a name for a model of another size or use, which has a price of its own. */
const KIND = /^(?:lite|mini|nano|micro|small|medium|large|plus|pro|max|ultra|image|tts|audio|live|realtime|transcribe|search|embed|embedding|vision|codex|coder|fast|turbo|guard|safeguard|robotics|deep|research)$/;

/** The same patterns would price Gemini 3.8 Flash-Lite, whenever it comes, as Flash. */
export function isAnotherKind(asked: string, { id, match }: { readonly id: string; readonly match: unknown }): boolean {
  const known = new Set(`${id} ${JSON.stringify(match) ?? ''}`.toLowerCase().split(/[^a-z]+/));
  return asked.split(/[^a-z]+/).some((word) => KIND.test(word) && !known.has(word));
}

/** Ids that the list's patterns take for another model. Unpriced is better than the price of something else. */
export const NOT_MEANT: readonly { readonly provider: string; readonly model: RegExp; readonly why: string }[] = [
  { provider: 'deepseek', model: /^deepseek-r1-(?:distill|.*qwen|.*llama)/, why: 'distilled into a small model of others; whoever hosts it bills' },
  { provider: 'deepseek', model: /^deepseek-v3\.2/, why: 'what a gateway charges; the maker names its models otherwise' },
  { provider: 'openai', model: /^gpt-oss/, why: 'open weights, which their maker does not sell' },
  { provider: 'azure', model: /^(?:deepseek|gpt-oss|phi-)/, why: 'priced by Azure; the list has what others charge' },
  { provider: 'google', model: /-cyber/, why: 'not sold at the price of the model it was made from' },
  { provider: 'google', model: /gemini-2\.0-flash.*image/, why: 'billed by the image it makes' },
];

/** Names a maker gives to a model besides the one the list has. */
export const ALIASES: readonly { readonly provider: string; readonly model: RegExp; readonly listedAs: string }[] = [
  { provider: 'mistral', model: /^mistral-large-3(?:-2512)?$/, listedAs: 'mistral-large-2512' },
  { provider: 'mistral', model: /^mistral-medium-(?:3-1|3\.1)(?:-2508)?$/, listedAs: 'mistral-medium-2508' },
  { provider: 'mistral', model: /^mistral-medium-2604$/, listedAs: 'mistral-medium-3-5' },
  { provider: 'mistral', model: /^mistral-small$/, listedAs: 'mistral-small-latest' },
  { provider: 'mistral', model: /^ministral-3-3b-2512$/, listedAs: 'ministral-3b-2512' },
  { provider: 'mistral', model: /^ministral-3-8b-2512$/, listedAs: 'ministral-8b-2512' },
  { provider: 'mistral', model: /^ministral-3-14b-2512$/, listedAs: 'ministral-14b-2512' },
  { provider: 'mistral', model: /^(?:devstral|devstral-medium)-latest$/, listedAs: 'devstral-2512' },
  { provider: 'mistral', model: /^pixtral-12b-2409$/, listedAs: 'pixtral-12b' },
  { provider: 'mistral', model: /^pixtral-large$/, listedAs: 'pixtral-large-latest' },
  { provider: 'mistral', model: /^open-mistral-nemo-2407$/, listedAs: 'mistral-nemo' },
  { provider: 'mistral', model: /^codestral$/, listedAs: 'codestral-latest' },
  { provider: 'mistral', model: /^magistral-small$/, listedAs: 'magistral-small-2509' },
];
