/** Opening a ledger file: SQLite, journal, migrations, refusal of what is newer. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { LedgerError } from '../ledger.ts';
import { MIGRATIONS, SCHEMA } from './migrations.ts';

export interface OpenResult {
  readonly db: DatabaseSync;
  /** A migration asks for calls and rollups to be derived anew. */
  readonly rebuild: boolean;
}

/** An Electron build once lost the module, and Node before 22.13 has none. */
async function sqlite(): Promise<typeof import('node:sqlite')> {
  try {
    return await import('node:sqlite');
  } catch {
    throw new LedgerError(`Costline keeps spend in SQLite, which this Node (${process.version}) does not have. Use Node 22.13 or newer, or VS Code 1.101 or newer.`);
  }
}

export async function openDatabase(path: string): Promise<OpenResult> {
  const { DatabaseSync } = await sqlite();
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(path, { timeout: 5_000 });
  try {
    // WAL with NORMAL survives the death of any process; power loss may take the last transactions, never the file.
    // A journal of 32 MiB is copied into the file at once: pages that many transactions change are copied once.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 8000; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;');
    return { db, rebuild: migrate(db, path) };
  } catch (error) {
    db.close();
    if (error instanceof LedgerError) throw error;
    throw new LedgerError(`${path} is not a Costline ledger, or it is damaged (${error instanceof Error ? error.message : String(error)}). Move it away and Costline starts a new one.`);
  }
}

export function schemaOf(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version'] ?? 0);
}

function migrate(db: DatabaseSync, path: string): boolean {
  if (schemaOf(db) > SCHEMA) refuse(path, schemaOf(db));
  if (schemaOf(db) === SCHEMA) return false;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have migrated while we waited for the lock.
    const from = schemaOf(db);
    if (from > SCHEMA) refuse(path, from);
    const steps = MIGRATIONS.filter((step) => step.to > from);
    for (const step of steps) db.exec(step.sql);
    db.exec(`PRAGMA user_version = ${SCHEMA}`);
    db.exec('COMMIT');
    return from > 0 && steps.some((step) => step.rebuild === true);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function refuse(path: string, schema: number): never {
  throw new LedgerError(`${path} was written by a newer Costline (schema ${schema}; this one knows ${SCHEMA}). Update Costline, or give this one a ledger of its own with --ledger.`);
}
