/** Loops: the rounds of a known list one by one, any other twice, so that the second begins with what the first left behind. */
import type { Expression, StatementOf } from '../syntax/ir.ts';
import { branch, conditionText, lookInto, passedBy } from './branches.ts';
import type { Branch } from './branches.ts';
import { elementsOf } from './comprehension.ts';
import { isEcho } from './join.ts';
import { placeOf } from './machine.ts';
import type { Completion, Machine } from './machine.ts';
import { unknown } from './opaque.ts';
import { truthOf } from './truth.ts';
import { deref } from './value.ts';
import type { Scope, Value } from './value.ts';

const MAX_UNROLLED = 12;
const EACH_ROUND = 'each time round the loop';

/** Nothing is known of what stands for it. */
const itemOf = ({ target, span }: StatementOf<'loop'>, scope: Scope): Value => unknown('item', placeOf(scope, target?.span ?? span), { volatility: 'request' });

export const runLoop = (machine: Machine, statement: StatementOf<'loop'>, scope: Scope): Completion => {
  const iterable = statement.iterable ? machine.evaluate(statement.iterable, scope) : null;
  const elements = statement.iterable && iterable ? elementsOf(machine, iterable, placeOf(scope, statement.iterable.span)) : null;
  const list = iterable && deref(iterable);
  if (!elements || elements.values.length > MAX_UNROLLED) return repeat(machine, statement, scope, elements?.values[0] ?? null, elements ? elements.values.length : null);
  // What fills a list that seems empty was not seen.
  if (elements.values.length === 0) lookInto(machine, statement.body, EACH_ROUND, scope, () => eachOf(machine, statement, scope, itemOf(statement, scope), null));
  for (const [i, value] of elements.values.entries()) {
    const completion = elements.many(i) ? repeat(machine, statement, scope, value, elements.limit) : eachOf(machine, statement, scope, value);
    // An item that may not be there ends nothing for certain.
    if (completion === 'exit' && !(list?.kind === 'list' && list.items[i]?.condition)) return 'exit';
  }
  return 'next';
};

const eachOf = (machine: Machine, statement: StatementOf<'loop'>, scope: Scope, value: Value, rounds: number | null = 1): Completion => {
  if (statement.target) machine.assign(statement.target, value, scope, true);
  machine.loops.push(rounds);
  const completion = machine.execute(statement.body, scope);
  machine.loops.pop();
  return completion;
};

/** `for (let i = 0; i < 3; i++)`: how often at most, where both ends are known. */
const roundsOf = (machine: Machine, test: Expression, scope: Scope): number | null => {
  if (test.kind !== 'binary' || !/^<=?$/.test(test.operator) || test.left.kind !== 'name') return null;
  const [from, to] = [deref(machine.evaluate(test.left, scope)), deref(machine.evaluate(test.right, scope))];
  if (from.kind !== 'constant' || to.kind !== 'constant' || typeof from.value !== 'number' || typeof to.value !== 'number') return null;
  return Math.max(0, to.value - from.value + (test.operator === '<=' ? 1 : 0));
};

/** Any number of rounds, at most `limit`. */
const repeat = (machine: Machine, statement: StatementOf<'loop'>, scope: Scope, element: Value | null, limit: number | null): Completion => {
  const test = statement.test ? machine.evaluate(statement.test, scope) : null;
  const rounds = statement.test ? roundsOf(machine, statement.test, scope) : null;
  // A `do` loop is entered whatever its test says.
  const entered = statement.form === 'do' || (statement.form === 'while' && rounds === null && (test === null || truthOf(test) === true));
  if (test && !entered && truthOf(test) === false) {
    lookInto(machine, statement.body, EACH_ROUND, scope);
    return 'next';
  }
  const when = statement.test && !entered ? conditionText(machine, statement.test, scope) : EACH_ROUND;
  machine.loops.push(limit ?? rounds);
  const body = (): Completion => {
    if (statement.target) machine.assign(statement.target, element ?? itemOf(statement, scope), scope, true);
    return machine.execute(statement.body, scope);
  };
  // A second time when the first round leaves something behind that later rounds begin with.
  const first = branch(machine, when, body);
  const carries = first.completion !== 'exit' && [...first.changes.keys()].some((cell) => cell.value !== undefined);
  if (carries) machine.heap.merge([passedBy(), first]);
  const second = carries ? withoutEchoes(branch(machine, when, body)) : first;
  machine.loops.pop();
  if (second.completion === 'exit') return entered && first.completion === 'exit' ? 'exit' : 'next';
  machine.heap.merge(entered ? [second] : [passedBy(), second]);
  return 'next';
};

/** What a second round adds is written once already when the first round added the same. */
const withoutEchoes = (round: Branch): Branch => ({
  ...round, changes: new Map([...round.changes].map(([cell, value]) => [cell, cell.value && value && isEcho(cell.value, value) ? cell.value : value])),
});
