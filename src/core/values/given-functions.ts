/** Functions that calls are given, to call them or to keep them. */
import type { FunctionNode } from '../syntax/ir.ts';
import type { Frame, Observer } from './machine.ts';
import { deref, NO_ARGS } from './value.ts';
import type { Args, FunctionValue, Value } from './value.ts';

/** Of one function in itself, each given another function to call. */
const MAX_NESTED_CALLS = 3;

const functionsIn = ({ positional, named }: Args): readonly FunctionValue[] =>
  [...positional, ...named.values()].filter((value) => value.kind === 'function');

/** `retry(client.chat.completions.create, …)`, `ask(prompt | model, …)`: what is given is to be called. */
export const handsOverLibraryCall = (args: Args): boolean =>
  [...args.positional, ...args.named.values()].some((value) => (value.kind === 'union' ? value.members.some((member) => isLibraryCall(member.value)) : isLibraryCall(value)));

const isLibraryCall = (value: Value): boolean =>
  value.kind === 'pipe' || (value.kind === 'opaque' && value.args === null && value.parent?.parent != null && value.module !== '?' && value.module !== '');

/** `retry(partial(self.ask, prompt))`: the function of the workspace given is to be called, and leads to a model. Closures are run where they are written. */
export const handsOverOwn = (observer: Observer, args: Args): boolean =>
  functionsIn(args).some((given) => given.scope.kind !== 'function' && observer.passesOn(given));

/** `retry(() => ask())`: whoever is given a function that may reach a model does so by calling it; a constructor only keeps it. */
export const leadsOn = (observer: Observer, { node }: FunctionValue, args: Args): boolean =>
  !isConstructor(node) && functionsIn(args).some((given) => observer.wantsCallback(given));

export const isConstructor = (node: FunctionNode): boolean => node.role === 'constructor' || node.name === '__init__';

/**
 * Whether a call is one of a function that is under way already.
 * `retry(() => retry(() => ask()))` is not: the inner one is called by what the outer one was given, to call another function.
 */
export const isRepeat = (frames: readonly Frame[], { node }: FunctionValue, args: Args): boolean => {
  const given = nodesIn(args);
  const under = [...frames.entries()].filter(([, frame]) => frame.node === node);
  if (under.length === 0) return false;
  if (under.length < MAX_DESCENT && descends(under.at(-1)![1].args ?? NO_ARGS, args)) return false;
  if (under.length >= MAX_NESTED_CALLS || given.length === 0 || isConstructor(node)) return true;
  return under.some(([at, frame]) => {
    const called = nodesIn(frame.args ?? NO_ARGS);
    return given.some((each) => called.includes(each)) || !frames.slice(at + 1).some((inner) => inner.node !== null && called.includes(inner.node));
  });
};

/** How deep functions are followed that take nested data apart, e.g. sections of a prompt. */
const MAX_DESCENT = 6;

/** What is given is part of what the call under way was given in the same place: that ends with the data. */
const descends = (outer: Args, inner: Args): boolean =>
  inner.positional.some((value, i) => {
    const whole = outer.positional[i] && deref(outer.positional[i]);
    const parts = whole?.kind === 'record' ? whole.entries.map((entry) => entry.value) : whole?.kind === 'list' ? whole.items.filter((item) => !item.rest).map((item) => item.value) : [];
    return parts.some((part) => isSamePiece(deref(part), deref(value)));
  });

/** Copies of a text that say how it arrived share its parts. */
const isSamePiece = (a: Value, b: Value): boolean => a === b || (a.kind === 'text' && b.kind === 'text' && a.parts === b.parts);

const nodesIn = (args: Args): readonly FunctionNode[] => functionsIn(args).map(({ node }) => node);
