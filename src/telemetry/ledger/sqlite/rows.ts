/** What the stores of facts share: reading columns, and resources kept once. */
import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { withoutContent } from '../../content.ts';
import type { Attributes } from '../../otlp/facts.ts';

export type Row = Readonly<Record<string, unknown>>;

export const changed = (statement: StatementSync, ...values: readonly SQLInputValue[]): boolean => Number(statement.run(...values).changes) > 0;

export const hash = (...parts: readonly (string | number)[]): string => createHash('sha1').update(parts.join('\u0000')).digest('base64url');

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Written by us, so it is JSON. */
export function attributesIn(value: unknown): Attributes {
  const attributes: Attributes = JSON.parse(String(value));
  return attributes;
}

export interface Resources {
  write(resource: Attributes): number;
  read(id: number): Attributes;
  /** The transaction is over; what it wrote is there, or is not. */
  settled(committed: boolean): void;
}

/** More than this many are read anew. */
const MOST_KNOWN = 1_000;

/** A process sends the same resource with every batch: it is kept once. */
export function createResources(db: DatabaseSync): Resources {
  const insert = db.prepare('INSERT INTO resources (attributes) VALUES (?) ON CONFLICT DO UPDATE SET attributes = attributes RETURNING id');
  const select = db.prepare('SELECT attributes FROM resources WHERE id = ?');
  let ids = new WeakMap<Attributes, number>();
  const read = new Map<number, Attributes>();
  return {
    write(resource) {
      const known = ids.get(resource);
      if (known !== undefined) return known;
      const id = Number(insert.get(JSON.stringify(withoutContent(resource)))?.['id']);
      ids.set(resource, id);
      return id;
    },
    read(id) {
      const known = read.get(id) ?? attributesIn(select.get(id)?.['attributes'] ?? '{}');
      read.set(id, known);
      return known;
    },
    settled(committed) {
      ids = new WeakMap();
      // After a rollback its ids are given to others.
      if (!committed || read.size > MOST_KNOWN) read.clear();
    },
  };
}
