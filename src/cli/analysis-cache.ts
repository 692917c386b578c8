/**
 * Answers of earlier runs, by everything they depend on: the program, its assets, the configuration, the day (prices are
 * dated) and the content of every file. Anything else than the very same question is answered anew.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '../core/analysis.ts';
import { assetsFolder } from '../node/assets.ts';
import { createBlobCache } from '../node/blob-cache.ts';
import type { BlobCache } from '../node/blob-cache.ts';
import { hashesOf } from './content-stamps.ts';
import type { Project } from './project.ts';

export interface AnalysisCache {
  /** The answer kept for a project as it is now; `make` is asked when there is none. */
  answer(project: Project, now: number, make: () => Promise<Analysis>): Promise<Analysis>;
}

/** Null where the program runs from its sources, which change without a new version. */
export function createAnalysisCache(folder: string, entry: string): AnalysisCache | null {
  if (!entry.endsWith('.mjs')) return null;
  const blobs = createBlobCache(join(folder, 'analyses'));
  return {
    async answer(project, now, make) {
      const name = await nameOf(project, { program: programStamp(entry), now, blobs });
      const known = blobs.get(name);
      if (isAnalysis(known)) return known;
      const analysis = await make();
      blobs.set(name, analysis);
      return analysis;
    },
  };
}

/** A vocabulary is too large to be hashed each time. */
function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
  return `${size} ${mtimeMs}`;
}

interface Asking {
  readonly program: string;
  readonly now: number;
  readonly blobs: BlobCache;
}

async function nameOf({ root, config, files }: Project, { program, now, blobs }: Asking): Promise<string> {
  const hash = createHash('sha256');
  const day = new Date(now).toISOString().slice(0, 10);
  hash.update(JSON.stringify([program, process.version, root, config, day, Object.values(config.vocabularies).map(stampOf)]));
  const list = await files.list();
  const contents = await hashesOf(files, list, blobs);
  hash.update(list.map((file, i) => `\n${file} ${contents[i] ?? ''}`).join(''));
  return hash.digest('hex');
}

/** The entry names the chunks it is made of by their content; assets go by size and time. */
function programStamp(entry: string): string {
  const hash = createHash('sha1').update(readFileSync(fileURLToPath(entry)));
  const assets = assetsFolder(entry);
  if (assets !== null) {
    for (const name of readdirSync(assets, { recursive: true, encoding: 'utf8' }).sort()) {
      const { size, mtimeMs } = statSync(join(assets, name));
      hash.update(`${name} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

const isAnalysis = (value: unknown): value is Analysis =>
  typeof value === 'object' && value !== null && 'calls' in value && 'findings' in value && 'templates' in value && 'skipped' in value;
