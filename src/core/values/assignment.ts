/** Writing to names, attributes, entries and patterns. */
import type { Expression } from '../syntax/ir.ts';
import { withEntry } from './collections.ts';
import { elementsOf } from './comprehension.ts';
import { setAttributes } from './classes.ts';
import { joinValues } from './join.ts';
import { step, unknown } from './opaque.ts';
import { bind, findCell } from './scope.ts';
import { arrivedBy, deref, refTo, staticText } from './value.ts';
import type { OpaqueValue, Place, Scope, Value } from './value.ts';
import { isPython, placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

/** `declares`: a new name in this scope, even if an outer one has it. */
export const assignTo = (machine: Machine, target: Expression, value: Value, scope: Scope, declares: boolean): void => {
  const place = placeOf(scope, target.span);
  switch (target.kind) {
    case 'name': return assignName(machine, target.name, value, scope, declares);
    case 'member': return assignMember(machine, machine.evaluate(target.object, scope), target.property, value, place);
    case 'index': return assignIndex(machine, machine.evaluate(target.object, scope), machine.evaluate(target.index, scope), value, place);
    case 'list': return assignList(machine, target, value, scope, declares);
    case 'record': return assignRecord(machine, target, value, scope, declares);
    case 'assignment': {
      const plain = deref(value);
      const missing = plain.kind === 'constant' && plain.value === null;
      const fallback = missing || plain.kind === 'opaque' ? arrivedBy(machine.evaluate(target.value, scope), 'default') : null;
      const empty = fallback && deref(fallback);
      // `{ messages = [] }`: a list either way, so that what is added to it comes beside what was given.
      const given = empty?.kind === 'list' && empty.items.length === 0 && plain.kind === 'opaque' ? refTo({ ...empty, items: [{ value, place, rest: true }] }) : null;
      return assignTo(machine, target.target, missing && fallback ? fallback : given ?? (fallback ? joinValues(value, fallback, 'not given') : value), scope, declares);
    }
    default:
  }
};

const assignName = (machine: Machine, name: string, value: Value, scope: Scope, declares: boolean): void => {
  if (!declares && !isPython(machine, scope.file)) {
    const found = findCell(scope, name);
    if (found && found.scope.kind !== 'class') {
      machine.heap.write(found.cell, value);
      return;
    }
  }
  if (scope.kind === 'module') machine.observer.onModuleName(name, value, scope.file);
  // A name that Python declares `global` is written where it is; reads of the old value end with the call anyway.
  bind(machine, scope, name, value);
};

export const assignMember = (machine: Machine, object: Value, name: string, value: Value, place: Place): void => {
  const plain = deref(object);
  if (plain.kind === 'instance') {
    machine.observer.onField(plain.of, name, value, place);
    setAttributes(machine, object, [[name, value]]);
  } else if (plain.kind === 'record' && object.kind === 'ref') machine.heap.write(object.cell, withEntry(plain, { key: name, value, place }));
  else if (plain.kind === 'class') bind(machine, plain.members, name, value);
  else if (plain.kind === 'opaque' && plain.module !== '?') assignOutside(machine, plain, name, value, place);
};

/** `st.session_state.chain = chain`, `st.session_state["chain"] = chain`. */
const assignOutside = (machine: Machine, holder: OpaqueValue, name: string, value: Value, place: Place): void => {
  const isKept = machine.libraryObjects.keep(holder, name, value, place.file);
  machine.observer.onAssign(step(holder, name, place, machine.phase), value, place, isKept);
};

const assignIndex = (machine: Machine, object: Value, at: Value, value: Value, place: Place): void => {
  const key = deref(at);
  const name = staticText(key);
  if (object.kind === 'opaque' && object.module !== '?' && name !== null) return assignOutside(machine, object, name, value, place);
  if (object.kind !== 'ref') return;
  const plain = deref(object);
  if (plain.kind === 'record') {
    machine.heap.write(object.cell, name !== null ? withEntry(plain, { key: name, value, place }) : { ...plain, rest: plain.rest ?? unknown('entry', place, { volatility: 'request' }) });
  } else if (plain.kind === 'list' && key.kind === 'constant' && typeof key.value === 'number') {
    const at = key.value < 0 ? plain.items.length + key.value : key.value;
    const item = plain.items[at];
    if (item) machine.heap.write(object.cell, { ...plain, items: plain.items.with(at, { ...item, value }) });
  }
};

const assignList = (machine: Machine, target: Expression & { kind: 'list' }, value: Value, scope: Scope, declares: boolean): void => {
  const place = placeOf(scope, target.span);
  const plain = deref(value);
  const items = plain.kind === 'list' ? plain.items : [];
  // One of several lists, e.g. an entry of a registry: each of its places is one of theirs.
  const isOneOf = plain.kind === 'union';
  const each = items.length === 0 && !isOneOf ? elementsOf(machine, value, place).values[0] : undefined;
  target.items.forEach((item, i) => {
    if (item.kind === 'spread') {
      assignTo(machine, item.value, refTo({ kind: 'list', ordered: true, place, items: items.slice(i) }), scope, declares);
      return;
    }
    const own = items[i] ?? items.find((known) => known.rest === true);
    const at = placeOf(scope, item.span);
    const taken = isOneOf ? machine.index(value, { kind: 'constant', value: i }, at) : own?.rest ? machine.index(own.value, { kind: 'constant', value: i }, at) : own?.value;
    assignTo(machine, item, taken ?? each ?? unknown(machine.program.source(at), at, { volatility: 'request' }), scope, declares);
  });
};

const assignRecord = (machine: Machine, target: Expression & { kind: 'record' }, value: Value, scope: Scope, declares: boolean): void => {
  const taken = new Set<string>();
  for (const entry of target.entries) {
    if (entry.kind === 'spread') {
      const plain = deref(value);
      assignTo(machine, entry.value, plain.kind === 'record' ? refTo({ ...plain, entries: plain.entries.filter((each) => !taken.has(each.key)) }) : value, scope, declares);
      continue;
    }
    const key = entry.key.kind === 'name' ? entry.key.name : staticText(machine.evaluate(entry.key, scope));
    if (key === null) continue;
    taken.add(key);
    const plain = deref(value);
    // A key the record does not have reads as nothing, so that the pattern's default applies.
    const absent = plain.kind === 'record' && !plain.rest && !plain.entries.some((each) => each.key === key);
    assignTo(machine, entry.value, absent ? { kind: 'constant', value: null } : machine.member(value, key, placeOf(scope, entry.span)), scope, declares);
  }
};
