/** Where grammars, queries, vocabularies and prices are read from. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `assets/` beside the bundle; in a checkout, whose code runs unbundled, `dist/assets` once it is built.
 * Null when nothing was built: each reader then falls back to its package in `node_modules`.
 */
export function assetsFolder(from: string = import.meta.url): string | null {
  let folder = dirname(fileURLToPath(from));
  for (let up = 0; up < 4; up += 1) {
    for (const candidate of [join(folder, 'assets'), join(folder, 'dist', 'assets')]) {
      if (existsSync(join(candidate, 'grammars'))) return candidate;
    }
    folder = dirname(folder);
  }
  return null;
}
