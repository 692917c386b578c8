/** What a provider caches of a request, at which minimum, and what that costs. */
import { PROVIDER_RULES } from './provider-rules.ts';
import type { ProviderRule } from './provider-rules.ts';

export interface CacheRule {
  /** Whose rule it is: `anthropic`, `openai` …; not the gateway in between. */
  readonly provider: string;
  /** `automatic`: every long enough prefix. `explicit`: only up to a marker in the request. */
  readonly mechanism: 'automatic' | 'explicit';
  /** Tokens a prefix needs before anything is cached; null where the provider documents none. */
  readonly minTokens: number | null;
  /** False where shorter hits were recorded: then nothing may be said to be "too short to cache". */
  readonly minimumIsFirm: boolean;
  /** Cached lengths are the minimum plus multiples of this. */
  readonly increment: number;
  /** In words, e.g. `5m`, `1h`; the first is the default. */
  readonly ttl: readonly string[];
  /** Relative to the uncached input price. */
  readonly readMultiplier: number | null;
  readonly writeMultiplier: Readonly<Record<'5m' | '1h', number>>;
  /** True where a write costs more than plain input. */
  readonly chargesWrites: boolean;
  /** Markers one request may carry; null where markers do not exist. */
  readonly maxBreakpoints: number | null;
  /** Blocks a marker looks back over for an earlier entry; null where it does not matter. */
  readonly lookbackBlocks: number | null;
  readonly prefixOrder: readonly ('tools' | 'system' | 'messages')[];
  /** The name of the marker in this provider's requests; null where there is none. */
  readonly marker: string | null;
}

/** Gateways and clouds that pass requests on to models of several makers. */
const GATEWAYS: ReadonlySet<string> = new Set(['openrouter', 'litellm', 'vercel', 'gateway', 'aws', 'bedrock', 'azure', 'vertex', 'vertex_ai', 'google-vertex', 'github', 'portkey']);

/**
 * The rule for a model, or null when none is known.
 * A model id decides where the provider is a gateway or unknown: `us.anthropic.claude-sonnet-4-5-v1:0` is Claude.
 */
export function cacheRuleFor(provider: string | null, model: string | null): CacheRule | null {
  const id = bareModel(model ?? '');
  const named = provider === null ? null : provider.toLowerCase();
  const maker = named === null || GATEWAYS.has(named) ? null : canonical(named);
  const rule = PROVIDER_RULES.find((candidate) => (maker === null || candidate.provider === maker)
    && (id === '' ? candidate.fallback === true && maker !== null : candidate.models.test(id)));
  if (rule !== undefined) return complete(rule);
  const fallback = maker === null ? undefined : PROVIDER_RULES.find((candidate) => candidate.provider === maker && candidate.fallback === true);
  return fallback === undefined ? null : complete(fallback);
}

/** How many of `tokens` leading, unchanging tokens are read from the cache on a steady call. */
export function cacheableTokens(tokens: number, rule: Pick<CacheRule, 'minTokens' | 'increment'>): number {
  const minimum = rule.minTokens ?? 0;
  if (tokens < minimum || tokens <= 0) return 0;
  return minimum + Math.floor((tokens - minimum) / rule.increment) * rule.increment;
}

/** What holds for prefix caches of any provider: used where the model is not known, so only clear cases are told. */
export const UNKNOWN_PROVIDER: CacheRule = {
  provider: 'unknown', mechanism: 'automatic', minTokens: 1024, minimumIsFirm: true, increment: 1, ttl: [],
  readMultiplier: null, writeMultiplier: { '5m': 1, '1h': 1 }, chargesWrites: false, maxBreakpoints: null,
  lookbackBlocks: null, prefixOrder: ['tools', 'system', 'messages'], marker: null,
};

/** True for clouds and gateways, whose provider says nothing about the model's rules. */
export const isGateway = (provider: string): boolean => GATEWAYS.has(provider.toLowerCase());

const ALIASES: Readonly<Record<string, string>> = {
  'azure-openai': 'openai', azure_openai: 'openai', gemini: 'google', 'google-genai': 'google', grok: 'xai', 'x-ai': 'xai', mistralai: 'mistral',
};

const canonical = (provider: string): string => ALIASES[provider] ?? provider;

/** Without gateway, region and maker: `us.anthropic.claude-…`, `openrouter/openai/gpt-4o` → `claude-…`, `gpt-4o`. */
function bareModel(model: string): string {
  const parts = model.toLowerCase().split(/[/:]/).map((part) => part.replace(REGION_AND_MAKER, ''));
  return parts.find((part) => part !== '' && PROVIDER_RULES.some((rule) => rule.models.test(part))) ?? parts.at(-1) ?? '';
}

const REGION_AND_MAKER = /^(?:(?:us|eu|apac|global|au|jp)\.)?(?:anthropic|amazon|meta|mistral|openai)\./;

function complete(rule: ProviderRule): CacheRule {
  const write = rule.write ?? { '5m': 1, '1h': 1 };
  return {
    provider: rule.provider, mechanism: rule.mechanism, minTokens: rule.minTokens,
    minimumIsFirm: rule.minimumIsFirm ?? rule.minTokens !== null, increment: rule.increment, ttl: rule.ttl,
    readMultiplier: rule.read, writeMultiplier: write, chargesWrites: write['5m'] > 1,
    maxBreakpoints: rule.maxBreakpoints ?? null, lookbackBlocks: rule.lookbackBlocks ?? null,
    prefixOrder: rule.order ?? ['tools', 'system', 'messages'], marker: rule.marker ?? null,
  };
}
