/** Classes and their objects: definition, construction, attribute lookup. */
import type { ClassNode, FunctionNode } from '../syntax/ir.ts';
import { assignsAttribute, assignsOutside } from './assigned-attributes.ts';
import { fieldsFrom } from './fields.ts';
import { symbolicArgs } from './parameters.ts';
import { byPhase, called, step, unknown } from './opaque.ts';
import { volatilityOfName } from './names.ts';
import { childScope } from './scope.ts';
import { declaredType } from './types.ts';
import { arrivedBy, deref, NO_ARGS, refTo, text } from './value.ts';
import type { Args, ClassValue, FunctionValue, InstanceValue, OpaqueValue, Place, RefValue, Scope, Value } from './value.ts';
import { placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

export const defineClass = (machine: Machine, node: ClassNode, scope: Scope): ClassValue => {
  // `Base[T]` is Base.
  const bases = node.bases.map((base) => deref(machine.evaluate(base.kind === 'index' ? base.object : base, scope)));
  const members = childScope(scope, 'class');
  const value: ClassValue = { kind: 'class', node, scope, bases, members };
  machine.execute(node.body, members);
  for (const each of members.names.values()) {
    if (each.value?.kind === 'function') machine.observer.onFunction({ ...each.value, owner: value });
  }
  return value;
};

/** Steps for one declaration, whenever it is first asked for. */
const DECLARATION_STEPS = 5_000;

/** `interface` and `type`: nothing of it runs, so it is read only when somebody asks. */
export const declareType = (machine: Machine, node: ClassNode, scope: Scope): ClassValue => {
  let read: { readonly bases: readonly Value[]; readonly members: Scope } | null = null;
  const now = (): NonNullable<typeof read> => {
    if (read) return read;
    const members = childScope(scope, 'class');
    read = { bases: [], members };
    machine.fuel.within(DECLARATION_STEPS, () => machine.heap.apart(() => {
      read = { members, bases: node.bases.map((base) => declaredType(machine, base, scope)).filter((base) => base !== null) };
      machine.execute(node.body, members);
    }));
    return read;
  };
  return { kind: 'class', node, scope, get bases() { return now().bases; }, get members() { return now().members; } };
};

/** The types a class says it implements. */
export const promisedBy = (machine: Machine, of: ClassValue): readonly ClassNode[] =>
  (of.node.promises ?? []).flatMap((promise) => {
    const type = declaredType(machine, promise, of.scope);
    return type?.kind === 'class' ? lineage(type).map((each) => each.node) : [];
  });

/** A class and what it inherits from, nearest first; bounded against cycles. */
export const lineage = (of: ClassValue): readonly ClassValue[] => {
  const found: ClassValue[] = [];
  const visit = (each: ClassValue): void => {
    if (found.includes(each) || found.length > 16) return;
    found.push(each);
    for (const base of each.bases) {
      const plain = deref(base);
      if (plain.kind === 'class') visit(plain);
      // `Generic[T]`-like bases evaluate to an index of the class.
    }
  };
  visit(of);
  return found;
};

export const externalBase = (of: ClassValue): Value & { kind: 'opaque' } | null => {
  for (const each of lineage(of)) {
    for (const base of each.bases) {
      const plain = deref(base);
      if (plain.kind === 'opaque') return plain;
    }
  }
  return null;
};

export const findMethod = (of: ClassValue, name: string): FunctionValue | null => {
  for (const each of lineage(of)) {
    const value = each.members.names.get(name)?.value;
    if (value?.kind === 'function') return { ...value, owner: each };
  }
  return null;
};

/** Whether a method is only there to be overridden: nothing but a docstring, `pass`, `...` or `raise NotImplementedError`. */
export const isAbstract = (node: FunctionNode): boolean =>
  !node.result && node.body.every((each) => each.kind === 'raise' || (each.kind === 'expression' && (each.value.kind === 'string' || each.value.kind === 'unknown' || each.value.kind === 'constant')));

/** `Class.name`: class attributes, static and class methods. */
export const classMember = (of: ClassValue, name: string): Value | null => {
  for (const each of lineage(of)) {
    const value = each.members.names.get(name)?.value;
    if (value === undefined) continue;
    if (value.kind !== 'function') return arrivedBy(value, 'attribute');
    if (value.node.role === 'classmethod') return { ...value, self: of, owner: each };
    return { ...value, owner: each };
  }
  return null;
};

export const attributeOf = (machine: Machine, object: Value, instance: InstanceValue, name: string, place: Place): Value => {
  const own = instance.attributes.get(name);
  if (own) return arrivedBy(declaredBetter(instance.of, name, own), 'attribute');
  if (OWN_CLASS.test(name)) return instance.of;
  for (const each of lineage(instance.of)) {
    const value = each.members.names.get(name)?.value;
    if (value === undefined) continue;
    if (value.kind === 'function') return boundMember(machine, { ...value, owner: each }, object, place);
    if (value.kind !== 'opaque' || value.module !== '?') return arrivedBy(value, 'attribute');
    return laterAssigned(machine, object, instance, name) ?? value;
  }
  const later = laterAssigned(machine, object, instance, name);
  if (later) return later;
  const dynamic = findMethod(instance.of, '__getattr__');
  if (dynamic && !machine.frames.some((frame) => frame.node === dynamic.node)) return machine.callFunction({ ...dynamic, self: object }, { ...NO_ARGS, positional: [text(name, place)] }, place);
  const outside = madeOutside(instance.of, { ...NO_ARGS, named: instance.attributes }, place);
  if (outside) return step(outside, name, place, machine.phase);
  return unknown(name, place, { volatility: byPhase(volatilityOfName(name), 'construct'), phase: 'construct' });
};

/** The class that an object is made of; null for anything else. */
export const classOf = (value: Value): ClassValue | null => {
  const plain = deref(value);
  return plain.kind === 'instance' ? plain.of : null;
};

/** `dataclasses.replace(object, name=value)`: another object, alike but for the changes; null for anything but an object of a class of the workspace. */
export const changedCopy = (value: Value, changes: ReadonlyMap<string, Value>): Value | null => {
  const plain = deref(value);
  return plain.kind === 'instance' ? refTo({ ...plain, attributes: new Map([...plain.attributes, ...changes]) }) : null;
};

/** Under which an object tells its class, in Python and ECMAScript. */
const OWN_CLASS = /^(?:__class__|constructor)$/;

/** An object of a class of the workspace as the library's class that it extends sees it; null when it extends none that says what its methods do. */
export const madeOutside = (of: ClassValue, args: Args, place: Place): OpaqueValue | null => {
  const outside = externalBase(of);
  return outside && !/^(|abc|typing|enum|object)$/.test(outside.module) ? called(outside, args, place, 'construct') : null;
};

/** `private client: OpenAI` says more than an unknown argument it was set from. */
const declaredBetter = (of: ClassValue, name: string, own: Value): Value => {
  if (own.kind !== 'opaque' || own.module !== '?' || own.type) return own;
  for (const each of lineage(of)) {
    const declared = each.members.names.get(name)?.value;
    if (declared?.kind === 'opaque' && declared.module !== '?' && declared.hole) return declared;
  }
  return own;
};

const boundMember = (machine: Machine, method: FunctionValue, object: Value, place: Place): Value => {
  const { node } = method;
  const property = node.role === 'getter' || node.decorators.some((decorator) => decorator.kind === 'name' && /property$/.test(decorator.name) || decorator.kind === 'member' && /property$/.test(decorator.property));
  if (node.role === 'static') return method;
  if (node.role === 'classmethod') return { ...method, self: deref(object).kind === 'instance' ? (deref(object) as InstanceValue).of : object };
  const bound: FunctionValue = { ...method, self: object };
  return property ? machine.callFunction(bound, NO_ARGS, place) : bound;
};

const MAX_SEARCHED = 40;

/** An attribute that another method sets, e.g. a client made on first use. */
const laterAssigned = (machine: Machine, object: Value, instance: InstanceValue, name: string): Value | null => {
  for (const each of lineage(instance.of)) {
    for (const statement of each.node.body.slice(0, MAX_SEARCHED)) {
      if (statement.kind !== 'function' || statement.function.role === 'constructor' || statement.function.name === '__init__') continue;
      if (!assignsAttribute(statement.function.body, name)) continue;
      const method = each.members.names.get(statement.function.name)?.value;
      if (method?.kind !== 'function' || machine.frames.some((frame) => frame.node === method.node)) continue;
      const mark = machine.heap.mark();
      machine.callFunction({ ...method, owner: each, self: object }, { ...NO_ARGS, rest: unknown('argument', placeOf(each.scope, method.node.span), { volatility: 'request' }) }, placeOf(each.scope, method.node.span));
      const after = deref(object);
      const value = after.kind === 'instance' ? after.attributes.get(name) : undefined;
      machine.heap.rewind(mark);
      if (value) return arrivedBy(value, 'attribute');
    }
  }
  return null;
};

/** `Class(…)`: runs the constructor, or fills the fields of a data class. */
export const construct = (machine: Machine, of: ClassValue, args: Args, place: Place): Value => {
  const object: RefValue = refTo({ kind: 'instance', of, attributes: new Map() });
  const initialiser = findMethod(of, '__init__') ?? lineage(of).flatMap((each) => constructorOf(each)).at(0) ?? null;
  if (initialiser) {
    // A model's own `__init__` leaves the fields to the library.
    if (/^pydantic\b/.test(externalBase(of)?.module ?? '')) setAttributes(machine, object, fieldsFrom(machine, lineage(of), NO_ARGS));
    const phase = machine.phase;
    if (phase === 'call') machine.phase = 'construct';
    machine.callFunction({ ...initialiser, self: object }, args, place);
    machine.phase = phase;
  } else {
    setAttributes(machine, object, fieldsFrom(machine, lineage(of), args));
    // Nothing of the workspace's runs: the arguments go to the class outside that it extends, e.g. an agent.
    const outside = externalBase(of);
    if (outside && outside.module !== '') machine.observer.onOpaqueCall(called(outside, args, place, machine.phase), place);
  }
  return object;
};

const constructorOf = (of: ClassValue): readonly FunctionValue[] => {
  const value = of.members.names.get('constructor')?.value;
  return value?.kind === 'function' ? [{ ...value, owner: of }] : [];
};

export const setAttributes = (machine: Machine, object: Value, attributes: readonly (readonly [string, Value])[]): void => {
  if (object.kind !== 'ref') return;
  const plain = deref(object);
  if (plain.kind !== 'instance' || attributes.length === 0) return;
  machine.heap.write(object.cell, { ...plain, attributes: new Map([...plain.attributes, ...attributes]) });
};

/** An object of a class as its methods see it when nothing is known about how it was made. */
export const symbolicInstance = (machine: Machine, of: ClassValue): Value => {
  const initialiser = findMethod(of, '__init__') ?? lineage(of).flatMap(constructorOf).at(0);
  const place = placeOf(of.scope, of.node.span);
  const object = construct(machine, of, initialiser ? symbolicArgs(machine, { ...initialiser, self: of }, 'construct') : NO_ARGS, place);
  loosen(machine, object);
  return object;
};

/** Numbers and switches that begin as fields of the class. */
const classCounters = ({ of, attributes }: InstanceValue): readonly (readonly [string, Value])[] =>
  lineage(of).flatMap((each) => [...each.members.names].flatMap(([name, { value }]) => (value?.kind === 'constant' && value.value !== null && !attributes.has(name) ? [[name, value] as const] : [])));

/** By the time a method runs, other methods have filled what the constructor left empty. */
const loosen = (machine: Machine, object: Value): void => {
  const plain = deref(object);
  if (plain.kind !== 'instance') return;
  const loosened = [...classCounters(plain), ...plain.attributes].flatMap(([name, value]): readonly (readonly [string, Value])[] => {
    const known = deref(value);
    const isCounted = known.kind === 'constant' && known.value !== null;
    const open = isCounted ? unknown(name, placeOf(plain.of.scope, plain.of.node.span), { volatility: 'session' }) : opened(name, value);
    if (!open) return [];
    if (known.kind !== 'constant') return [[name, open]];
    if (!lineage(plain.of).some((each) => assignsOutside(each, name))) return [];
    // A number or a switch is no longer what it began as; which branch runs is open.
    return [[name, (isCounted ? null : laterAssigned(machine, object, plain, name)) ?? open]];
  });
  setAttributes(machine, object, loosened);
};

/** An empty list, an empty record or nothing as it is later: something unknown. Null for other values. */
export const opened = (name: string, value: Value): Value | null => {
  const plain = deref(value);
  const place = plain.kind === 'list' || plain.kind === 'record' ? plain.place : null;
  if (plain.kind === 'list' && plain.items.length === 0 && place) return refTo({ ...plain, items: [{ value: unknown(name, place, { volatility: 'session' }), rest: true, place }] });
  if (plain.kind === 'record' && plain.entries.length === 0 && !plain.rest && place) return refTo({ ...plain, rest: unknown(name, place, { volatility: 'session' }) });
  if (plain.kind === 'constant' && plain.value === null) return unknown(name, { file: '', span: { start: 0, end: 0 } }, { volatility: 'session' });
  return null;
};
