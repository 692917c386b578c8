/** The page of a rule: from the assets folder, or from the sources when nothing was built. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assetsFolder } from './assets.ts';

/** Null when the page is not installed. `cache/volatile-prefix` is kept as `cache-volatile-prefix.md`. */
export async function readRulePage(id: string): Promise<string | null> {
  const name = `${id.replaceAll('/', '-')}.md`;
  const assets = assetsFolder();
  const folders = [...(assets === null ? [] : [join(assets, 'rules')]), fileURLToPath(new URL('../core/rules/', import.meta.url))];
  for (const folder of folders) {
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch {
      // Not in this folder; the next may have it.
    }
  }
  return null;
}
