/** Methods of known texts, lists and records, in both languages. Null: not one of these. */
import { boundedItems, itemsOf, mergeInto, withEntry } from './collections.ts';
import { mapItems } from './comprehension.ts';
import { joinValues } from './join.ts';
import { holeOf, step, unknown } from './opaque.ts';
import { isDrawnBy, sorted } from './order.ts';
import { ofParts } from './parts.ts';
import { replaceByPattern } from './replacing.ts';
import { asParts, join, serialise, sliceText } from './text.ts';
import { numberOf, textMethod } from './text-methods.ts';
import { truthOf } from './truth.ts';
import { constant, deref, NOTHING, refTo, staticText, text } from './value.ts';
import type { Args, Item, ListValue, OpaqueValue, Place, RecordValue, RefValue, Scope, Value } from './value.ts';
import type { Machine } from './machine.ts';

interface Where {
  readonly place: Place;
  readonly scope: Scope;
}

export const callMethod = (machine: Machine, receiver: Value, name: string, args: Args, where: Where): Value | null => {
  const plain = deref(receiver);
  switch (plain.kind) {
    case 'text': return (/^replace(?:All)?$/.test(name) ? replaceByPattern(machine, plain, args, where) : null) ?? textMethod(machine, plain, name, args, where.place);
    case 'list': return listMethod(machine, receiver, plain, name, args, where);
    case 'record': return recordMethod(machine, receiver, plain, name, args, where);
    case 'function': return functionMethod(machine, plain, name, args, where);
    case 'opaque': return cutOf(machine, plain, name, args, where.place) ?? eachOf(machine, plain, name, args, where);
    default: return null;
  }
};

/** From so many on, `slice(0, n)` cuts a text rather than a list. */
const MANY = 200;

/** `text.slice(0, 4000)`, `text.substring(0, 80)` of an unknown text: a hole of bounded length. Null: not such a cut. */
const cutOf = (machine: Machine, value: OpaqueValue, name: string, args: Args, place: Place): Value | null => {
  const [from, to] = args.positional;
  if (!value.hole || !/^(slice|substring|substr)$/.test(name) || /^(history|messages)$/.test(value.hole.content)) return null;
  const end = numberOf(to);
  if (numberOf(from) !== 0 || end === null || (name === 'slice' && end < MANY)) return null;
  return sliceText(value, from ?? null, to ?? null, place, machine);
};

/** `messages.map(toMessage)`, `messages.forEach((each) => sent.push(each))` of something unknown: one item stands for any number. */
const eachOf = (machine: Machine, value: OpaqueValue, name: string, args: Args, where: Where): Value | null => {
  const callback = args.positional[0];
  if (!value.hole || !/^(?:map|forEach)$/.test(name) || !callback || deref(callback).kind !== 'function') return null;
  const mapped = mapItems(machine, value, callback, where.place, where.scope);
  return name === 'map' ? mapped : NOTHING;
};

const functionMethod = (machine: Machine, callee: Value, name: string, args: Args, where: Where): Value | null => {
  if (name === 'bind') return callee;
  if (name === 'call') return machine.call(callee, { ...args, positional: args.positional.slice(1) }, where.place, where.scope, false);
  return null;
};

const listMethod = (machine: Machine, receiver: Value, list: ListValue, name: string, args: Args, where: Where): Value | null => {
  const [first, second] = args.positional;
  const { place } = where;
  const item = (value: Value, i: number): Item => ({ value, place: args.places.get(`#${i}`) ?? place });
  const change = (items: readonly Item[]): Value => {
    if (receiver.kind === 'ref') machine.heap.write((receiver as RefValue).cell, { ...list, items: boundedItems(items) });
    return NOTHING;
  };
  switch (name) {
    case 'append': case 'add': case 'push': {
      const rest: readonly Item[] = args.rest ? itemsOf(args.rest, place) : [];
      return change([...list.items, ...args.positional.map(item), ...rest]);
    }
    case 'unshift': case 'appendleft': return change([...args.positional.map(item), ...list.items]);
    case 'extend': return first ? change([...list.items, ...itemsOf(first, place)]) : NOTHING;
    case 'insert': {
      const at = numberOf(first) ?? 0;
      return second ? change([...list.items.slice(0, at), { value: second, place }, ...list.items.slice(at)]) : NOTHING;
    }
    case 'splice': {
      const at = numberOf(first) ?? 0;
      return change([...list.items.slice(0, at), ...args.positional.slice(2).map((value) => ({ value, place })), ...list.items.slice(at + (numberOf(second) ?? 0))]);
    }
    case 'pop': case 'shift': {
      const fromStart = name === 'shift' || numberOf(first) === 0;
      const taken = fromStart ? list.items[0] : list.items.at(-1);
      if (!taken || taken.rest) return unknown('item', place, { volatility: 'request' });
      change(fromStart ? list.items.slice(1) : list.items.slice(0, -1));
      return taken.value;
    }
    case 'clear': return change([]);
    case 'sort':
      if (receiver.kind === 'ref') machine.heap.write((receiver as RefValue).cell, sorted(list, isDrawnBy(args, machine)));
      return receiver;
    case 'toSorted': return refTo(sorted(list, isDrawnBy(args, machine)));
    case 'reverse': change([...list.items]); return receiver;
    case 'concat': return refTo({ ...list, items: boundedItems([...list.items, ...args.positional.flatMap((arg) => (deref(arg).kind === 'list' || deref(arg).kind === 'opaque' ? itemsOf(arg, place) : [{ value: arg, place }]))]) });
    case 'copy': case 'toReversed': case 'values': case 'flat': return refTo(list);
    case 'slice': return sliceList(list, first, second);
    case 'at': return machine.index(receiver, first ?? constant(0), place);
    case 'join': return ofParts(join(first ? asParts(first, place, machine) : [{ kind: 'static', text: ',', place }], receiver, place, machine), 'literal');
    case 'map': case 'flatMap': return first ? mapItems(machine, receiver, first, place, where.scope) : null;
    case 'forEach': if (first) mapItems(machine, receiver, first, place, where.scope); return NOTHING;
    case 'filter': return filterList(machine, list, first, where);
    case 'find': case 'findLast': return findItem(machine, list, first, where);
    case 'toString': return ofParts(serialise(list, place, machine));
    default: return null;
  }
};

