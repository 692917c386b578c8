/** One rollup table: sums per stretch of one length, workspace, tag and value. Writes are gathered and flushed once a transaction. */
import type { DatabaseSync } from 'node:sqlite';

/** cost, calls, unpriced, unmeasured, input, cache_read, cache_write, output, errors. */
export type Sums = readonly number[];

const COLUMNS = ['cost', 'calls', 'unpriced', 'unmeasured', 'input', 'cache_read', 'cache_write', 'output', 'errors'] as const;
const CALLS = COLUMNS.indexOf('calls');

export interface Addition {
  /** Since the epoch. */
  readonly minute: number;
  readonly workspace: string;
  readonly tag: string;
  readonly value: string;
  readonly sums: Sums;
}

export interface Grain {
  add(addition: Addition): void;
  /** What was added and not yet flushed, together by stretch, tag and value. */
  pending(): ReadonlyMap<string, Addition>;
  flush(): void;
  forget(): void;
  /** Bounds in units of the grain, half-open. */
  read(workspace: string, tag: string, from: number, to: number): { readonly value: string; readonly sums: Sums }[];
  series(workspace: string, tag: string, from: number, to: number): { readonly bucket: number; readonly sums: Sums }[];
  clear(): void;
}

type Pending = Addition & { readonly sums: number[] };

type Row = Readonly<Record<string, unknown>>;

/** `length`: minutes. The tables' column `minute` counts stretches of it. */
export function createGrain(db: DatabaseSync, table: 'minutes' | 'hours' | 'days', length: number): Grain {
  const upsert = db.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?${', ?'.repeat(COLUMNS.length)})
    ON CONFLICT DO UPDATE SET ${COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`);
  const drop = db.prepare(`DELETE FROM ${table} WHERE workspace = ? AND tag = ? AND minute = ? AND value = ? AND calls = 0`);
  const sums = COLUMNS.map((column) => `sum(${column}) AS ${column}`).join(', ');
  const within = `FROM ${table} WHERE workspace = ? AND tag = ? AND minute >= ? AND minute < ?`;
  const grouped = db.prepare(`SELECT value, ${sums} ${within} GROUP BY value`);
  const series = db.prepare(`SELECT minute, ${sums} ${within} GROUP BY minute ORDER BY minute`);
  const pending = new Map<string, Pending>();

  return {
    add({ minute, workspace, tag, value, sums: more }) {
      const bucket = Math.floor(minute / length);
      const key = `${bucket}\u0000${workspace}\u0000${tag}\u0000${value}`;
      const known = pending.get(key);
      if (known === undefined) pending.set(key, { minute: bucket, workspace, tag, value, sums: [...more] });
      else for (let i = 0; i < more.length; i += 1) known.sums[i] = (known.sums[i] ?? 0) + (more[i] ?? 0);
    },
    pending: () => pending,
    flush() {
      for (const { minute, workspace, tag, value, sums: total } of inOrder([...pending.values()])) {
        if (total.every((sum) => sum === 0)) continue;
        upsert.run(minute, workspace, tag, value, ...total);
        if ((total[CALLS] ?? 0) < 0) drop.run(workspace, tag, minute, value);
      }
      pending.clear();
    },
    forget: () => pending.clear(),
    read: (workspace, tag, from, to) => grouped.all(workspace, tag, from, to).map((row) => ({ value: String(row['value']), sums: sumsIn(row) })),
    series: (workspace, tag, from, to) => series.all(workspace, tag, from, to).map((row) => ({ bucket: Number(row['minute']), sums: sumsIn(row) })),
    clear() {
      pending.clear();
      db.exec(`DELETE FROM ${table}`);
    },
  };
}

/** In the order of the table: of many rows, those that share a page are written one after the other. */
const inOrder = (rows: Pending[]): readonly Pending[] => (rows.length < FEW ? rows
  : rows.sort((a, b) => compare(a.workspace, b.workspace) || compare(a.tag, b.tag) || a.minute - b.minute || compare(a.value, b.value)));

const FEW = 2_000;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sumsIn = (row: Row): Sums => COLUMNS.map((column) => Number(row[column] ?? 0));
