/** The version in the manifest beside the bundle or the sources. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `0.0.0` when the program was moved away from its manifest. */
export function readVersion(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from));
  for (let up = 0; up < 4; up += 1) {
    const version = versionIn(join(folder, 'package.json'));
    if (version !== null) return version;
    folder = dirname(folder);
  }
  return '0.0.0';
}

function versionIn(file: string): string | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isOurs = typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'costline';
    return isOurs && 'version' in manifest ? String(manifest.version) : null;
  } catch {
    return null;
  }
}
