/** What an object of a data class, pydantic model or named tuple holds: the fields its class declares, by order and name. */
import { matchesAny } from './pattern.ts';
import { typedUnknown } from './types.ts';
import { arrivedBy, deref, NO_ARGS } from './value.ts';
import type { Args, ClassValue, OpaqueValue, Value } from './value.ts';
import { placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

/** The arguments a data class is made with, by the names of its fields, and the defaults of those not given. `family` is the class and what it inherits from, nearest first. */
export const fieldsFrom = (machine: Machine, family: readonly ClassValue[], args: Args): readonly (readonly [string, Value])[] => {
  const fields = [...family].reverse().flatMap((each) => each.node.body.flatMap((statement) => (statement.kind === 'assign' && statement.annotation && statement.target.kind === 'name' ? [{ name: statement.target.name, type: statement.annotation, scope: each.scope }] : [])));
  const set = new Map<string, Value>(args.named);
  args.positional.forEach((value, i) => {
    const name = fields[i]?.name;
    if (name !== undefined) set.set(name, value);
  });
  for (const { name, type, scope } of fields) {
    if (set.has(name)) continue;
    const declared = family.map((each) => each.members.names.get(name)?.value).find((value) => value !== undefined);
    const fallback = !declared ? null : isRequired(declared) ? typedUnknown(machine, name, placeOf(scope, type.span), type, scope) : defaultOfField(machine, declared);
    if (fallback) set.set(name, arrivedBy(fallback, 'default'));
  }
  return [...set];
};

const FIELD = ['pydantic:{Field,fields.Field}()', 'dataclasses:field()', 'attr:{ib,field}()', 'attrs:field()', 'pydantic_settings:Field()'];

/** `Field(…)` itself, which describes an attribute and is never what an object holds there. */
export const isFieldCall = (value: Value): value is OpaqueValue => value.kind === 'opaque' && value.args !== null && matchesAny(FIELD, value.key);

/** `chain: StageChain = Field(...)`: only the type says what an object holds there. */
const isRequired = (declared: Value): boolean => {
  const plain = deref(declared);
  const first = isFieldCall(plain) ? plain.args?.positional[0] : undefined;
  return first?.kind === 'opaque' && first.module === '?';
};

/** `Field(default=…)`, `field(default_factory=…)`. */
const defaultOfField = (machine: Machine, declared: Value): Value | null => {
  const plain = deref(declared);
  if (!isFieldCall(plain) || !plain.args) return declared;
  const factory = plain.args.named.get('default_factory');
  if (factory) return machine.call(factory, NO_ARGS, plain.place, { names: new Map(), parent: null, file: plain.place.file, kind: 'module' }, false);
  return plain.args.named.get('default') ?? plain.args.positional[0] ?? null;
};
