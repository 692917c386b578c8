/** Derived calls. They can be thrown away and made again from the facts. */
import type { DatabaseSync } from 'node:sqlite';
import type { CallRecord } from '../../call-record.ts';

export interface CallsStore {
  ofGroup(group: string): CallRecord[];
  has(group: string): boolean;
  put(group: string, record: CallRecord): void;
  remove(id: string): void;
  /** Newest first. */
  query(query: { readonly workspace?: string | null; readonly from?: number; readonly limit?: number }): CallRecord[];
  /** Visits every call and writes what is stored beside its record anew. */
  refresh(visit: (record: CallRecord) => void): void;
}

export function createCallsStore(db: DatabaseSync): CallsStore {
  const ofGroup = db.prepare('SELECT record FROM calls WHERE trace = ?');
  const has = db.prepare('SELECT 1 FROM calls WHERE trace = ? LIMIT 1');
  const put = db.prepare('INSERT OR REPLACE INTO calls (id, trace, time, workspace, cost, coding_tool, record, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM calls WHERE id = ?');
  const newest = 'ORDER BY time DESC, id LIMIT ?';
  const all = db.prepare(`SELECT record FROM calls WHERE time >= ? ${newest}`);
  const owned = db.prepare(`SELECT record FROM calls WHERE workspace = ? AND time >= ? ${newest}`);
  const nobodys = db.prepare(`SELECT record FROM calls WHERE workspace IS NULL AND time >= ? ${newest}`);

  return {
    ofGroup: (group) => ofGroup.all(group).map(recordIn),
    has: (group) => has.get(group) !== undefined,
    put(group, record) {
      put.run(record.id, group, record.time, record.workspace, record.cost, record.codingTool ? 1 : 0, JSON.stringify(record), placeOf(record));
    },
    remove: (id) => void remove.run(id),
    query({ workspace, from = 0, limit = 1_000_000 }) {
      const rows = workspace === undefined ? all.all(from, limit) : workspace === null ? nobodys.all(from, limit) : owned.all(workspace, from, limit);
      return rows.map(recordIn);
    },
    refresh(visit) {
      const page = db.prepare('SELECT rowid AS row, record FROM calls WHERE rowid > ? ORDER BY rowid LIMIT 1000');
      const place = db.prepare('UPDATE calls SET place = ? WHERE rowid = ?');
      for (let rows = page.all(-1); rows.length > 0; rows = page.all(Number(rows.at(-1)?.['row']))) {
        for (const row of rows) {
          const record = recordIn(row);
          place.run(placeOf(record), Number(row['row']));
          visit(record);
        }
      }
    },
  };
}

/** Where the call is in code, or by what names it goes: what actuals at a call site are grouped by. */
export const placeOf = (record: CallRecord): string => {
  const { location } = record;
  return location === null ? `name ${record.feature ?? ''}\u0000${record.agent ?? ''}\u0000${record.task ?? ''}\u0000${record.model ?? ''}`
    : `code ${location.file ?? ''}\u0000${location.line ?? ''}\u0000${location.function ?? ''}\u0000${record.model ?? ''}`;
};

/** Written by us, so it is a record. */
function recordIn(row: Readonly<Record<string, unknown>>): CallRecord {
  const record: CallRecord = JSON.parse(String(row['record']));
  return record;
}
