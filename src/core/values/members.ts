/** `object.name` and `object[index]`. */
import { assignsAttribute } from './assigned-attributes.ts';
import { attributeOf, classMember, findMethod, lineage, madeOutside } from './classes.ts';
import { isFieldCall } from './fields.ts';
import { joinValues } from './join.ts';
import { isPutOff } from './lazy.ts';
import { changesOf, external, holeOf, step, unknown } from './opaque.ts';
import { volatilityOfName } from './names.ts';
import { resolveImport } from './scope.ts';
import { arrivedBy, deref, NO_ARGS, NOTHING, staticText, text } from './value.ts';
import type { Item, OpaqueValue, Place, RecordValue, UnionValue, Value } from './value.ts';
import { placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

/** Deeper unions are unions that hold themselves, e.g. a variable that a loop assigns from itself. */
const MAX_UNIONS = 6;

/** What a library's class answers of the class that extends it: its schema, or another class with more in it. */
const MAKES_OF_A_CLASS = /^(?:model_json_schema|schema|append|prepend|insert|delete|with_instructions|with_updated_fields)$/;

export const member = (machine: Machine, object: Value, name: string, place: Place, depth = 0): Value => {
  const plain = deref(object);
  switch (plain.kind) {
    case 'instance': return ownName(plain.of.node, placeOf(plain.of.scope, plain.of.node.span), name) ?? attributeOf(machine, object, plain, name, place);
    case 'class': return classMember(plain, name) ?? ownName(plain.node, placeOf(plain.scope, plain.node.span), name) ?? step({ ...external('?', plain.node.name, place, machine.phase), ...(MAKES_OF_A_CLASS.test(name) ? { type: plain } : {}) }, name, place, machine.phase);
    case 'module': {
      const value = machine.program.exported(plain.file, name);
      if (value) return arrivedBy(machineResolve(machine, value, place), 'imported');
      return unknown(name, place, { volatility: 'process' });
    }
    case 'function': return ownName(plain.node, placeOf(plain.scope, plain.node.span), name) ?? derived(machine, object, name, place);
    case 'super': return superMember(machine, plain, name, place);
    case 'record': {
      const entry = plain.entries.find((candidate) => candidate.key === name);
      if (entry) return arrivedBy(entry.value, 'attribute');
      return plain.rest ? entryOfUnknown(machine, plain.rest, name, place) : unknown(name, place, { volatility: 'process' });
    }
    case 'union': return depth < MAX_UNIONS ? eachMember(object, (value) => member(machine, value, name, place, depth + 1)) : derived(machine, object, name, place);
    case 'text':
      // An enum's member is its text.
      return name === 'value' ? plain : derived(machine, object, name, place);
    case 'pipe': return { ...external('pipe', name, place, machine.phase), pipe: plain };
    case 'opaque': return memberOfOpaque(machine, plain, name, place);
    default: return derived(machine, object, name, place);
  }
};

/** `f.__doc__`, `f.__name__`: what is written at a definition; null for other names. */
const ownName = ({ doc, name: own }: { readonly doc?: string; readonly name: string }, place: Place, name: string): Value | null =>
  (name === '__doc__' && doc ? text(doc, place) : name === '__name__' && own ? text(own, place) : null);

const machineResolve = (machine: Machine, value: Value, place: Place): Value =>
  (value.kind === 'import' ? resolveImport(machine, value, place) : value);

const entryOfUnknown = (machine: Machine, rest: Value, name: string, place: Place): Value => {
  const plain = deref(rest);
  return plain.kind === 'opaque' ? memberOfOpaque(machine, plain, name, place) : unknown(name, place, { volatility: changesOf(rest, machine).volatility });
};

const MADE_OBJECT = /[:.][A-Z]\w*\(\)$/;

const memberOfOpaque = (machine: Machine, object: OpaqueValue, name: string, place: Place): Value => {
  const kept = machine.libraryObjects.kept(object, name);
  if (kept) return kept;
  const declared = declaredMember(object, name);
  if (declared && !isOpen(declared)) return isSetting(name, declared) ? arrivedBy(declared, 'declared') : givenBy(object, declared);
  // `Message(content=text).content`: what a library's object was made with.
  const given = object.args && MADE_OBJECT.test(object.key) ? object.args.named.get(name) : undefined;
  if (given) return given;
  const type = declared?.kind === 'opaque' ? declared.type : undefined;
  const held = declared ? null : heldByType(machine, object, name);
  if (held) return held;
  const outside = declared ? null : typedOutside(object, place);
  if (outside) return step(outside, name, place, machine.phase);
  const next = { ...step(object, name, place, machine.phase), ...(type ? { type } : {}) };
  // `config.user.name` says more by its own names than by what it hangs on.
  if (object.hole && object.module === '?') {
    const own = volatilityOfName(name);
    const volatility = own === 'request' ? object.hole.volatility : own;
    return { ...next, hole: { ...object.hole, expression: name, volatility, origin: [place, ...object.hole.origin], ...(object.hole.param ? { param: object.hole.param } : {}) } };
  }
  return next;
};

/** The object that the constructor of the declared class puts there: a client, a service. Texts and numbers are those of the one object that is meant, and so is one of several engines. */
const heldByType = (machine: Machine, object: OpaqueValue, name: string): Value | null => {
  const type = object.type && object.module === '?' ? deref(object.type) : null;
  if (type?.kind !== 'class' || type.node.form === 'type') return null;
  const initialiser = findMethod(type, '__init__') ?? findMethod(type, 'constructor');
  if (!initialiser || !assignsAttribute(initialiser.node.body, name)) return null;
  const typical = machine.observer.typical(type);
  const of = typical && deref(typical);
  const held = of?.kind === 'instance' ? of.attributes.get(name) : undefined;
  if (held && isPutOff(held)) return null;
  const plain = held && deref(held);
  if (plain?.kind === 'instance') return lineage(plain.of).length === 1 ? held ?? null : null;
  return plain?.kind === 'opaque' && (plain.type !== undefined || (plain.args !== null && plain.module !== '' && plain.module !== '?')) ? held ?? null : null;
};

/** A word or number that a class declares for a field: each object may hold another, while longer texts are written there to be sent. */
const isSetting = (name: string, declared: Value): boolean => {
  const plain = deref(declared);
  if (name === name.toUpperCase()) return false;
  return plain.kind === 'constant' ? typeof plain.value === 'number' || typeof plain.value === 'boolean' : /^\S+$/.test(staticText(plain) ?? '');
};

/** A field of which only the type is known is its caller's where the object is. */
const givenBy = ({ hole }: OpaqueValue, field: Value): Value => {
  const plain = deref(field);
  return hole?.param !== undefined && plain.kind === 'opaque' && plain.hole && !plain.hole.param ? { ...plain, hole: { ...plain.hole, param: hole.param } } : field;
};

/** Something of which only the type is known, as the library's class that the type extends sees it. */
const typedOutside = ({ type, module, hole }: OpaqueValue, place: Place): OpaqueValue | null => {
  const declared = type && module === '?' ? deref(type) : null;
  const made = declared?.kind === 'class' && declared.node.form !== 'type' ? madeOutside(declared, NO_ARGS, place) : null;
  return made && hole ? { ...made, hole } : made;
};

/** What the declared type of an object says about a member of it. */
const declaredMember = (object: OpaqueValue, name: string): Value | null => {
  const type = object.type && deref(object.type);
  const found = type?.kind === 'class' ? classMember(type, name) : null;
  if (found?.kind !== 'function') return found;
  const written = found.node.body.length > 0 || found.node.result !== undefined;
  return written ? { ...found, self: object } : null;
};

/** A field of which only the type is declared, or that is empty until somebody fills it: what it holds, and who sets it, the object says. */
const isOpen = (declared: Value): boolean => {
  const plain = deref(declared);
  if (plain.kind === 'opaque') return plain.module === '?' || isFieldCall(plain);
  if (plain.kind === 'constant') return plain.value === null;
  return (plain.kind === 'list' && plain.items.length === 0) || (plain.kind === 'record' && plain.entries.length === 0);
};

/** A member of something known but not understood: as volatile as the thing. */
const derived = (machine: Machine, object: Value, name: string, place: Place): Value => {
  const { volatility, cause } = changesOf(object, machine);
  return { ...unknown(name, place, { volatility, cause }), key: `?:.${name}` };
};

const superMember = (machine: Machine, value: Value & { kind: 'super' }, name: string, place: Place): Value => {
  for (const base of value.owner.bases) {
    const plain = deref(base);
    if (plain.kind === 'class') {
      const found = classMember(plain, name);
      if (found) return found.kind === 'function' ? { ...found, self: value.self } : found;
    }
  }
  const outside = value.owner.bases.map(deref).find((base) => base.kind === 'opaque');
  return outside?.kind === 'opaque' ? step({ ...outside, key: `${outside.key}()` }, name, place, machine.phase) : external('', `super().${name}`, place, machine.phase);
};

const eachMember = (value: Value, go: (value: Value) => Value): Value => {
  const plain = deref(value);
  if (plain.kind !== 'union') return go(value);
  let result: Value | null = null;
  for (const each of plain.members) {
    if (deref(each.value).kind === 'constant' && plain.members.length > 1) continue;
    const next = go(each.value);
    result = result ? joinValues(result, next, each.when) : next;
  }
  return result ?? NOTHING;
};

/** `list[Recipe]` handed on as a value is a schema of its own. */
const LISTS = /^(?::(?:list|set|tuple)|typing:(?:List|Sequence|Iterable|Optional|Set)|collections\.abc:(?:Sequence|Iterable))$/;

export const index = (machine: Machine, object: Value, at: Value, place: Place, depth = 0): Value => {
  const plain = deref(object);
  const key = deref(at);
  if (depth < MAX_UNIONS && plain.kind === 'union') return eachMember(object, (value) => index(machine, value, at, place, depth + 1));
  const usual = plain.kind === 'record' && key.kind === 'union' ? usualEntry(plain, key) : null;
  if (usual) return usual;
  if (depth < MAX_UNIONS && key.kind === 'union') return eachMember(at, (value) => index(machine, object, value, place, depth + 1));
  const name = staticText(key);
  if (plain.kind === 'opaque' && LISTS.test(plain.key) && (key.kind === 'class' || key.kind === 'opaque')) return { kind: 'list', items: [{ value: at, place }], ordered: true, place };
  if (plain.kind === 'list' && key.kind === 'constant' && typeof key.value === 'number') {
    const items = plain.items;
    const item = key.value < 0 ? items[items.length + key.value] : items[key.value];
    const certain = item && !item.rest && !(key.value < 0 ? items.slice(key.value) : items.slice(0, key.value)).some((each) => each.rest);
    if (certain && key.value === -1 && item.condition) return eitherLast(items) ?? indexOpaque(machine, object, place);
    if (certain) return item.value;
    if (item?.rest) return indexOpaque(machine, item.value, place);
  }
  if (plain.kind === 'record' && name === null && key.kind !== 'constant') {
    // A registry looked up by something unknown: any of its entries.
    if (plain.entries.length === 0) return plain.rest ? indexOpaque(machine, plain.rest, place) : unknown('entry', place, { volatility: changesOf(at, machine).volatility });
    const source = machine.program.source(place);
    return plain.entries.slice(0, 24).map((entry) => ({ value: arrivedBy(entry.value, 'attribute'), when: `${source} is ${entry.key}` }))
      .reduce<Value | null>((joined, each) => (joined ? joinValues(joined, each.value, each.when) : { kind: 'union', members: [each], cut: false }), null) ?? NOTHING;
  }
  const letter = plain.kind === 'text' && key.kind === 'constant' && typeof key.value === 'number' ? staticText(plain)?.at(key.value) : undefined;
  if (letter !== undefined) return text(letter, place);
  if (name !== null && plain.kind !== 'text') return member(machine, object, name, place);
  return indexOpaque(machine, object, place);
};

/** The last of a list whose last items may be missing: one of them, or the one before. Null where that is not known. */
const eitherLast = (items: readonly Item[]): Value | null => {
  const sure = items.findLastIndex((item) => !item.condition);
  const last = items[sure];
  return !last || last.rest || items.slice(sure).some((item) => item.rest) ? null : items.slice(sure + 1).reduce<Value>((before, item) => joinValues(before, item.value, item.condition ?? ''), last.value);
};

/** `PROMPTS[name]` where only what `name` is by default is known: that entry, by default; null where more is known. */
const usualEntry = (record: RecordValue, key: UnionValue): Value | null => {
  const names = key.members.map((each) => ({ name: staticText(each.value), value: deref(each.value) }));
  const [usual, ...others] = names.filter(({ name }) => name !== null);
  if (!usual || others.length > 0 || usual.value.kind !== 'text' || usual.value.via !== 'default' || names.some(({ name, value }) => name === null && value.kind !== 'opaque')) return null;
  const entry = record.entries.find((each) => each.key === usual.name);
  return entry ? arrivedBy(entry.value, 'default') : null;
};

const indexOpaque = (machine: Machine, object: Value, place: Place): Value => {
  const plain = deref(object);
  if (plain.kind === 'opaque') {
    const next = { ...step(plain, '[]', place, machine.phase) };
    return plain.hole ? { ...next, hole: { ...plain.hole, expression: machine.program.source(place) } } : next;
  }
  const hole = holeOf(object, place, machine);
  return { ...unknown(hole.expression, place, { volatility: hole.volatility, cause: hole.cause }), key: '?:[]' };
};
