/** What a test says about a name while its branch runs: `if (model === 'gpt-4o') …`. */
import type { Expression, Statement } from '../syntax/ir.ts';
import { isPython, placeOf } from './machine.ts';
import type { Machine } from './machine.ts';
import { bind, childScope, findCell } from './scope.ts';
import { deref, staticText, text } from './value.ts';
import type { Scope } from './value.ts';

interface Equal {
  readonly name: string;
  readonly value: string;
  readonly written: Expression;
}

/** The scope a branch runs in: one of its own where the test settles a name that was unknown. Python's branches have none, and what they assign lives on. */
export const narrowed = (machine: Machine, test: Expression, body: readonly Statement[], scope: Scope): Scope => {
  if (scope.kind !== 'function' || isPython(machine, scope.file)) return scope;
  const settled = equalsIn(machine, test, scope).filter(({ name }) => isUnknown(scope, name) && !isAssigned(machine, name, body, scope));
  if (settled.length === 0) return scope;
  const inner = childScope(scope, 'function');
  for (const { name, value, written } of settled) bind(machine, inner, name, text(value, placeOf(scope, written.span), 'literal'));
  return inner;
};

const equalsIn = (machine: Machine, test: Expression, scope: Scope): readonly Equal[] => {
  if (test.kind !== 'binary') return [];
  if (test.operator === '&&') return [...equalsIn(machine, test.left, scope), ...equalsIn(machine, test.right, scope)];
  if (!/^={2,3}$/.test(test.operator) || test.left.kind !== 'name') return [];
  const value = test.right.kind === 'string' || test.right.kind === 'name' ? staticText(machine.evaluate(test.right, scope)) : null;
  return value === null ? [] : [{ name: test.left.name, value, written: test.right }];
};

const isUnknown = (scope: Scope, name: string): boolean => {
  const value = findCell(scope, name)?.cell.value;
  return value !== undefined && deref(value).kind === 'opaque';
};

/** What the branch itself changes, or makes for the code after it, keeps its place. */
const isAssigned = (machine: Machine, name: string, body: readonly Statement[], scope: Scope): boolean => {
  const [first, last] = [body[0], body.at(-1)];
  if (!first || !last) return true;
  const source = machine.program.source(placeOf(scope, { start: first.span.start, end: last.span.end }));
  return new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*(?:[-+*/|&?]{1,2}=|=(?![=>])|\\+\\+|--)|\\bvar\\s`).test(source);
};
