/**
 * The trimmed price catalogue from the assets folder, or a newer one the user fetched; in a checkout that was not built,
 * made from its package. Nothing here asks the network: `refreshPrices` does, when the user says so.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Prices } from '../core/ports.ts';
import { assetsFolder } from './assets.ts';
import { trimPrices } from './trim-prices.ts';
import type { TrimmedPrices } from './trim-prices.ts';
import { vocabularyFolder } from './vocabularies.ts';

/** Read at the first `load`, then kept. Null when no catalogue is installed: every model is then unpriced. */
export function createPrices(assets: string | URL | null = assetsFolder(), refreshed: string | null = assets === null ? null : refreshedFile()): Prices {
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  let catalogue: Promise<unknown> | undefined;
  return {
    load() {
      catalogue ??= newest(folder, refreshed);
      return catalogue;
    },
  };
}

/** In the user's data folder, beside the vocabularies. */
export const refreshedFile = (): string => join(dirname(vocabularyFolder({ ...process.env, COSTLINE_VOCABULARIES: undefined })), 'prices.json');

/** Where the list behind the catalogue is published. */
export const PRICE_LIST_URL = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json';

export interface Refresh {
  readonly url: string;
  readonly file: string;
  /** ISO date of the answer. */
  readonly today: string;
}

/** Fetches a price list and keeps it. Throws, in words for the user, when it is none; what was kept before then stays. */
export async function refreshPrices({ url, file, today }: Refresh): Promise<TrimmedPrices> {
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const raw: unknown = await response.json().catch(() => null);
  const providers = typeof raw === 'object' && raw !== null && 'providers' in raw ? raw.providers : raw;
  const prices = trimPrices(providers, `genai-prices, fetched from ${new URL(url).host}`, today);
  if (prices === null) throw new Error(`${url} holds no price list that can be read`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(prices));
  await rename(`${file}.new`, file);
  return prices;
}

async function newest(folder: string | null, refreshed: string | null): Promise<unknown> {
  const [installed, own] = await Promise.all([readCatalogue(folder), refreshed === null ? null : readJson(refreshed)]);
  return dateOf(own) > dateOf(installed) ? own : installed;
}

const dateOf = (catalogue: unknown): string => (typeof catalogue === 'object' && catalogue !== null && 'date' in catalogue && typeof catalogue.date === 'string' ? catalogue.date : '');

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    // Not there, or written half.
    return null;
  }
}

async function readCatalogue(folder: string | null): Promise<unknown> {
  const built = folder === null ? null : await readJson(join(folder, 'prices.json'));
  if (built !== null) return built;
  try {
    // Only a checkout has the builder; its name is put together so that no bundle carries it.
    const builder = new URL(['.', 'build', 'prices.mjs'].join('/'), import.meta.url);
    const { priceCatalogue } = (await import(builder.href)) as { priceCatalogue(): Promise<unknown> };
    return await priceCatalogue();
  } catch {
    return null;
  }
}
