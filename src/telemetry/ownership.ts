/**
 * Who owns the ledger: the process that holds an exclusive transaction on a second file beside it.
 * The operating system lets go of it the moment the process dies, however it dies.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

export interface Ownership {
  /** True when this process owns the ledger from now on, or did before. */
  tryTake(): boolean;
  readonly held: boolean;
  release(): void;
}

/** `path`: the ledger's. Rejects where Node has no SQLite. */
export async function createOwnership(path: string): Promise<Ownership> {
  const { DatabaseSync } = await import('node:sqlite');
  const file = `${path}.lock`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let lock: DatabaseSync | null = null;
  return {
    get held() {
      return lock !== null;
    },
    tryTake() {
      if (lock !== null) return true;
      const db = new DatabaseSync(file, { timeout: 0 });
      try {
        db.exec('BEGIN EXCLUSIVE');
        lock = db;
        return true;
      } catch {
        db.close();
        return false;
      }
    },
    release() {
      lock?.close();
      lock = null;
    },
  };
}
