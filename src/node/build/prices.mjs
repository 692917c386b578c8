/** Trims `@pydantic/genai-prices` to what a call's cost needs. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PROVIDERS, trimPrices } from '../trim-prices.ts';

/** When each version was published; the package does not say. A new version needs its line here. */
const PUBLISHED = { '0.1.8': '2026-09-23' };

/** The catalogue as `core/pricing/catalogue.ts` reads it. */
export async function priceCatalogue() {
  const require = createRequire(import.meta.url);
  const { findProvider } = await import('@pydantic/genai-prices');
  const manifest = join(dirname(require.resolve('@pydantic/genai-prices')), '..', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8'));
  const date = PUBLISHED[version];
  if (date === undefined) throw new Error(`say in ${import.meta.url} when genai-prices ${version} was published`);
  // Looked up one by one: the package has no list of them.
  return trimPrices(PROVIDERS.map((id) => findProvider({ providerId: id })), `genai-prices ${version}`, date);
}
