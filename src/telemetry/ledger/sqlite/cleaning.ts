/** What was stored before a rule of what is content was known: looked at once more, a few rows at a time, by the rules of today. */
import type { DatabaseSync } from 'node:sqlite';
import { CONTENT_RULES, keptOf, withoutContent } from '../../content.ts';
import type { SpanFact } from '../../otlp/facts.ts';
import type { ContentsStore } from './contents-store.ts';
import type { AttributePacker } from './packed-attributes.ts';
import { seriesOf } from './points-store.ts';
import { attributesIn, type Row } from './rows.ts';

export interface Cleaning {
  /** Looks at the next `rows`; false when none are left. */
  step(rows: number): boolean;
}

interface CleaningDeps {
  readonly db: DatabaseSync;
  readonly packer: AttributePacker;
  readonly spanIn: (row: Row) => SpanFact;
  /** Where texts go; null drops them. */
  readonly contents: ContentsStore | null;
}

/** Resources first: points are known by theirs. */
const STORES = ['resources', 'points', 'logs', 'spans'] as const;
type Store = (typeof STORES)[number];

/** Where a store stands: rows from `next` to `until` are to be looked at. */
interface Progress {
  readonly next: number;
  readonly until: number;
}

export function createCleaning({ db, packer, spanIn, contents }: CleaningDeps): Cleaning {
  const known = db.prepare('SELECT next, until FROM cleaning WHERE store = ? AND rules = ?');
  const begin = db.prepare('INSERT OR REPLACE INTO cleaning (store, rules, next, until) VALUES (?, ?, ?, ?)');
  const advance = db.prepare('UPDATE cleaning SET next = ?, freed = freed + ? WHERE store = ?');
  const setSpan = db.prepare('UPDATE spans SET attributes = ?, names = ? WHERE rowid = ?');
  const setLog = db.prepare('UPDATE logs SET attributes = ? WHERE rowid = ?');
  const setPoint = db.prepare('UPDATE points SET attributes = ?, series = ? WHERE rowid = ?');

  const progressOf = (store: Store): Progress => {
    const row = known.get(store, CONTENT_RULES);
    if (row !== undefined) return { next: Number(row['next']), until: Number(row['until']) };
    const until = Number(db.prepare(`SELECT coalesce(max(rowid), 0) AS last FROM ${store}`).get()?.['last']);
    begin.run(store, CONTENT_RULES, 1, until);
    return { next: 1, until };
  };

  /** Each answers what stands in the place of the attributes. */
  const clean: Readonly<Record<Store, (row: Row, id: number) => string>> = {
    resources: (row, id) => {
      const text = cleaned(row);
      if (text !== row['attributes']) replaceResource(db, id, text);
      return text;
    },
    points: (row, id) => {
      const text = cleaned(row);
      const series = row['series'] === null ? null : seriesOf(String(row['metric']), String(row['scope']), text, Number(row['resource']));
      if (text !== row['attributes'] || series !== row['series']) setPoint.run(text, series, id);
      return text;
    },
    logs: (row, id) => {
      const text = cleaned(row);
      if (text !== row['attributes']) setLog.run(text, id);
      return text;
    },
    spans: (row, id) => {
      const span = spanIn(row);
      const { fact } = keptOf(span);
      if (fact.attributes === span.attributes) return String(row['attributes']);
      const { attributes, names } = packer.pack(fact.attributes);
      contents?.add(span);
      setSpan.run(attributes, names, id);
      return attributes;
    },
  };

  return {
    step(rows) {
      for (const store of STORES) {
        const { next, until } = progressOf(store);
        if (next > until) continue;
        const found = db.prepare(`SELECT rowid AS row, * FROM ${store} WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?`).all(next, until, rows);
        let freed = 0;
        for (const row of found) freed += String(row['attributes']).length - clean[store](row, Number(row['row'])).length;
        advance.run(found.length < rows ? until + 1 : Number(found.at(-1)?.['row']) + 1, Math.max(0, freed), store);
        return true;
      }
      return false;
    },
  };
}

/** What is left of a row's attributes: to the letter what it was where nothing is left out. */
function cleaned(row: Row): string {
  const attributes = attributesIn(row['attributes']);
  const kept = withoutContent(attributes);
  return kept === attributes ? String(row['attributes']) : JSON.stringify(kept);
}

/** What differed in its texts alone may now be like another, which then stands for both. */
function replaceResource(db: DatabaseSync, id: number, text: string): void {
  const same = db.prepare('SELECT id FROM resources WHERE attributes = ?').get(text)?.['id'];
  if (same === undefined) return void db.prepare('UPDATE resources SET attributes = ? WHERE id = ?').run(text, id);
  for (const table of ['spans', 'logs', 'points']) db.prepare(`UPDATE ${table} SET resource = ? WHERE resource = ?`).run(Number(same), id);
  db.prepare('DELETE FROM resources WHERE id = ?').run(id);
}

/** Less than this part of the file is soon filled by what arrives. */
const WORTH_GIVING_BACK = 0.2;
/** Copying a larger file would keep senders waiting for many seconds. */
const MOST_COPIED = 512 * 1024 ** 2;

/** Copies the file without the gaps that cleaning left, where they are a good part of it. */
export function giveBack(db: DatabaseSync): void {
  const of = (query: string): number => Number(Object.values(db.prepare(query).get() ?? {})[0] ?? 0);
  const size = of('PRAGMA page_count') * of('PRAGMA page_size');
  if (size > MOST_COPIED || of('SELECT sum(freed) FROM cleaning') < size * WORTH_GIVING_BACK) return;
  try {
    db.exec('UPDATE cleaning SET freed = 0; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Another process reads, or the disk has no room for the copy: the gaps are filled by what arrives.
  }
}