const sliceList = (list: ListValue, from: Value | undefined, to: Value | undefined): Value => {
  const start = numberOf(from);
  const end = numberOf(to);
  if (list.items.some((item) => item.rest) && (start !== 0 && start !== null)) return refTo(list);
  if ((from && start === null) || (to && end === null)) return refTo({ ...list, items: list.items.map((item) => ({ ...item, condition: item.condition ?? 'after a cut' })) });
  return refTo({ ...list, items: list.items.slice(start ?? 0, end ?? undefined) });
};

/** `filter(Boolean)` and predicates: what is certainly dropped goes, what may be dropped becomes conditional. */
const filterList = (machine: Machine, list: ListValue, predicate: Value | undefined, where: Where): Value => {
  const plain = predicate && deref(predicate);
  const items = list.items.flatMap((item): readonly Item[] => {
    if (item.rest) return [item];
    const verdict = plain?.kind === 'function' ? truthOf(machine.call(plain, { positional: [item.value], named: new Map(), rest: null, places: new Map() }, where.place, where.scope, false)) : truthOf(item.value);
    if (verdict === false) return [];
    return [verdict === true || plain?.kind !== 'function' ? item : { ...item, condition: item.condition ?? machine.program.source(where.place) }];
  });
  return refTo({ ...list, items });
};

const findItem = (machine: Machine, list: ListValue, predicate: Value | undefined, where: Where): Value => {
  if (!predicate) return NOTHING;
  let maybe: Value | null = null;
  for (const item of list.items) {
    if (item.rest) return step({ kind: 'opaque', key: '?:find', module: '?', parent: null, args: null, place: where.place, phase: machine.phase, hole: holeOf(item.value, where.place, machine) }, '[]', where.place, machine.phase);
    const verdict = truthOf(machine.call(predicate, { positional: [item.value], named: new Map(), rest: null, places: new Map() }, where.place, where.scope, false));
    if (verdict === true) return item.value;
    if (verdict === null) maybe = maybe ? joinValues(maybe, item.value, 'found') : item.value;
  }
  return maybe ?? NOTHING;
};

const recordMethod = (machine: Machine, receiver: Value, record: RecordValue, name: string, args: Args, where: Where): Value | null => {
  const [first, second] = args.positional;
  const { place } = where;
  const own = record.entries.find((entry) => entry.key === name);
  if (own) return null;
  const list = (items: readonly Item[]): Value => refTo({ kind: 'list', ordered: true, place, items: record.rest ? [...items, { value: record.rest, rest: true, place }] : items });
  const pair = (key: string, value: Value, at: Place): Item => ({ place: at, value: refTo({ kind: 'list', ordered: true, place: at, items: [{ value: text(key, at), place: at }, { value, place: at }] }) });
  switch (name) {
    case 'get': case 'pop': case 'setdefault': {
      if (!first) return null;
      const key = staticText(first);
      const entry = record.entries.find((each) => each.key === key);
      if (entry && !entry.condition) return entry.value;
      if (key !== null && !record.rest && !entry) return second ?? NOTHING;
      const found = entry ? entry.value : machine.index(receiver, first, place);
      return second && truthOf(second) !== false ? joinValues(found, second, `no ${key ?? 'such entry'}`) : found;
    }
    case 'update': {
      if (receiver.kind !== 'ref') return NOTHING;
      let merged: RecordValue = first ? mergeInto(record, first) : record;
      for (const [key, value] of args.named) merged = withEntry(merged, { key, value, place });
      machine.heap.write(receiver.cell, { ...merged, rest: merged.rest ?? args.rest });
      return NOTHING;
    }
    case 'set': {
      const key = first ? staticText(first) : null;
      if (receiver.kind !== 'ref' || !second || key === null) return null;
      machine.heap.write(receiver.cell, withEntry(record, { key, value: second, place }));
      return receiver;
    }
    case 'keys': return list(record.entries.map((entry) => ({ value: text(entry.key, entry.place), place: entry.place })));
    case 'values': return list(record.entries.map((entry) => ({ value: entry.value, place: entry.place })));
    case 'items': case 'entries': return list(record.entries.map((entry) => pair(entry.key, entry.value, entry.place)));
    case 'copy': return refTo(record);
    default: return null;
  }
};
