/** The trimmed price catalogue from the assets folder; in a checkout that was not built, made from its package. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Prices } from '../core/ports.ts';
import { assetsFolder } from './assets.ts';

/** Read at the first `load`, then kept. Null when no catalogue is installed: every model is then unpriced. */
export function createPrices(assets: string | URL | null = assetsFolder()): Prices {
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  let catalogue: Promise<unknown> | undefined;
  return {
    load() {
      catalogue ??= readCatalogue(folder);
      return catalogue;
    },
  };
}

async function readCatalogue(folder: string | null): Promise<unknown> {
  try {
    if (folder !== null) return JSON.parse(await readFile(join(folder, 'prices.json'), 'utf8')) as unknown;
  } catch {
    // Not built, or written half: a checkout can still make it.
  }
  try {
    // Only a checkout has the builder; its name is put together so that no bundle carries it.
    const builder = new URL(['.', 'build', 'prices.mjs'].join('/'), import.meta.url);
    const { priceCatalogue } = (await import(builder.href)) as { priceCatalogue(): Promise<unknown> };
    return await priceCatalogue();
  } catch {
    return null;
  }
}
