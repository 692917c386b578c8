/** What is derived in a ledger file, row by row, as one hash a table: two are equal when every row of every column is. */
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

const TABLES = [['calls', 'id'], ['minutes', 'workspace, tag, minute, value'], ['hours', 'workspace, tag, minute, value'], ['days', 'workspace, tag, minute, value'], ['doubtful', 'trace']] as const;

export interface TableDigest {
  readonly rows: number;
  readonly hash: string;
}

export function digestOf(path: string): Readonly<Record<string, TableDigest>> {
  const db = new DatabaseSync(path, { readOnly: true });
  const digests = TABLES.map(([table, order]) => {
    const hash = createHash('sha1');
    let rows = 0;
    for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
      hash.update(JSON.stringify(row));
      rows += 1;
    }
    return [table, { rows, hash: hash.digest('hex') }] as const;
  });
  db.close();
  return Object.fromEntries(digests);
}
