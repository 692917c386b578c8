/**
 * Which tier a model belongs to, and what stands next to it in its maker's range.
 * Names follow the makers' own model pages as of September 2026; a model nobody lists here has no tier, and nothing is said about it.
 */
import type { Tier } from '../analysis.ts';

interface Family {
  readonly maker: string;
  /** Against the bare id in lower case. First match wins. */
  readonly models: RegExp;
  readonly tier: Tier;
}

const family = (maker: string, tier: Tier, models: RegExp): Family => ({ maker, tier, models });

const FAMILIES: readonly Family[] = [
  family('openai', 'nano', /^gpt-(?:4o-mini|4\.1-nano|3\.5|5(?:\.\d)?-nano)|^gpt-(?:5\.6|6)-luna/),
  family('openai', 'mid', /^gpt-(?:4\.1|5(?:\.\d)?)-mini/),
  family('openai', 'reasoning', /^o[134](?:-|$)|^gpt-5(?:\.\d)?-pro|^gpt-6-astra/),
  family('openai', 'frontier', /^gpt-(?:4o|4\.1|4-turbo|4$|4-|4\.5|5|6)|^chatgpt-4o/),
  family('anthropic', 'nano', /^claude-(?:3-|3-5-)?haiku|^claude-(?:3-haiku|3-5-haiku|instant)/),
  family('anthropic', 'mid', /^claude-(?:sonnet|3-5-sonnet|3-7-sonnet|3-sonnet)/),
  family('anthropic', 'frontier', /^claude-(?:opus|3-opus|fable|mythos)/),
  family('google', 'nano', /^gemini-[\d.]+-flash-(?:lite|8b)/),
  family('google', 'mid', /^gemini-[\d.]+-flash/),
  family('google', 'frontier', /^gemini-[\d.]+-pro/),
  family('mistral', 'nano', /^(?:ministral|mistral-(?:small|tiny|nemo)|open-mistral)/),
  family('mistral', 'mid', /^(?:mistral-medium|codestral|devstral|open-mixtral)/),
  family('mistral', 'frontier', /^(?:mistral-large|pixtral-large)/),
  family('mistral', 'reasoning', /^magistral/),
  family('deepseek', 'mid', /^deepseek-(?:chat|v\d)/),
  family('deepseek', 'reasoning', /^deepseek-(?:reasoner|r\d)/),
  family('xai', 'nano', /^grok-[\d.]+-(?:mini|fast)/),
  family('xai', 'frontier', /^grok-/),
];

/** What a suggestion may name: current, generally available, cheapest first. */
const SUGGESTED: Readonly<Record<string, readonly { readonly tier: Tier; readonly model: string }[]>> = {
  openai: [{ tier: 'nano', model: 'gpt-4.1-nano' }, { tier: 'nano', model: 'gpt-4o-mini' }, { tier: 'mid', model: 'gpt-4.1-mini' }, { tier: 'frontier', model: 'gpt-5' }, { tier: 'reasoning', model: 'o3' }],
  anthropic: [{ tier: 'nano', model: 'claude-haiku-4-5' }, { tier: 'mid', model: 'claude-sonnet-5' }, { tier: 'frontier', model: 'claude-opus-5' }],
  google: [{ tier: 'nano', model: 'gemini-2.5-flash-lite' }, { tier: 'mid', model: 'gemini-2.5-flash' }, { tier: 'frontier', model: 'gemini-2.5-pro' }],
  mistral: [{ tier: 'nano', model: 'mistral-small-latest' }, { tier: 'mid', model: 'mistral-medium-latest' }, { tier: 'reasoning', model: 'magistral-medium-latest' }],
  deepseek: [{ tier: 'mid', model: 'deepseek-chat' }, { tier: 'reasoning', model: 'deepseek-reasoner' }],
};

export const TIERS: readonly Tier[] = ['nano', 'mid', 'frontier', 'reasoning'];

export interface ModelTier {
  readonly maker: string;
  readonly tier: Tier;
}

/** Null for a model that is not listed: unknown is not mid. */
export function tierOf(model: string): ModelTier | null {
  const id = model.toLowerCase().replace(/^.*[/:](?=[a-z])/, '').replace(/^(?:(?:us|eu|apac|global)\.)?(?:anthropic|mistral|openai)\./, '');
  const found = FAMILIES.find(({ models }) => models.test(id));
  return found === undefined ? null : { maker: found.maker, tier: found.tier };
}

/** Models of a maker on a tier, cheapest first. */
export const modelsOf = (maker: string, tier: Tier): readonly string[] =>
  (SUGGESTED[maker] ?? []).filter((each) => each.tier === tier).map((each) => each.model);
