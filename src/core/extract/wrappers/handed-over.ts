/** Functions and methods that are handed over to be called elsewhere. */
import { isPutOff } from '../../values/lazy.ts';
import type { Frame } from '../../values/machine.ts';
import { samePlace } from '../../values/opaque.ts';
import { NO_ARGS, deref, membersOf } from '../../values/value.ts';
import type { Args, FunctionValue, OpaqueValue, Value } from '../../values/value.ts';
import type { SiteDraft } from '../draft.ts';

/** A model that is named in a function a field holds by default: another function there may name another. */
export const asUsual = (draft: SiteDraft, frames: readonly Frame[]): SiteDraft => {
  const { id, candidates } = draft.model;
  if (id === null || !frames.some(({ callee }) => callee?.isUsual)) return draft;
  return { ...draft, model: { ...draft.model, id: null, from: 'unknown', why: 'another function may be set in place of the usual one', candidates: candidates.length > 0 ? candidates : [{ id, when: 'usually' }] } };
};

const valuesIn = (args: Args): readonly Value[] =>
  [...args.positional, ...args.named.values()].filter((value) => !isPutOff(value)).flatMap((value) => membersOf(value).filter((member) => !isPutOff(member.value)).map((member) => deref(member.value)));

/** `run_with_fallback(partial(self.ask, prompt=prompt))`, `retry(ask, prompt)`: the function of the workspace that one called here was given to call; null when it was given none, or calls another. */
export const handedOver = (frames: readonly Frame[], at: number): FunctionValue | null => {
  const args = frames[at]?.args ?? NO_ARGS;
  const given = valuesIn(args).filter((value) => value.kind === 'function');
  const called = given.length === 0 ? undefined : frames.slice(at + 1).find((frame) => given.some(({ node }) => node === frame.node));
  return called?.callee ?? null;
};

/** `retry(client.chat.completions.create, model=…)`: what is called below was handed over here, with what it is called with. */
export const isGiven = (args: Args, call: OpaqueValue): boolean =>
  call.parent !== null && valuesIn(args).some((value) => value.kind === 'opaque' && value.key === call.parent?.key && samePlace(value.place, call.parent.place));

/** `ask(prompt | model, values)`: a prompt with its model is handed over here, and run below. */
export const isGivenPipe = (args: Args, call: OpaqueValue): boolean => {
  const pipe = call.parent?.pipe;
  return pipe !== undefined && valuesIn(args).some((value) => value.kind === 'pipe' && samePlace(value.place, pipe.place));
};
