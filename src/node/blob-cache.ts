/** Values on disk by name: bounded, shared by processes, and never believed when damaged. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** Bytes kept at most; what was used longest ago goes first. */
const MAX_BYTES = 100_000_000;

export interface BlobCache {
  /** Undefined when nothing whole is kept under that name. */
  get(name: string): unknown;
  /** A disk that cannot be written to is as if there were no cache. */
  set(name: string, value: unknown): void;
}

const CHECKSUM = 20;
const checksumOf = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();

export function createBlobCache(folder: string, maxBytes = MAX_BYTES): BlobCache {
  const pathOf = (name: string): string => join(folder, `${name}.bin`);
  return {
    get(name) {
      try {
        const path = pathOf(name);
        const bytes = readFileSync(path);
        const payload = bytes.subarray(CHECKSUM);
        if (!checksumOf(payload).equals(bytes.subarray(0, CHECKSUM))) return undefined;
        utimesSync(path, new Date(), new Date());
        return deserialize(payload);
      } catch {
        // Not there, not whole, or written by another version of Node.
        return undefined;
      }
    },
    set(name, value) {
      try {
        mkdirSync(folder, { recursive: true });
        const payload = serialize(value);
        // Moved into place whole, so that no other process reads half of it.
        const draft = join(folder, `${randomUUID()}.tmp`);
        writeFileSync(draft, Buffer.concat([checksumOf(payload), payload]));
        renameSync(draft, pathOf(name));
        trim(folder, maxBytes);
      } catch {
        // A full or read-only disk.
      }
    },
  };
}

function trim(folder: string, maxBytes: number): void {
  const files = readdirSync(folder).map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return { path: join(folder, name), size, used: mtimeMs };
  });
  let left = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.used - b.used)) {
    if (left <= maxBytes) return;
    rmSync(path, { force: true });
    left -= size;
  }
}
