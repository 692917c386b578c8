/** Call expressions: arguments, and methods of known texts, lists and records. */
import type { Argument, ExpressionOf } from '../syntax/ir.ts';
import { itemsOf, mergeInto } from './collections.ts';
import { grown } from './growing.ts';
import { callMethod } from './methods.ts';
import { joinValues } from './join.ts';
import { deref, NOTHING } from './value.ts';
import type { Args, Place, RecordValue, Scope, Value } from './value.ts';
import { placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

export const evaluateCall = (machine: Machine, node: ExpressionOf<'call'>, scope: Scope): Value => {
  const place = placeOf(scope, node.span);
  if (node.callee.kind !== 'member') {
    const callee = machine.evaluate(node.callee, scope);
    return machine.call(callee, evaluateArgs(machine, node.args, scope), place, scope, node.isNew);
  }
  const receiver = machine.evaluate(node.callee.object, scope);
  const args = evaluateArgs(machine, node.args, scope);
  const longer = grown(receiver, node.callee.property, args, place);
  if (longer) {
    machine.assign(node.callee.object, longer, scope, false);
    return NOTHING;
  }
  return callOn(machine, { receiver, name: node.callee.property, args, place, calleePlace: placeOf(scope, node.callee.span), scope, isNew: node.isNew });
};

interface MethodCall {
  readonly receiver: Value;
  readonly name: string;
  readonly args: Args;
  readonly place: Place;
  readonly calleePlace: Place;
  readonly scope: Scope;
  readonly isNew: boolean;
}

/** Deeper unions are unions that hold themselves, e.g. a variable that a loop assigns from itself. */
const MAX_UNIONS = 6;

/** An object made by a class of a library, or by such an object. */
const MADE = /^[^:?]+:(?:[\w.]*\.)?[A-Z]\w*\(\)/;

const isLibraryObject = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'opaque' && MADE.test(plain.key);
};

/** What is an object of a library on another way is no unknown object here, nor a text with a method that texts do not have. */
const isAnybodys = (value: Value, name: string): boolean => {
  const plain = deref(value);
  return plain.kind === 'opaque' ? plain.module === '?' && plain.type === undefined : plain.kind === 'text' && name.includes('_');
};

/** A call on each alternative of the receiver. */
const callOn = (machine: Machine, call: MethodCall, depth = 0): Value => {
  const plain = deref(call.receiver);
  if (plain.kind === 'union' && depth < MAX_UNIONS) {
    let result: Value | null = null;
    const isKnown = plain.members.some(({ value }) => isLibraryObject(value));
    for (const member of plain.members) {
      if (deref(member.value).kind === 'constant' || (isKnown && isAnybodys(member.value, call.name))) continue;
      machine.conditions.push(member.when);
      const value = callOn(machine, { ...call, receiver: member.value }, depth + 1);
      machine.conditions.pop();
      result = result ? joinValues(result, value, member.when) : value;
    }
    if (result) return result;
  }
  const answered = callMethod(machine, call.receiver, call.name, call.args, { place: call.place, scope: call.scope });
  if (answered !== null) return answered;
  return machine.call(machine.member(call.receiver, call.name, call.calleePlace), call.args, call.place, call.scope, call.isNew);
};

export const evaluateArgs = (machine: Machine, nodes: readonly Argument[], scope: Scope): Args => {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  const places = new Map<string, Place>();
  let rest: Value | null = null;
  for (const node of nodes) {
    const value = machine.evaluate(node.value, scope);
    const place = placeOf(scope, node.value.span);
    if (node.spread === 'record') {
      const record: RecordValue = mergeInto({ kind: 'record', entries: [], rest: null, place }, value);
      for (const entry of record.entries) {
        named.set(entry.key, entry.value);
        places.set(entry.key, entry.place);
      }
      rest = record.rest ?? rest;
    } else if (node.spread === 'list') {
      for (const item of itemsOf(value, place)) {
        if (item.rest) rest = item.value;
        else positional.push(item.value);
      }
    } else if (node.name !== undefined) {
      named.set(node.name, value);
      places.set(node.name, place);
    } else {
      places.set(`#${positional.length}`, place);
      positional.push(value);
    }
  }
  return { positional, named, rest, places };
};
