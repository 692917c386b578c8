/** Parameters: what they are bound to in a call, and what is known of them without one. */
import type { FunctionNode, Param } from '../syntax/ir.ts';
import { joinValues } from './join.ts';
import { volatilityOfName } from './names.ts';
import { byPhase, paramOf, unknown } from './opaque.ts';
import { bind } from './scope.ts';
import { typedUnknown } from './types.ts';
import { arrivedBy, deref, NO_ARGS, NOTHING, refTo } from './value.ts';
import type { Args, Entry, FunctionValue, Phase, Place, Scope, Value } from './value.ts';
import { isPython, placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

/** Whether the first parameter is the object or class the function is called on. */
export const takesSelf = (machine: Machine, callee: FunctionValue): boolean =>
  callee.self !== undefined && callee.node.role !== 'static' && callee.owner !== undefined && isPython(machine, callee.scope.file);

export const bindParams = (machine: Machine, callee: FunctionValue, args: Args, scope: Scope): void => {
  let params: readonly Param[] = callee.node.params;
  if (takesSelf(machine, callee) && params[0] && callee.self) {
    bind(machine, scope, params[0].name, callee.self);
    params = params.slice(1);
  }
  let position = 0;
  const taken = new Set<string>();
  for (const param of params) {
    const place = placeOf(callee.scope, param.span);
    let value: Value;
    if (param.kind === 'rest') {
      const items = args.positional.slice(position).map((each) => ({ value: each, place }));
      value = refTo({ kind: 'list', ordered: true, place, items: args.rest ? [...items, { value: args.rest, rest: true, place }] : items });
      position = args.positional.length;
    } else if (param.kind === 'keywords') {
      const entries = [...args.named].filter(([name]) => !taken.has(name)).map(([key, each]): Entry => ({ key, value: each, place: args.places.get(key) ?? place }));
      value = refTo({ kind: 'record', entries, rest: args.rest, place });
    } else {
      const given = param.kind === 'keyword' ? undefined : args.positional[position];
      if (given !== undefined) position += 1;
      taken.add(param.name);
      value = given ?? args.named.get(param.name) ?? omitted(machine, callee, param, args, scope);
      const nothing = deref(value);
      if (param.default && nothing.kind === 'constant' && nothing.value === null && !isPython(machine, scope.file)) value = omitted(machine, callee, param, args, scope);
    }
    bindOne(machine, scope, param, value);
  }
};

export const bindOne = (machine: Machine, scope: Scope, param: Param, value: Value): void => {
  if (param.pattern) machine.assign(param.pattern, value, scope, true);
  bind(machine, scope, param.name, value);
  if (param.field && scope.self?.kind === 'ref') {
    const object = deref(scope.self);
    if (object.kind === 'instance') machine.heap.write(scope.self.cell, { ...object, attributes: new Map([...object.attributes, [param.name, value]]) });
  }
};

const omitted = (machine: Machine, callee: FunctionValue, param: Param, args: Args, scope: Scope): Value => {
  const place = placeOf(callee.scope, param.span);
  if (param.default) {
    const value = machine.evaluate(param.default, scope);
    const answer = provided(machine, value, scope);
    if (answer) return answer;
    return deref(value).kind === 'constant' ? value : arrivedBy(value, 'default');
  }
  if (args.rest) return unknown(param.name, place, { volatility: volatilityOfName(param.name), ...handedOn(args.rest) });
  return isPython(machine, callee.scope.file) ? unknown(param.name, place, { volatility: volatilityOfName(param.name) }) : NOTHING;
};

const PROVIDED = /^fastapi(?:\.params)?:(?:Depends|Security)\(\)$/;

/** `client=Depends(get_client)`: what the function answers, or yields, that provides it; null for other defaults. */
const provided = (machine: Machine, value: Value, scope: Scope): Value | null => {
  const given = deref(value);
  const provider = given.kind === 'opaque' && PROVIDED.test(given.key) ? given.args?.positional[0] : undefined;
  if (given.kind !== 'opaque' || provider?.kind !== 'function') return null;
  const answer = machine.call(provider, NO_ARGS, given.place, scope, false);
  if (!provider.node.isGenerator) return answer;
  const yielded = deref(answer);
  return yielded.kind === 'list' ? yielded.items[0]?.value ?? null : null;
};

/** `ask(**kwargs)`: what is among them is its caller's. */
const handedOn = (rest: Value): { readonly param?: string } => {
  const plain = deref(rest);
  const param = plain.kind === 'opaque' ? paramOf(plain) : undefined;
  return param === undefined ? {} : { param };
};

/** Types of arguments seen in real calls: what an unannotated `client` turns out to be. */
export type SeenArguments = Map<FunctionNode, Map<string, Value>>;

/** A parameter nothing is known about but its name, type and default. */
export const symbolicParam = (machine: Machine, callee: FunctionValue, param: Param, phase: Phase): Value => {
  const place = placeOf(callee.scope, param.span);
  const marked = phase === 'call' ? param.name : undefined;
  const content = contentOfName(param.name);
  const type = param.annotation ? typedUnknown(machine, param.name, place, param.annotation, callee.scope, marked) : null;
  const volatility = byPhase(volatilityOfName(param.name), phase);
  let value: Value = type && type.module !== '?' ? type
    : unknown(param.name, place, { volatility, content, phase, ...(type?.type ? { type: type.type } : {}), ...(marked === undefined ? {} : { param: marked }) });
  const seen = machine.libraryObjects.given(callee.node, param.name);
  if (seen && !(type && type.module !== '?')) value = seen;
  if (!param.default) return value;
  const fallback = deref(machine.evaluate(param.default, callee.scope));
  const answer = type && (type.type || type.module !== '?') ? null : provided(machine, fallback, callee.scope);
  if (answer) return answer;
  // Only defaults that say something: `None` and `""` say the caller decides.
  if (fallback.kind === 'constant' && fallback.value === null) return value;
  if (fallback.kind === 'text' && fallback.parts.length === 0) return value;
  return joinValues(value, arrivedBy(fallback.kind === 'list' || fallback.kind === 'record' ? refTo(fallback) : fallback, 'default'), `${param.name} is not given`);
};

export const contentOfName = (name: string): 'text' | 'history' | 'messages' | 'document' | 'tools' => {
  if (/history|transcript/i.test(name)) return 'history';
  if (/^(messages|msgs|conversation|chat_?messages|contents)$/i.test(name)) return 'messages';
  if (/^(docs?|documents?|context|chunks|passages|articles?|content|text|body|pages?)$/i.test(name)) return 'document';
  if (/^tools?$/i.test(name)) return 'tools';
  return 'text';
};


/** What a function answers that is kept now and called with each run: `instructions=lambda …` above a module's functions. */
export const answerLater = (machine: Machine, callee: FunctionValue, place: Place): Value => {
  const { phase } = machine;
  machine.phase = 'call';
  try {
    return machine.callFunction(callee, symbolicArgs(machine, callee, 'call'), place);
  } finally {
    machine.phase = phase;
  }
};

/** Arguments that say only what names, types and defaults say. */
export const symbolicArgs = (machine: Machine, callee: FunctionValue, phase: Phase): Args => {
  const named = new Map<string, Value>();
  const positional: Value[] = [];
  for (const param of takesSelf(machine, callee) ? callee.node.params.slice(1) : callee.node.params) {
    if (param.kind === 'rest' || param.kind === 'keywords') continue;
    const value = symbolicParam(machine, callee, param, phase);
    if (param.kind === 'keyword') named.set(param.name, value);
    else positional.push(value);
  }
  const variadic = callee.node.params.find((param) => param.kind === 'keywords' || param.kind === 'rest');
  const rest = variadic ? unknown(variadic.name, placeOf(callee.scope, variadic.span), { volatility: 'request', ...(phase === 'call' ? { param: variadic.name } : {}) }) : null;
  return { positional, named, rest, places: new Map() };
};
