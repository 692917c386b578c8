/** Trims a published price list (genai-prices' form: a list of providers) to what a call's cost needs. Data from outside. */

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);

/** Providers people call through an SDK; their ids in the list. */
export const PROVIDERS = [
  'openai', 'azure', 'anthropic', 'google', 'aws', 'mistral', 'deepseek', 'groq', 'x-ai', 'cohere', 'together', 'fireworks',
  'cerebras', 'perplexity', 'moonshotai', 'minimax', 'zai', 'novita', 'cloudflare', 'baseten', 'ovhcloud', 'voyageai', 'openrouter',
] as const;

const WANTED: ReadonlySet<unknown> = new Set(PROVIDERS);

const PRICES: readonly (readonly [from: string, to: string])[] = [
  ['input_mtok', 'input'], ['output_mtok', 'output'], ['cache_read_mtok', 'cacheRead'], ['cache_write_mtok', 'cacheWrite5m'], ['cache_write_1h_mtok', 'cacheWrite1h'],
];

export interface TrimmedPrices {
  readonly source: string;
  /** ISO date. */
  readonly date: string;
  readonly providers: readonly unknown[];
}

/** Null when the list holds no provider of ours with a price. */
export function trimPrices(providers: unknown, source: string, date: string): TrimmedPrices | null {
  const trimmed = listOf(providers).map(fieldsOf).filter(({ id }) => WANTED.has(id)).map(trimProvider);
  return trimmed.some(({ models }) => models.length > 0) ? { source, date, providers: trimmed } : null;
}

const trimProvider = (provider: Fields) => ({
  id: provider.id,
  ...(provider.model_match ? { claims: provider.model_match } : {}),
  ...(provider.fallback_model_providers ? { fallback: provider.fallback_model_providers } : {}),
  models: listOf(provider.models).map(fieldsOf).map(trimModel).filter(({ prices }) => prices.length > 0),
});

const trimModel = (model: Fields) => ({
  id: model.id,
  match: model.match,
  ...(model.context_window ? { context: model.context_window } : {}),
  prices: (Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]).map(fieldsOf).flatMap(trimPrice),
});

/** Dollars per million tokens stay as published; models billed otherwise (per page, per hour) are left out. */
function trimPrice({ constraint, prices }: Fields): Fields[] {
  const given = fieldsOf(prices);
  const entries = PRICES.flatMap(([from, to]) => (given[from] === undefined ? [] : [[to, trimRate(given[from])] as const]));
  if (!entries.some(([key]) => key === 'input' || key === 'output')) return [];
  const { type: _, ...when } = fieldsOf(constraint);
  return [{ ...(constraint ? { when } : {}), ...Object.fromEntries(entries) }];
}

function trimRate(rate: unknown): unknown {
  if (typeof rate === 'number') return rate;
  const { base, tiers } = fieldsOf(rate);
  return [base, ...listOf(tiers).map(fieldsOf).map(({ start, price }) => [start, price])];
}
