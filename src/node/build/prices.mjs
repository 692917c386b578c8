/** Trims `@pydantic/genai-prices` to what a call's cost needs. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Providers people call through an SDK; their ids in the package. */
const PROVIDERS = [
  'openai', 'azure', 'anthropic', 'google', 'aws', 'mistral', 'deepseek', 'groq', 'x-ai', 'cohere', 'together', 'fireworks',
  'cerebras', 'perplexity', 'moonshotai', 'minimax', 'zai', 'novita', 'openrouter',
];

/** When each version was published; the package does not say. A new version needs its line here. */
const PUBLISHED = { '0.1.8': '2026-09-23' };

const PRICES = {
  input_mtok: 'input', output_mtok: 'output', cache_read_mtok: 'cacheRead', cache_write_mtok: 'cacheWrite5m',
  cache_write_1h_mtok: 'cacheWrite1h',
};

/** The catalogue as `core/pricing/catalogue.ts` reads it. */
export async function priceCatalogue() {
  const require = createRequire(import.meta.url);
  const { findProvider } = await import('@pydantic/genai-prices');
  const manifest = join(dirname(require.resolve('@pydantic/genai-prices')), '..', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const date = PUBLISHED[version];
  if (date === undefined) throw new Error(`say in ${import.meta.url} when genai-prices ${version} was published`);
  return { source: `genai-prices ${version}`, date, providers: PROVIDERS.map((id) => trimProvider(findProvider({ providerId: id }))) };
}

const trimProvider = (provider) => ({
  id: provider.id,
  ...(provider.model_match ? { claims: provider.model_match } : {}),
  ...(provider.fallback_model_providers ? { fallback: provider.fallback_model_providers } : {}),
  models: provider.models.map(trimModel).filter((model) => model.prices.length > 0),
});

const trimModel = (model) => ({
  id: model.id,
  match: model.match,
  ...(model.context_window ? { context: model.context_window } : {}),
  prices: (Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }]).map(trimPrices).filter((price) => price !== null),
});

/** Dollars per million tokens stay as published; models billed otherwise (per page, per hour) are left out. */
function trimPrices({ constraint, prices }) {
  const entries = Object.entries(PRICES).flatMap(([from, to]) => (prices[from] === undefined ? [] : [[to, trimRate(prices[from])]]));
  if (!entries.some(([key]) => key === 'input' || key === 'output')) return null;
  const { type: _, ...when } = constraint ?? {};
  return { ...(constraint ? { when } : {}), ...Object.fromEntries(entries) };
}

const trimRate = (rate) => (typeof rate === 'number' ? rate : [rate.base, ...rate.tiers.map(({ start, price }) => [start, price])]);
