/** The configuration of one workspace folder: its `costline.json` over settings. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COSTLINE_FILE } from '../core/config/costline-file.ts';
import { resolveConfig } from '../core/config/resolve.ts';
import type { RawConfig, ResolvedConfig } from '../core/config/resolve.ts';
import type { FileId } from '../core/document.ts';

export type FolderConfigInput = Omit<RawConfig, 'file' | 'defaults'>;

/** A folder without the file has the configuration of its settings; so have documents in no folder. */
export async function readFolderConfig(folder: FileId | null, input: FolderConfigInput): Promise<ResolvedConfig> {
  if (folder === null) return resolveConfig(input);
  const path = join(folder, COSTLINE_FILE);
  const text = await textOf(path);
  return resolveConfig({ ...input, file: text === null ? null : { path, text } });
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    return null;
  }
}
