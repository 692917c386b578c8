/** Derived calls. They can be thrown away and made again from the facts. */
import type { DatabaseSync } from 'node:sqlite';
import type { CallRecord } from '../../call-record.ts';
import type { Told } from '../../derive.ts';
import { headOf } from '../../matching/fingerprint.ts';
import { packed, unpacked } from './packed-record.ts';
import type { Row } from './rows.ts';

/** A call as its own group tells it, and as it stands beside those of others. */
export interface StoredCall {
  readonly group: string;
  readonly told: Told;
  readonly shown: CallRecord;
  readonly hidden: boolean;
}

export interface CallsStore {
  ofGroup(group: string): StoredCall[];
  has(group: string): boolean;
  /** Shown as it is told, until `restate` says otherwise. */
  put(group: string, told: Told): void;
  restate(id: string, shown: CallRecord, hidden: boolean): void;
  remove(id: string): void;
  find(id: string): StoredCall | null;
  /** Those of the same answer in other groups, earliest first; a few are enough to tell which was first. */
  ofResponse(response: string, apartFrom: string): StoredCall[];
  /** Of other groups, that began in a stretch; newest first. */
  between(from: number, to: number, apartFrom: string): StoredCall[];
  /** Newest first. */
  query(query: { readonly workspace?: string | null; readonly from?: number; readonly limit?: number }): CallRecord[];
  /** All of them, oldest first, a page at a time: what is written meanwhile may be among them or not. */
  inOrder(query: { readonly workspace?: string | null }): Iterable<CallRecord>;
  /** Visits every call that is shown. */
  each(visit: (record: CallRecord) => void): void;
}

/** Records read at once where all are wanted. */
const PAGE = 1_000;
const MOST_SIBLINGS = 8;
const MOST_NEIGHBOURS = 2_000;

export function createCallsStore(db: DatabaseSync): CallsStore {
  const columns = 'id, trace, rank, worth, scope, record, draft, hidden';
  // A call's id begins with its group, and goes on with a sign before `0`: the index of ids serves both.
  const inGroup = "id >= ?1 AND id < ?1 || '0' AND trace = ?1";
  const ofGroup = db.prepare(`SELECT ${columns} FROM calls WHERE ${inGroup}`);
  const byId = db.prepare(`SELECT ${columns} FROM calls WHERE id = ?`);
  const ofResponse = db.prepare(`SELECT ${columns} FROM calls WHERE response = ? AND trace <> ? ORDER BY time, id LIMIT ${MOST_SIBLINGS}`);
  const between = db.prepare(`SELECT ${columns} FROM calls WHERE time >= ? AND time <= ? AND trace <> ? ORDER BY time DESC LIMIT ${MOST_NEIGHBOURS}`);
  const has = db.prepare(`SELECT 1 FROM calls WHERE ${inGroup} LIMIT 1`);
  const put = db.prepare('INSERT OR REPLACE INTO calls (id, trace, time, workspace, cost, coding_tool, record, response, rank, worth, scope) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const restate = db.prepare('UPDATE calls SET draft = coalesce(draft, record), record = ?, hidden = ?, workspace = ?, cost = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM calls WHERE id = ?');
  const newest = 'AND hidden = 0 ORDER BY time DESC, id LIMIT ?';
  const all = db.prepare(`SELECT record FROM calls WHERE time >= ? ${newest}`);
  const owned = db.prepare(`SELECT record FROM calls WHERE workspace = ? AND time >= ? ${newest}`);
  const nobodys = db.prepare(`SELECT record FROM calls WHERE workspace IS NULL AND time >= ? ${newest}`);

  return {
    ofGroup: (group) => ofGroup.all(group).map(storedIn),
    has: (group) => has.get(group) !== undefined,
    put(group, { record, rank, worth, scopeName }) {
      put.run(record.id, group, record.time, record.workspace, record.cost, record.codingTool ? 1 : 0, packed(record), record.responseId, rank, worth, scopeName);
    },
    restate: (id, shown, hidden) => void restate.run(packed(shown), hidden ? 1 : 0, shown.workspace, shown.cost, id),
    remove: (id) => void remove.run(id),
    find(id) {
      const row = byId.get(id);
      return row === undefined ? null : storedIn(row);
    },
    ofResponse: (response, apartFrom) => ofResponse.all(response, apartFrom).map(storedIn),
    between: (from, to, apartFrom) => between.all(Math.floor(from), Math.ceil(to), apartFrom).map(storedIn),
    query({ workspace, from = 0, limit = 1_000_000 }) {
      const rows = workspace === undefined ? all.all(from, limit) : workspace === null ? nobodys.all(from, limit) : owned.all(workspace, from, limit);
      return rows.map((row) => unpacked(String(row['record'])));
    },
    *inOrder({ workspace }) {
      const whose = workspace === undefined ? '' : workspace === null ? 'workspace IS NULL AND' : 'workspace = ? AND';
      const page = db.prepare(`SELECT id, time, record FROM calls WHERE ${whose} time >= ? AND (time, id) > (?, ?) AND hidden = 0 ORDER BY time, id LIMIT ${PAGE}`);
      let [time, id] = [Number.MIN_SAFE_INTEGER, ''];
      for (;;) {
        const rows = page.all(...(typeof workspace === 'string' ? [workspace] : []), time, time, id);
        for (const row of rows) yield unpacked(String(row['record']));
        const last = rows.at(-1);
        if (last === undefined) return;
        [time, id] = [Number(last['time']), String(last['id'])];
      }
    },
    each(visit) {
      const page = db.prepare(`SELECT rowid AS row, record, hidden FROM calls WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`);
      for (let rows = page.all(-1); rows.length > 0; rows = page.all(Number(rows.at(-1)?.['row']))) {
        for (const row of rows) if (row['hidden'] !== 1) visit(unpacked(String(row['record'])));
      }
    },
  };
}

/** Where the call is in code, or by what names it goes: what actuals at a call site are grouped by. */
export const placeOf = (record: CallRecord): string => {
  const { location } = record;
  const prompt = headOf(record.fingerprint);
  return location === null ? `name ${record.feature ?? ''}\u0000${record.agent ?? ''}\u0000${record.task ?? ''}\u0000${record.model ?? ''}${prompt === null ? '' : `\u0000${prompt}`}`
    : `code ${location.file ?? ''}\u0000${location.line ?? ''}\u0000${location.function ?? ''}\u0000${record.model ?? ''}`;
};

function storedIn(row: Row): StoredCall {
  const shown = unpacked(String(row['record']));
  const record = typeof row['draft'] === 'string' ? unpacked(row['draft']) : shown;
  return {
    group: String(row['trace']), shown, hidden: row['hidden'] === 1,
    told: { record, rank: Number(row['rank']), worth: Number(row['worth']), scopeName: String(row['scope']), since: record.time },
  };
}
