/** Other names of functions that may call a model. */
import type { ClassValue, FunctionValue, Scope } from '../../values/value.ts';

export interface Alias {
  readonly alias: string;
  readonly callee: FunctionValue;
  /** The class whose objects hold the function under that name; null for a name of the module. */
  readonly of: ClassValue | null;
}

/** `terse = partial(ask, …)`, and `best_model: callable = ask` in a class of settings, which hands the function on under the field's name. */
export const aliasesIn = (scope: Scope | null, mayReach: (callee: FunctionValue) => boolean): readonly Alias[] =>
  [...(scope?.names ?? [])].flatMap(([name, { value }]) => {
    if (value?.kind === 'class') return fieldsOf(value, mayReach);
    return value?.kind === 'function' && value.preset && value.node.name !== name && mayReach(value) ? [{ alias: name, callee: value, of: null }] : [];
  });

const fieldsOf = (of: ClassValue, mayReach: (callee: FunctionValue) => boolean): readonly Alias[] =>
  [...of.members.names].flatMap(([alias, { value: callee }]) =>
    (callee?.kind === 'function' && !callee.owner && callee.node.name !== alias && mayReach(callee) ? [{ alias, callee, of }] : []));
