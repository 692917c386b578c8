/** What a type annotation says about an unknown value. */
import type { Expression, ExpressionOf } from '../syntax/ir.ts';
import { joinValues } from './join.ts';
import { called, lastName, step, unknown } from './opaque.ts';
import { volatilityOfName } from './names.ts';
import { deref, NO_ARGS } from './value.ts';
import type { ClassValue, OpaqueValue, Place, Scope, Value } from './value.ts';
import { isPython } from './machine.ts';
import type { Machine } from './machine.ts';

const WRAPPERS = /^(Pick|Omit|NonNullable|Awaited|Optional|Union|Annotated|Type|type|Awaitable|Promise|Required|NotRequired|Partial|Readonly|Final|ClassVar|Depends)$/;

/** Modules whose types say nothing about where an object comes from. */
const UNTELLING = /^(\??|typing|typing_extensions|collections|collections\.abc|types|abc)$/;

/** The class or library type a value is declared to have; null when that says nothing. */
export const declaredType = (machine: Machine, annotation: Expression, scope: Scope, depth = 0): Value | null => {
  if (depth > 4) return null;
  switch (annotation.kind) {
    case 'name': case 'member': {
      const value = deref(machine.evaluate(annotation, scope));
      if (value.kind === 'class') return aliased(machine, value, depth);
      return value.kind === 'opaque' && !UNTELLING.test(value.module) ? value : null;
    }
    case 'index': {
      const head = annotation.object.kind === 'name' ? annotation.object.name : annotation.object.kind === 'member' ? annotation.object.property : '';
      if (!WRAPPERS.test(head)) return declaredType(machine, annotation.object, scope, depth + 1);
      const inner = annotation.index;
      const options = inner.kind === 'list' ? inner.items.flatMap((item) => (item.kind === 'spread' ? [] : [item])) : [inner];
      return firstType(machine, options, scope, depth);
    }
    case 'binary': return literals(machine, annotation, scope, depth) ?? firstType(machine, [annotation.left, annotation.right], scope, depth);
    case 'string': {
      if (!isPython(machine, scope.file)) return machine.evaluate(annotation, scope);
      // `client: "LLMClient"`: a name that is only known later.
      const [part] = annotation.parts;
      const name = annotation.parts.length === 1 && part?.kind === 'text' ? /^[A-Za-z_]\w*$/.exec(part.value)?.[0] : undefined;
      return name === undefined ? null : declaredType(machine, { kind: 'name', name, span: annotation.span }, scope, depth + 1);
    }
    default: return null;
  }
};

/** `type A = B` stands for what B does. */
const aliased = (machine: Machine, value: ClassValue, depth: number): Value => {
  const [only] = value.node.bases;
  if (value.node.form !== 'type' || value.node.body.length > 0 || value.node.bases.length !== 1 || !only) return value;
  return declaredType(machine, only, value.scope, depth + 1) ?? value;
};

/** `'a' | 'b'`: one of a few texts. */
const literals = (machine: Machine, annotation: ExpressionOf<'binary'>, scope: Scope, depth: number): Value | null => {
  const sides = [annotation.left, annotation.right].map((side) => (side.kind === 'string' || side.kind === 'binary' ? declaredType(machine, side, scope, depth) : null));
  const texts = sides.filter((side) => side !== null && (side.kind === 'text' || side.kind === 'union'));
  return texts.length === 2 ? joinValues(texts[0]!, texts[1]!) : null;
};

const firstType = (machine: Machine, options: readonly Expression[], scope: Scope, depth: number): Value | null => {
  for (const option of options) {
    const type = declaredType(machine, option, scope, depth + 1);
    if (type) return type;
  }
  return null;
};

/** An unknown value of a declared type. A library's type is as good as an object made by it. */
export const typedUnknown = (machine: Machine, name: string, place: Place, annotation: Expression, scope: Scope, param?: string): OpaqueValue => {
  // What a type without a name says is of use for what is taken out of the value, and nowhere else.
  const declared = annotation.kind === 'class' ? machine.evaluate(annotation, scope) : declaredType(machine, annotation, scope);
  // An interface of the workspace: its methods are found by their names.
  const type = declared?.kind === 'opaque' && (/^[.@~]\//.test(declared.module) || declared.module.startsWith('.') || machine.program.resolve(declared.module, scope.file) !== null) ? null : declared;
  const volatility = volatilityOfName(name);
  if (type?.kind === 'opaque') {
    const object = called(type, { ...NO_ARGS, rest: unknown(name, place, { volatility }) }, place, machine.phase);
    return { ...object, hole: unknown(name, place, { volatility, ...(param ? { param } : {}) }).hole! };
  }
  return unknown(name, place, { volatility, ...(param ? { param } : {}), ...(type ? { type } : {}) });
};

const OPTIONAL = /\bNone\b|\bOptional\b|\bnull\b|\bundefined\b|\bvoid\b/;

/** What a function answers when its body cannot tell: something of the type it declares. */
export const asDeclared = (machine: Machine, result: Value, returns: Expression | undefined, scope: Scope): Value => {
  const plain = deref(result);
  if (returns !== undefined && plain.kind === 'union') return { ...plain, members: plain.members.map((each) => (deref(each.value).kind === 'opaque' ? { ...each, value: asDeclared(machine, each.value, returns, scope) } : each)) };
  // Nothing, where something is promised: the way there was not understood.
  if (returns !== undefined && plain.kind === 'constant' && plain.value === null && !OPTIONAL.test(machine.program.source({ file: scope.file, span: returns.span }))) {
    const promised = declaredType(machine, returns, scope);
    return promised?.kind === 'class' ? unknown('result', { file: scope.file, span: returns.span }, { volatility: 'request', type: promised }) : result;
  }
  if (returns === undefined || plain.kind !== 'opaque' || plain.type) return result;
  const type = declaredType(machine, returns, scope);
  const isTelling = !UNTELLING.test(plain.module) && plain.module !== 'importlib';
  if (type?.kind === 'class' && !isTelling) return { ...plain, type };
  if (type?.kind !== 'opaque') return result;
  if (plain.hole && !isTelling) return typedUnknown(machine, plain.hole.expression, plain.place, returns, scope, plain.hole.param);
  // What a call answers is its own, whatever it is declared to be; that is kept beside it.
  return plain.args === null ? result : { ...plain, type };
};

/** What a variable or field holds that is declared to be of a class of the workspace: `service: CompletionService = injector.get(made)`. */
export const keptAs = (machine: Machine, value: Value, annotation: Expression, scope: Scope): Value => {
  if (value.kind !== 'opaque' || (value.args === null ? value.module !== '?' : value.type !== undefined)) return value;
  const type = declaredType(machine, annotation, scope);
  return type?.kind === 'class' ? { ...value, type } : value;
};

/** Calls between what was declared and what is made of it: `model.bind_tools(tools).invoke(text)`. */
const MAX_BETWEEN = 6;

/** `settings.language_model().invoke(text)`, where that is declared to be a `BaseChatModel`: the same call on an object of that library's type; null where nothing says so. */
export const asDeclaredOf = (value: OpaqueValue, depth = 0): OpaqueValue | null => {
  const type = value.type && deref(value.type);
  if (type?.kind === 'opaque') return called(type, NO_ARGS, value.place, value.phase);
  const parent = value.parent && depth < MAX_BETWEEN ? asDeclaredOf(value.parent, depth + 1) : null;
  if (!parent) return null;
  return value.args ? called(parent, value.args, value.place, value.phase) : step(parent, lastName(value.key), value.place, value.phase);
};
