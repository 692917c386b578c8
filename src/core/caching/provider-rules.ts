/**
 * Provider cache rules as data. First match wins, so narrower model patterns stand first.
 *
 * Sources: the providers' prompt caching pages as of September 2026, and recorded usage where they disagree:
 * OpenAI's cached counts are multiples of 128, Mistral's of 16, xAI's and DeepSeek's of 64;
 * Claude Opus 4.8 wrote 1,590 tokens, so its minimum is 1,024; Gemini 2.5 Flash read 191 tokens,
 * so Gemini's documented minimums are not firm.
 */
export interface ProviderRule {
  readonly provider: string;
  /** Against the bare model id in lower case. */
  readonly models: RegExp;
  readonly mechanism: 'automatic' | 'explicit';
  readonly minTokens: number | null;
  readonly minimumIsFirm?: boolean;
  readonly increment: number;
  readonly ttl: readonly string[];
  /** Price of cached input relative to uncached; null where it is not a matter of price. */
  readonly read: number | null;
  readonly write?: Readonly<Record<'5m' | '1h', number>>;
  readonly maxBreakpoints?: number;
  readonly lookbackBlocks?: number;
  readonly order?: readonly ('tools' | 'system' | 'messages')[];
  readonly marker?: string;
  /** Holds for models of this provider that no other line names. */
  readonly fallback?: true | undefined;
}

const claude = (models: RegExp, minTokens: number, read = 0.1, fallback?: true): ProviderRule => ({
  provider: 'anthropic', models, mechanism: 'explicit', minTokens, increment: 1, ttl: ['5m', '1h'], read,
  write: { '5m': 1.25, '1h': 2 }, maxBreakpoints: 4, lookbackBlocks: 20, marker: 'cache_control',
  ...(fallback === undefined ? {} : { fallback }),
});

const openai = (models: RegExp, read: number, fallback?: true): ProviderRule => ({
  provider: 'openai', models, mechanism: 'automatic', minTokens: 1024, increment: 128, ttl: ['5-10m', '24h'], read,
  ...(fallback === undefined ? {} : { fallback }),
});

const gemini = (models: RegExp, minTokens: number, read = 0.1, fallback?: true): ProviderRule => ({
  provider: 'google', models, mechanism: 'automatic', minTokens, minimumIsFirm: false, increment: 1, ttl: ['best effort'], read,
  order: ['system', 'tools', 'messages'], ...(fallback === undefined ? {} : { fallback }),
});

const prefix = (provider: string, models: RegExp, minTokens: number | null, increment: number, read: number | null): ProviderRule => ({
  provider, models, mechanism: 'automatic', minTokens, increment, ttl: ['best effort'], read, fallback: true,
});

export const PROVIDER_RULES: readonly ProviderRule[] = [
  claude(/^claude-opus-5-5/, 512, 0.05),
  claude(/^claude-(fable-5-1|mythos-5-1)/, 512, 0.025),
  claude(/^claude-(opus-5|fable-5|mythos-5)/, 512),
  claude(/^claude-(opus-4-7)/, 2048),
  claude(/^claude-(opus-4-[56]|haiku-4-5)/, 4096),
  claude(/^claude-(3-5-haiku|3-haiku)/, 2048),
  claude(/^claude-/, 1024, 0.1, true),

  { provider: 'openai', models: /^(gpt-5\.[6-9]|gpt-[6-9])/, mechanism: 'automatic', minTokens: 1024, increment: 1, ttl: ['30m'], read: 0.1,
    write: { '5m': 1.25, '1h': 1.25 }, maxBreakpoints: 4, marker: 'prompt_cache_breakpoint' },
  openai(/^gpt-5/, 0.1),
  openai(/^(gpt-4\.1|o3(?!-mini|-pro)|o4-mini|codex)/, 0.25),
  openai(/^(gpt-4o|chatgpt-4o|o1|o3-mini|gpt-4\.5)/, 0.5),
  openai(/^gpt-oss|^(?:gpt|o\d)/, 0.5, true),

  gemini(/^gemini-3\.[5-9]-flash/, 4096),
  gemini(/^gemini-3-flash/, 1024),
  gemini(/^gemini-3(\.\d)?-pro/, 4096),
  gemini(/^gemini-2\.0/, 4096, 0.25),
  gemini(/^gemini-/, 2048, 0.1, true),

  { provider: 'amazon', models: /^nova-/, mechanism: 'explicit', minTokens: 1000, minimumIsFirm: false, increment: 1, ttl: ['5m'], read: 0.25,
    maxBreakpoints: 4, order: ['system', 'messages'], marker: 'cachePoint', fallback: true },

  { ...prefix('deepseek', /^deepseek-v4/, 64, 64, 0.032), fallback: undefined, order: ['system', 'tools', 'messages'] },
  { ...prefix('deepseek', /^deepseek-/, 64, 64, 0.1), order: ['system', 'tools', 'messages'] },
  prefix('mistral', /^(mistral|magistral|codestral|ministral|devstral|pixtral)/, null, 16, 0.1),
  { ...prefix('xai', /^grok-4\.[35]/, null, 64, 0.16), fallback: undefined },
  prefix('xai', /^grok-/, null, 64, 0.25),
  prefix('groq', /^(gpt-oss|kimi-k2)/, 1024, 128, 0.5),
  prefix('fireworks', /^accounts-fireworks/, null, 1, 0.5),
  prefix('minimax', /^minimax-/, 512, 1, null),
  // Self-hosted: what is saved is compute, so there is no price to multiply.
  prefix('vllm', /^$/, 16, 16, null),
  prefix('sglang', /^$/, 1, 1, null),
];
