/** Call sites as they are noted while a function is looked at. */
import type { FunctionNode } from '../syntax/ir.ts';
import type { Frame } from '../values/machine.ts';
import { samePlace } from '../values/opaque.ts';
import type { FunctionValue, Place } from '../values/value.ts';
import { staticLengthOf } from './draft.ts';
import type { SiteDraft } from './draft.ts';
import { eitherPassing } from './wrappers/wrappers.ts';
import type { Passing } from './wrappers/wrappers.ts';

export interface Noted extends SiteDraft {
  /** The functions of the workspace whose call this is; none for the SDK's own call. */
  readonly callees: readonly FunctionNode[];
  readonly passing: Passing;
  /** Only hands on what the function around it is given: no call site, but its callers are. */
  readonly hop: boolean;
  /** How many handlers of errors it stands in: where it does, another call is tried first. */
  readonly handlers: number;
}

/** The same call met twice (branches, rounds of a loop): the one that says more, with all models. */
export const mergeNoted = (before: Noted, site: Noted): Noted => {
  // One object that may be an SDK's or the workspace's own: the SDK's call is a fact, the other a guess by name.
  if (isGuessBeside(before, site)) return before;
  if (isGuessBeside(site, before)) return site;
  const richer = staticLengthOf(site.blocks) >= staticLengthOf(before.blocks) ? site : before;
  return {
    ...richer, ...modelOf(before, site), handlers: Math.min(before.handlers, site.handlers),
    callees: [...new Set([...before.callees, ...site.callees])], through: unique([...before.through, ...site.through]),
    passing: eitherPassing(before.passing, site.passing), hop: before.hop && site.hop,
  };
};

const isGuessBeside = (fact: Noted, other: Noted): boolean => fact.kind === 'direct' && fact.callees.length === 0 && other.kind === 'wrapper';

const MAX_THROUGH = 8;

const unique = (places: readonly Place[]): readonly Place[] =>
  places.filter((place, i) => places.findIndex((each) => samePlace(each, place)) === i).slice(0, MAX_THROUGH);

/** The model and who bills: those of the call that is tried first, where the other is made once it failed. */
const modelOf = (a: Noted, b: Noted): Pick<SiteDraft, 'model' | 'provider'> => {
  if (a.handlers === b.handlers || a.model.id === b.model.id) return { model: mergeModels(a, b), provider: a.provider === b.provider ? b.provider : null };
  const [first, then] = a.handlers < b.handlers ? [a, b] : [b, a];
  const why = first.model.why ?? `${then.model.id ?? 'another model'} once an error is caught`;
  return { model: { ...first.model, why, params: [...new Set([...first.model.params, ...then.model.params])] }, provider: first.provider };
};

const mergeModels = (a: SiteDraft, b: SiteDraft): SiteDraft['model'] => {
  if (a.model.id === b.model.id) return b.model;
  // The SDK's own default holds only where it is certain that none is given.
  if (a.model.from === 'sdk-default' && b.model.id === null) return b.model;
  if (b.model.from === 'sdk-default' && a.model.id === null) return a.model;
  const ids = [...new Set([a, b].flatMap(({ model }) => (model.id === null ? model.candidates.map((each) => each.id) : [model.id])))];
  const candidates = ids.map((id) => [...a.model.candidates, ...b.model.candidates].find((each) => each.id === id) ?? { id, when: '' });
  return { ...b.model, id: null, from: 'unknown', why: ids.length > 1 ? `one of ${ids.length} models` : (a.model.why ?? b.model.why ?? 'not always known'), candidates, params: [...new Set([...a.model.params, ...b.model.params])] };
};

/** Dotted name of the function or class around, as telemetry gives it. */
export const enclosingOf = (frames: readonly Frame[]): string | null => {
  const frame = frames.findLast((each) => each.callPlace === null || each.callback) ?? frames[0];
  if (!frame?.node) return null;
  const owner = frame.callee?.owner?.node.name;
  const name = frame.node.name || '<anonymous>';
  return owner ? `${owner}.${name}` : name;
};

/** Each function once; one written as a field of a class belongs to the class. */
export const withOwners = (functions: readonly FunctionValue[]): FunctionValue[] => {
  const byNode = new Map<FunctionNode, FunctionValue>();
  for (const callee of functions) if (callee.owner || !byNode.has(callee.node)) byNode.set(callee.node, callee);
  return [...byNode.values()];
};
