/** Attributes as a list of values beside the number of their names, which are kept once: emitters repeat them in every span. */
import type { DatabaseSync } from 'node:sqlite';
import { AttributeBuilder } from '../../otlp/attribute-builder.ts';
import type { AttributeValue, Attributes } from '../../otlp/facts.ts';
import { NameTree } from '../../otlp/name-tree.ts';

export interface PackedAttributes {
  /** JSON: a list of values, or an object where `names` is null. */
  readonly attributes: string;
  readonly names: number | null;
}

export interface AttributePacker {
  pack(attributes: Attributes): PackedAttributes;
  unpack(attributes: unknown, names: unknown): Attributes;
  /** The transaction is over; what it wrote is there, or is not. */
  settled(committed: boolean): void;
}

/** An emitter whose names never come again would fill the table; from then on new ones stand with their values. */
const MOST_SETS = 20_000;

export function createAttributePacker(db: DatabaseSync): AttributePacker {
  const find = db.prepare('SELECT id FROM names WHERE names = ?');
  const insert = db.prepare(`INSERT INTO names (names) SELECT ? WHERE (SELECT coalesce(max(id), 0) FROM names) < ${MOST_SETS} RETURNING id`);
  const select = db.prepare('SELECT names FROM names WHERE id = ?');
  const known = new NameTree<number | null>();
  const lists = new Map<number, readonly string[]>();
  const builder = new AttributeBuilder();

  /** Null when there are too many. */
  const idOf = (attributes: Attributes): number | null => {
    const names = JSON.stringify(Object.keys(attributes));
    const id = (find.get(names) ?? insert.get(names))?.['id'];
    return typeof id === 'number' ? id : null;
  };
  const namesOf = (id: number): readonly string[] => {
    const list = lists.get(id) ?? listIn(select.get(id)?.['names']);
    lists.set(id, list);
    return list;
  };

  return {
    pack(attributes) {
      let step = known.root;
      const values: AttributeValue[] = [];
      for (const name in attributes) {
        step = known.next(step, name);
        values.push(attributes[name] ?? null);
      }
      if (step.value === undefined) step.value = idOf(attributes);
      return step.value === null ? { attributes: JSON.stringify(attributes), names: null } : { attributes: JSON.stringify(values), names: step.value };
    },
    unpack(attributes, names) {
      const stored: Attributes | readonly AttributeValue[] = JSON.parse(String(attributes));
      if (!isList(stored)) return stored;
      builder.begin();
      const list = namesOf(Number(names));
      for (let i = 0; i < stored.length; i += 1) builder.add(list[i] ?? '', stored[i] ?? null);
      return builder.build();
    },
    settled(committed) {
      // After a rollback its numbers are given to others.
      if (committed) return;
      known.clear();
      lists.clear();
    },
  };
}

const isList = (value: Attributes | readonly AttributeValue[]): value is readonly AttributeValue[] => Array.isArray(value);

function listIn(value: unknown): readonly string[] {
  const list: readonly string[] = JSON.parse(String(value ?? '[]'));
  return list;
}
