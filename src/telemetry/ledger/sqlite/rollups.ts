/** Spend by minute and tag, kept in the transaction that writes the calls. One row a minute for the total and for each tag's value. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CallRecord } from '../../call-record.ts';
import type { SpendTag, TagRow, Totals } from '../../protocol.ts';
import type { Owner } from '../ledger.ts';

const MINUTE = 60_000;
/** The workspace column of spend that no workspace owns. */
const NOBODY = '';
/** Values of a tag that is not set. */
const UNSET = '';
const TOTAL = 'total';
/** Coding tools are rolled up here only, so that product totals never hold them. */
const CODING = 'coding';

const SUMS = 'sum(cost) AS cost, sum(calls) AS calls, sum(unpriced) AS unpriced, sum(unmeasured) AS unmeasured, sum(input) AS input, sum(cache_read) AS cacheRead, sum(cache_write) AS cacheWrite, sum(output) AS output, sum(errors) AS errors';

type Row = Readonly<Record<string, unknown>>;

export interface Rollups {
  /** `sign` −1 takes a record back. Nothing is written before `flush`. */
  add(record: CallRecord, sign: 1 | -1): void;
  /** Writes what was added: one row for all calls of a minute that share a tag's value. */
  flush(): void;
  /** Forgets what was added since the last flush. */
  forget(): void;
  totals(owner: Owner, from: number, to: number): Totals;
  codingTools(owner: Owner, from: number, to: number): Totals;
  byTag(owner: Owner, tag: SpendTag, from: number, to: number): TagRow[];
  minutes(owner: Owner, from: number, to: number): { readonly minute: number; readonly cost: number; readonly calls: number; readonly tokens: number }[];
  clear(): void;
}

const TAGS: readonly SpendTag[] = ['model', 'agent', 'task', 'feature', 'user', 'session'];

export function createRollups(db: DatabaseSync): Rollups {
  const upsert = db.prepare(`
    INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET cost = cost + excluded.cost, calls = calls + excluded.calls, unpriced = unpriced + excluded.unpriced,
      unmeasured = unmeasured + excluded.unmeasured, input = input + excluded.input, cache_read = cache_read + excluded.cache_read,
      cache_write = cache_write + excluded.cache_write, output = output + excluded.output, errors = errors + excluded.errors`);
  const drop = db.prepare('DELETE FROM minutes WHERE workspace = ? AND tag = ? AND minute = ? AND value = ? AND calls = 0');
  const range = 'WHERE workspace = ? AND tag = ? AND minute >= ? AND minute < ?';
  const total = db.prepare(`SELECT ${SUMS} FROM minutes ${range}`);
  const grouped = db.prepare(`SELECT value, ${SUMS} FROM minutes ${range} GROUP BY value ORDER BY cost DESC, calls DESC LIMIT 200`);
  const series = db.prepare(`SELECT minute, sum(cost) AS cost, sum(calls) AS calls, sum(input + cache_read + cache_write + output) AS tokens FROM minutes ${range} GROUP BY minute ORDER BY minute`);

  const bounds = (owner: Owner, tag: string, from: number, to: number): SQLInputValue[] =>
    [owner.workspace ?? NOBODY, tag, Math.floor(from / MINUTE), Math.ceil(to / MINUTE)];

  const pending = new Map<string, Pending>();

  return {
    add(record, sign) {
      const minute = Math.floor(record.time / MINUTE);
      const workspace = record.workspace ?? NOBODY;
      const sums = sumsOf(record).map((value) => value * sign);
      const rows: readonly (readonly [string, string])[] = record.codingTool
        ? [[CODING, record.emitter]]
        : [[TOTAL, UNSET], ...TAGS.map((tag) => [tag, record[tag] ?? UNSET] as const)];
      for (const [tag, value] of rows) {
        const key = `${minute}\u0000${workspace}\u0000${tag}\u0000${value}`;
        const known = pending.get(key);
        if (known === undefined) pending.set(key, { minute, workspace, tag, value, sums: [...sums] });
        else sums.forEach((sum, i) => (known.sums[i] = (known.sums[i] ?? 0) + sum));
      }
    },
    flush() {
      for (const { minute, workspace, tag, value, sums } of pending.values()) {
        if (sums.every((sum) => sum === 0)) continue;
        upsert.run(minute, workspace, tag, value, ...sums);
        if ((sums[CALLS] ?? 0) < 0) drop.run(workspace, tag, minute, value);
      }
      pending.clear();
    },
    forget: () => pending.clear(),
    totals: (owner, from, to) => totalsIn(total.get(...bounds(owner, TOTAL, from, to))),
    codingTools: (owner, from, to) => totalsIn(total.get(...bounds(owner, CODING, from, to))),
    byTag: (owner, tag, from, to) => grouped.all(...bounds(owner, tag, from, to)).map((row) => ({ key: row['value'] === UNSET ? null : String(row['value']), ...totalsIn(row) })),
    minutes: (owner, from, to) => series.all(...bounds(owner, TOTAL, from, to)).map((row) =>
      ({ minute: Number(row['minute']) * MINUTE, cost: Number(row['cost']), calls: Number(row['calls']), tokens: Number(row['tokens']) })),
    clear() {
      pending.clear();
      db.exec('DELETE FROM minutes');
    },
  };
}

interface Pending {
  readonly minute: number;
  readonly workspace: string;
  readonly tag: string;
  readonly value: string;
  readonly sums: number[];
}

/** Where in the sums the number of calls stands. */
const CALLS = 1;

const sumsOf = (record: CallRecord): number[] => [
  record.cost ?? 0, 1, record.cost === null && !record.unmeasured ? 1 : 0, record.unmeasured ? 1 : 0,
  record.input, record.cacheRead, record.cacheWrite5m + record.cacheWrite1h, record.output, record.status === 'error' ? 1 : 0,
];

function totalsIn(row: Row | undefined): Totals {
  const number = (key: string): number => Number(row?.[key] ?? 0);
  return {
    cost: number('cost'), calls: number('calls'), unpriced: number('unpriced'), unmeasured: number('unmeasured'),
    input: number('input'), cacheRead: number('cacheRead'), cacheWrite: number('cacheWrite'), output: number('output'), errors: number('errors'),
  };
}
