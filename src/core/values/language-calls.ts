/** Calls of the language's own functions: what makes, reads or changes collections and objects. Null: nothing is known about the call. */
import { mergeInto, recordOfPairs } from './collections.ts';
import { classOf } from './classes.ts';
import { assignMember } from './assignment.ts';
import { elementsOf } from './comprehension.ts';
import { isDrawnBy, sorted } from './order.ts';
import { isArray, isInstance } from './kind-tests.ts';
import { unknown } from './opaque.ts';
import { truthOf } from './truth.ts';
import { constant, deref, NOTHING, refTo, staticText, text } from './value.ts';
import type { Args, Item, Place, RecordValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

export const languageCall = (machine: Machine, key: string, args: Args, place: Place): Value | null => {
  const [first, second] = args.positional;
  const list = (items: readonly Item[]): Value => refTo({ kind: 'list', ordered: true, place, items });
  switch (key) {
    case ':list()': case ':tuple()': case ':sorted()': case ':reversed()': case ':Array.from()': case ':frozenset()': case ':set()': case ':Set()': {
      // JavaScript's keep the order in which they were filled.
      const isSet = key === ':set()' || key === ':frozenset()';
      if (!first) return refTo({ kind: 'list', items: [], ordered: !isSet, place });
      const plain = deref(first);
      if (plain.kind !== 'list') return null;
      return refTo(key !== ':sorted()' ? { ...plain, ordered: plain.ordered && !isSet } : sorted(plain, isDrawnBy(args, machine)));
    }
    case ':dict()': case ':Object()': {
      let record: RecordValue = (first && recordOfPairs(first, place)) ?? mergeInto({ kind: 'record', entries: [], rest: null, place }, first ?? NOTHING);
      record = { ...record, entries: [...record.entries, ...[...args.named].map(([name, value]) => ({ key: name, value, place }))], rest: record.rest ?? args.rest };
      return refTo(record);
    }
    case ':Object.fromEntries()': case ':Map()': {
      const record = first ? recordOfPairs(first, place) : null;
      // More is put into a map later.
      return record && refTo(key === ':Map()' ? { ...record, rest: unknown('entry', place, { volatility: 'request' }) } : record);
    }
    case ':Object.assign()': return refTo(args.positional.reduce<RecordValue>((merged, each) => mergeInto(merged, each), { kind: 'record', entries: [], rest: null, place }));
    case ':Object.keys()': case ':Object.values()': case ':Object.entries()': {
      const plain = first && deref(first);
      if (plain?.kind !== 'record') return null;
      return list(plain.entries.map((entry) => ({ place: entry.place, value: key === ':Object.keys()' ? text(entry.key, entry.place) : key === ':Object.values()' ? entry.value : list([{ value: text(entry.key, entry.place), place: entry.place }, { value: entry.value, place: entry.place }]) })));
    }
    case ':Promise.all()': return first ?? null;
    case ':getattr()': {
      const name = second ? staticText(second) : null;
      return first && name !== null ? machine.member(first, name, place) : null;
    }
    case ':setattr()': {
      const name = second ? staticText(second) : null;
      if (first && name !== null && args.positional[2]) assignMember(machine, first, name, args.positional[2], place);
      return NOTHING;
    }
    // The class an object is made of: `type(self)(**changed)`.
    case ':type()': return args.positional.length === 1 ? classOf(args.positional[0]!) : null;
    case ':len()': {
      const plain = first && deref(first);
      return plain?.kind === 'list' && !plain.items.some((item) => item.rest || item.condition) ? constant(plain.items.length) : null;
    }
    case ':Boolean()': case ':bool()': {
      return first ? certain(truthOf(first)) : null;
    }
    case ':isinstance()': return first && second ? certain(isInstance(first, second)) : null;
    case ':Array.isArray()': return first ? certain(isArray(first)) : null;
    case ':issubclass()': return null;
    case ':enumerate()': {
      const elements = first ? elementsOf(machine, first, place) : null;
      if (!elements) return null;
      return list(elements.values.map((value, i) => ({ place, ...(elements.many(i) ? { rest: true } : {}), value: list([{ value: elements.known ? constant(i) : unknown('index', place, { volatility: 'request' }), place }, { value, place }]) })));
    }
    case ':int()': case ':float()': case ':Number()': case ':parseInt()': case ':parseFloat()': {
      const known = first ? staticText(first) : null;
      const number = known === null ? NaN : Number(known);
      if (!Number.isNaN(number)) return constant(number);
      return first && deref(first).kind === 'constant' ? first : null;
    }
    case ':require()': case ':import()': case ':__import__()': {
      const name = first ? staticText(first) : null;
      return name === null ? null : { kind: 'import', module: name, imported: '*', file: place.file, place };
    }
    default: return null;
  }
};

const certain = (answer: boolean | null): Value | null => (answer === null ? null : constant(answer));

