/**
 * Vocabularies: OpenAI's from the assets folder; others' own from where they were installed. In a checkout that was not
 * built they are made from their packages and kept under `.cache`.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Vocabularies } from '../core/ports.ts';
import { mergeVocabularyBinary, readMergeVocabulary } from '../core/tokens/merge-vocabulary.ts';
import { assetsFolder } from './assets.ts';

/** `assets: null` makes them from their packages. Nothing is read before the first `load`. */
export function createVocabularies(assets: string | URL | null = assetsFolder(), installed: string = vocabularyFolder()): Vocabularies {
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  return {
    async load(name, file) {
      if (!/^[a-z0-9_]+$/.test(name)) return null;
      const own = file === undefined ? null : await vocabularyAt(file);
      if (own instanceof Uint8Array) return own;
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

/** A tokenizer.json of the largest models has some 20 MB. */
const MOST_BYTES = 128 * 1024 * 1024;
const kept = new Map<string, Promise<Uint8Array | string>>();

/** The vocabulary in a file that the user names, or in words why there is none. Read once, until the file changes. */
export async function vocabularyAt(file: string): Promise<Uint8Array | string> {
  const stats = await stat(file).catch(() => null);
  if (stats === null) return `there is no file ${file}`;
  if (!stats.isFile()) return `${file} is no file`;
  if (stats.size > MOST_BYTES) return `${file} is larger than any vocabulary`;
  const key = `${file}\n${stats.size}\n${stats.mtimeMs}`;
  const known = kept.get(key) ?? vocabularyIn(file);
  if (!kept.has(key)) for (const old of kept.keys()) if (old.startsWith(`${file}\n`)) kept.delete(old);
  kept.set(key, known);
  return known;
}

async function vocabularyIn(file: string): Promise<Uint8Array | string> {
  try {
    if (file.endsWith('.bin')) {
      const bytes = await readFile(file);
      return readMergeVocabulary(bytes) === null ? `${file} is no vocabulary that Costline has made` : bytes;
    }
    return (await convertTokenizerJson(file)) ?? `${file} holds no byte-pair vocabulary: a tokenizer.json is wanted, as models are published with`;
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
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
