/** Spreading lists and records into others. */
import { deref, staticText } from './value.ts';
import type { Entry, Item, RecordValue, Value } from './value.ts';

/** Items of one list that was put together. A list spread into itself doubles each time. */
const MAX_ITEMS = 2_000;

/** What is beyond the bound is like the last that is kept. */
export const boundedItems = (items: readonly Item[]): readonly Item[] => {
  const last = items[MAX_ITEMS];
  return last ? [...items.slice(0, MAX_ITEMS), { ...last, rest: true }] : items;
};

/** The items a value contributes when it is spread. */
export const itemsOf = (value: Value, place: Item['place'], condition?: string): readonly Item[] => {
  const plain = deref(value);
  if (plain.kind === 'list') return condition ? plain.items.map((item) => ({ ...item, condition: item.condition ?? condition })) : plain.items;
  if (plain.kind === 'constant') return [];
  if (plain.kind === 'union') {
    return boundedItems(plain.members.flatMap((member) => itemsOf(member.value, place, member.when || condition || 'sometimes')));
  }
  return [{ value, rest: true, place, ...(condition ? { condition } : {}) }];
};

export const withEntry = (record: RecordValue, entry: Entry): RecordValue => {
  const at = record.entries.findIndex((candidate) => candidate.key === entry.key);
  return { ...record, entries: at < 0 ? [...record.entries, entry] : record.entries.with(at, entry) };
};

/** `[['tone', 'calm'], …]` as the record that `Object.fromEntries` makes of it; null where a key is not known. */
export const recordOfPairs = (value: Value, place: Item['place']): RecordValue | null => {
  const pairs = deref(value);
  if (pairs.kind !== 'list') return null;
  const entries = pairs.items.map((item): Entry | null => {
    const pair = deref(item.value);
    const [name, held, ...others] = pair.kind === 'list' ? pair.items : [];
    const key = name && staticText(name.value);
    return item.rest || others.length > 0 || !held || typeof key !== 'string' ? null : { key, value: held.value, place: held.place, ...(item.condition ? { condition: item.condition } : {}) };
  });
  const known = entries.filter((entry) => entry !== null);
  return known.length < entries.length ? null : known.reduce(withEntry, { kind: 'record', entries: [], rest: null, place });
};

/** Entries of `value` put over those of `record`. What is not known stays as the record's rest. */
export const mergeInto = (record: RecordValue, value: Value): RecordValue => {
  const plain = deref(value);
  if (plain.kind === 'record') return { ...plain.entries.reduce(withEntry, record), rest: plain.rest ?? record.rest };
  if (plain.kind === 'union') {
    return plain.members.reduce((merged, member) => {
      const each = deref(member.value);
      if (each.kind !== 'record') return each.kind === 'constant' ? merged : { ...merged, rest: merged.rest ?? member.value };
      return mergeInto(merged, { ...each, entries: each.entries.map((entry) => ({ ...entry, condition: entry.condition ?? (member.when || 'sometimes') })) });
    }, record);
  }
  return plain.kind === 'constant' || plain.kind === 'function' ? record : { ...record, rest: record.rest ?? value };
};
