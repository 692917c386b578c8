/**
 * Vocabularies: OpenAI's from the assets folder; others' own from where they were installed. In a checkout that was not
 * built they are made from their packages and kept under `.cache`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vocabularies } from '../core/ports.ts';
import { mergeVocabularyBinary } from '../core/tokens/merge-vocabulary.ts';
import { assetsFolder } from './assets.ts';

/** `assets: null` makes them from their packages. Nothing is read before the first `load`. */
export function createVocabularies(assets: string | URL | null = assetsFolder(), installed: string = vocabularyFolder()): Vocabularies {
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  return {
    async load(name) {
      if (!/^[a-z0-9_]+$/.test(name)) return null;
      const places = [...(folder === null ? [] : [join(folder, 'vocab'), join(folder, '..', 'vocabularies')]), installed];
      for (const place of places) {
        const bytes = await read(join(place, `${name}.bin`));
        if (bytes !== null) return bytes;
      }
      return (await published(installed, name)) ?? (await made(name));
    },
  };
}

/** Where a user puts vocabularies that Costline does not ship: `NAME.bin`, `NAME.json`, or `NAME/tokenizer.json`. */
export function vocabularyFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.COSTLINE_VOCABULARIES) return env.COSTLINE_VOCABULARIES;
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'costline', 'vocabularies');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'costline', 'vocabularies');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'costline', 'vocabularies');
}

/** A `tokenizer.json` as models publish it, in the form counting needs; null when it holds no byte-pair vocabulary. */
export async function convertTokenizerJson(file: string): Promise<Uint8Array | null> {
  const text = await readFile(file, 'utf8');
  try {
    return mergeVocabularyBinary(JSON.parse(text) as unknown);
  } catch {
    // Not JSON.
    return null;
  }
}

async function published(folder: string, name: string): Promise<Uint8Array | null> {
  for (const file of [join(folder, `${name}.json`), join(folder, name, 'tokenizer.json')]) {
    try {
      return await convertTokenizerJson(file);
    } catch {
      // Not there.
    }
  }
  return null;
}

async function read(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch {
    // Not there: the port's answer for "not installed" is null.
    return null;
  }
}

async function made(name: string): Promise<Uint8Array | null> {
  // Only a checkout has the builder; its name is put together so that no bundle carries it.
  const builder = new URL(['.', 'build', 'vocabulary.mjs'].join('/'), import.meta.url);
  const cached = fileURLToPath(new URL(`../../.cache/vocab/${name}.bin`, import.meta.url));
  if ((await read(fileURLToPath(builder))) === null) return null;
  const known = await read(cached);
  if (known !== null) return known;
  try {
    const require = createRequire(import.meta.url);
    const { PACKAGES, vocabularyBinary } = (await import(builder.href)) as { PACKAGES: Readonly<Record<string, string>>; vocabularyBinary(ranks: string): Uint8Array };
    const json = PACKAGES[name];
    const bytes = json === undefined ? vocabularyBinary((require(`js-tiktoken/ranks/${name}`) as { readonly bpe_ranks: string }).bpe_ranks) : await convertTokenizerJson(require.resolve(json));
    if (bytes === null) return null;
    await mkdir(dirname(cached), { recursive: true });
    await writeFile(cached, bytes);
    return bytes;
  } catch {
    // No such package or encoding: not installed.
    return null;
  }
}
