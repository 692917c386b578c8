/** The configuration of one workspace folder: its `costline.json` over settings. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { COSTLINE_FILE, parseCostlineFile } from '../core/config/costline-file.ts';
import { isObject } from '../core/config/readers.ts';
import { resolveConfig } from '../core/config/resolve.ts';
import type { RawConfig, ResolvedConfig } from '../core/config/resolve.ts';
import { LineIndex } from '../core/document.ts';
import type { FileId, Location } from '../core/document.ts';
import { vocabularyAt } from './vocabularies.ts';

export type FolderConfigInput = Omit<RawConfig, 'file' | 'defaults'>;

/** A folder without the file has the configuration of its settings; so have documents in no folder. */
export async function readFolderConfig(folder: FileId | null, input: FolderConfigInput): Promise<ResolvedConfig> {
  if (folder === null) return resolveConfig(input);
  const path = join(folder, COSTLINE_FILE);
  const text = await textOf(path);
  return withVocabularies(folder, path, text, resolveConfig({ ...input, file: text === null ? null : { path, text } }));
}

/** Vocabularies by their absolute files. One that cannot be read is told and left out: its text is then estimated. */
async function withVocabularies(folder: FileId, path: string, text: string | null, { config, problems }: ResolvedConfig): Promise<ResolvedConfig> {
  const entries = Object.entries(config.vocabularies);
  if (entries.length === 0) return { config, problems };
  const found = await Promise.all(entries.map(async ([name, file]) => {
    const whole = resolve(folder, file);
    const read = await vocabularyAt(whole);
    return { name, file: whole, problem: typeof read === 'string' ? read : null };
  }));
  const place = placesIn(path, text);
  return {
    config: { ...config, vocabularies: Object.fromEntries(found.filter(({ problem }) => problem === null).map(({ name, file }) => [name, file])) },
    problems: [...problems, ...found.flatMap(({ name, problem }) => (problem === null ? [] : [{ message: `Vocabulary ${name}: ${problem}.`, ...place(name) }]))],
  };
}

/** Where the file names a vocabulary; nowhere for one that settings name. */
function placesIn(path: string, text: string | null): (name: string) => { readonly location?: Location } {
  if (text === null) return () => ({});
  const parsed = parseCostlineFile(text);
  const lines = new LineIndex(text);
  const named = isObject(parsed.value) && isObject(parsed.value['vocabularies']) ? parsed.value['vocabularies'] : {};
  return (name) => (name in named ? { location: { file: path, range: lines.rangeOf(parsed.spanOf(['vocabularies', name])) } } : {});
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}
