/**
 * Spend by minute, hour and day and by tag, kept in the transaction that writes the calls.
 * A question about any stretch is answered from whole days, the hours at their edges and the minutes at theirs:
 *
 *     from ┃mm┃h h h┃ day ┃ day ┃h h┃m┃ to
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CallRecord } from '../../call-record.ts';
import type { SpendTag, TagRow, Totals } from '../../protocol.ts';
import type { Owner } from '../ledger.ts';
import { createGrain, type Sums } from './grain.ts';

const MINUTE = 60_000;
/** The workspace column of spend that no workspace owns. */
const NOBODY = '';
/** Values of a tag that is not set. */
const UNSET = '';
const TOTAL = 'total';
/** Coding tools are rolled up here only, so that product totals never hold them. */
const CODING = 'coding';
/** Rows gathered in memory; the transaction goes on when they are written. */
const MOST_PENDING = 200_000;
/** Rows of a tag that are answered, dearest first. */
const MOST_ROWS = 200;

export interface Rollups {
  /** Within a transaction. `sign` −1 takes a record back. */
  add(record: CallRecord, sign: 1 | -1): void;
  /** Writes what was added, before the transaction ends: one row for all calls of a stretch that share a tag's value. */
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

/** Coarsest first, by their length in minutes. */
const GRAINS = [{ table: 'days', length: 1440 }, { table: 'hours', length: 60 }, { table: 'minutes', length: 1 }] as const;

export function createRollups(db: DatabaseSync): Rollups {
  const grains = GRAINS.map(({ table, length }) => createGrain(db, table, length));
  const finest = grains.at(-1);
  const coarser = grains.slice(0, -1);

  /** Sums by value over a stretch, from the coarsest rows that fit. */
  const sumsBy = (owner: Owner, tag: string, from: number, to: number): Map<string, Sums> => {
    const found = new Map<string, Sums>();
    for (const piece of piecesOf(Math.floor(from / MINUTE), Math.ceil(to / MINUTE))) {
      for (const { value, sums } of grains[piece.grain]?.read(owner.workspace ?? NOBODY, tag, piece.from, piece.to) ?? []) {
        const known = found.get(value);
        found.set(value, known === undefined ? sums : added(known, sums));
      }
    }
    return found;
  };
  const sum = (owner: Owner, tag: string, from: number, to: number): Totals =>
    totalsOf([...sumsBy(owner, tag, from, to).values()].reduce(added, NONE));

  const flush = (): void => {
    // The calls of one transaction mostly share their minute: they are added up once, and the sums go on.
    for (const addition of finest?.pending().values() ?? []) for (const grain of coarser) grain.add(addition);
    grains.forEach((grain) => grain.flush());
  };

  return {
    add(record, sign) {
      const minute = Math.floor(record.time / MINUTE);
      const workspace = record.workspace ?? NOBODY;
      const sums = sumsOf(record, sign);
      if (record.codingTool) finest?.add({ minute, workspace, tag: CODING, value: record.emitter, sums });
      else {
        finest?.add({ minute, workspace, tag: TOTAL, value: UNSET, sums });
        for (const tag of TAGS) finest?.add({ minute, workspace, tag, value: record[tag] ?? UNSET, sums });
      }
      if ((finest?.pending().size ?? 0) > MOST_PENDING) flush();
    },
    flush,
    forget: () => grains.forEach((grain) => grain.forget()),
    totals: (owner, from, to) => sum(owner, TOTAL, from, to),
    codingTools: (owner, from, to) => sum(owner, CODING, from, to),
    byTag: (owner, tag, from, to) => [...sumsBy(owner, tag, from, to)]
      .map(([value, sums]) => ({ key: value === UNSET ? null : value, ...totalsOf(sums) }))
      .sort((a, b) => b.cost - a.cost || b.calls - a.calls || (String(a.key) < String(b.key) ? -1 : 1)).slice(0, MOST_ROWS),
    minutes: (owner, from, to) => (grains.at(-1)?.series(owner.workspace ?? NOBODY, TOTAL, Math.floor(from / MINUTE), Math.ceil(to / MINUTE)) ?? [])
      .map(({ bucket, sums }) => {
        const { cost, calls, input, cacheRead, cacheWrite, output } = totalsOf(sums);
        return { minute: bucket * MINUTE, cost, calls, tokens: input + cacheRead + cacheWrite + output };
      }),
    clear: () => grains.forEach((grain) => grain.clear()),
  };
}

interface Piece {
  /** Index in `GRAINS`. */
  readonly grain: number;
  /** In units of the grain, half-open. */
  readonly from: number;
  readonly to: number;
}

/** `from` and `to` in minutes, half-open. */
function piecesOf(from: number, to: number, grain = 0): Piece[] {
  const length = GRAINS[grain]?.length;
  if (from >= to || length === undefined) return [];
  const [first, last] = [Math.ceil(from / length), Math.floor(to / length)];
  if (first >= last) return piecesOf(from, to, grain + 1);
  return [...piecesOf(from, first * length, grain + 1), { grain, from: first, to: last }, ...piecesOf(last * length, to, grain + 1)];
}

/** In the order of the tables' columns. */
const sumsOf = (record: CallRecord, sign: 1 | -1): Sums => [
  sign * (record.cost ?? 0), sign, record.cost === null && !record.unmeasured ? sign : 0, record.unmeasured ? sign : 0,
  sign * record.input, sign * record.cacheRead, sign * (record.cacheWrite5m + record.cacheWrite1h), sign * record.output, record.status === 'error' ? sign : 0,
];

const NONE: Sums = [0, 0, 0, 0, 0, 0, 0, 0, 0];

const added = (a: Sums, b: Sums): Sums => a.map((value, i) => value + (b[i] ?? 0));

function totalsOf([cost = 0, calls = 0, unpriced = 0, unmeasured = 0, input = 0, cacheRead = 0, cacheWrite = 0, output = 0, errors = 0]: Sums): Totals {
  return { cost, calls, unpriced, unmeasured, input, cacheRead, cacheWrite, output, errors };
}
