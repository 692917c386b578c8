/** In which order lists are: sets of Python have none that lasts from one process to the next, and what is shuffled none at all. */
import { deref, NOTHING, refTo } from './value.ts';
import type { Args, ListValue, OpaqueValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

const SHUFFLES_IN_PLACE = /^(?:random|secrets|numpy(?:\.random)?):(?:\w+(?:\(\))?\.)*shuffle\(\)$/;
const SHUFFLES = /^(?:lodash(?:-es)?(?:\/\w+)?|underscore|radash|remeda|es-toolkit):(?:default\.)?(?:shuffle|default)\(\)$/;
/** Draws that answer some or all of what they are given, in another order. */
const SAMPLES = /^(?:random|secrets|numpy(?:\.random)?|lodash(?:-es)?):(?:\w+(?:\(\))?\.)*(?:sample|sampleSize|permutation)\(\)$/;

/** `random.shuffle(tools)` in place, `_.shuffle(tools)`; null for any other call, and for what is no list. */
export const shuffledBy = (machine: Machine, key: string, { positional: [first] }: Args): Value | null => {
  const isInPlace = SHUFFLES_IN_PLACE.test(key);
  const list = first && (isInPlace || SHUFFLES.test(key)) ? deref(first) : null;
  if (list?.kind !== 'list') return null;
  const shuffled = sorted(list, true);
  if (first?.kind !== 'ref' || !isInPlace) return refTo(shuffled);
  machine.heap.write(first.cell, shuffled);
  return NOTHING;
};

const DRAWS = /\bMath\.random\(|\brandom\.random\(|\brandom\(\)/;

/** `tools.sort(() => Math.random() - 0.5)`, `sorted(tools, key=lambda _: random.random())` */
export const isDrawnBy = (args: Args, machine: Machine): boolean =>
  [...args.positional, ...args.named.values()].some((arg) => {
    const plain = deref(arg);
    return plain.kind === 'function' && DRAWS.test(machine.program.source({ file: plain.scope.file, span: plain.node.span }));
  });

/** The list with one order, or, by a comparison that is drawn, with none. */
export const sorted = ({ shuffled: _, ...list }: ListValue, isDrawn: boolean): ListValue =>
  (isDrawn ? { ...list, ordered: false, shuffled: true } : { ...list, ordered: true });

const SET = 'a set has no stable order';
const SHUFFLED = 'it is shuffled each time';

/** Why the order of a list can change; null where it does not, as far as is known. */
export const disorderOf = (value: Value, machine: Machine): string | null => {
  const plain = deref(value);
  if (plain.kind === 'list') return plain.shuffled === true ? SHUFFLED : plain.ordered ? null : SET;
  return plain.kind === 'opaque' ? disorderOfCall(plain, machine) : null;
};

const disorderOfCall = (call: OpaqueValue, machine: Machine): string | null => {
  const [first] = call.args?.positional ?? [];
  if (call.args === null) return null;
  if (SHUFFLES.test(call.key) || SAMPLES.test(call.key) || (/(?:\.(?:sort|toSorted)|^:sorted)\(\)$/.test(call.key) && isDrawnBy(call.args, machine))) return SHUFFLED;
  if (/^:(?:set|frozenset)\(\)$/.test(call.key)) return SET;
  return first !== undefined && /^:(?:list|tuple)\(\)$/.test(call.key) ? disorderOf(first, machine) : null;
};
