/** Vocabularies from the assets folder; in a checkout that was not built, made from their package and kept under `.cache`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vocabularies } from '../core/ports.ts';
import { assetsFolder } from './assets.ts';

/** `assets: null` makes them from `js-tiktoken`. Nothing is read before the first `load`. */
export function createVocabularies(assets: string | URL | null = assetsFolder()): Vocabularies {
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  return {
    async load(encoding) {
      if (!/^[a-z0-9_]+$/.test(encoding)) return null;
      const built = folder === null ? null : await read(join(folder, 'vocab', `${encoding}.bin`));
      return built ?? (await made(encoding));
    },
  };
}

async function read(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch {
    // Not there: the port's answer for "not installed" is null.
    return null;
  }
}

async function made(encoding: string): Promise<Uint8Array | null> {
  // Only a checkout has the builder; its name is put together so that no bundle carries it.
  const builder = new URL(['.', 'build', 'vocabulary.mjs'].join('/'), import.meta.url);
  const cached = fileURLToPath(new URL(`../../.cache/vocab/${encoding}.bin`, import.meta.url));
  if ((await read(fileURLToPath(builder))) === null) return null;
  const known = await read(cached);
  if (known !== null) return known;
  try {
    const require = createRequire(import.meta.url);
    const { bpe_ranks: ranks } = require(`js-tiktoken/ranks/${encoding}`) as { readonly bpe_ranks: string };
    const { vocabularyBinary } = (await import(builder.href)) as { vocabularyBinary(ranks: string): Uint8Array };
    const bytes = vocabularyBinary(ranks);
    await mkdir(dirname(cached), { recursive: true });
    await writeFile(cached, bytes);
    return bytes;
  } catch {
    // No such package or encoding: not installed.
    return null;
  }
}
