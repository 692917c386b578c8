/** Statements. Branches run one after the other from the same state; what they leave behind is joined. */
import type { ClassNode, Expression, Statement, StatementOf } from '../syntax/ir.ts';
import { declareType, defineClass } from './classes.ts';
import { elementsOf } from './comprehension.ts';
import { combine } from './operators.ts';
import type { Changes } from './heap.ts';
import { narrowed } from './narrowing.ts';
import { isEcho, joinValues, negation } from './join.ts';
import { unknown } from './opaque.ts';
import { bind, findCell } from './scope.ts';
import { isTestOnly, truthOf } from './truth.ts';
import { deref, NOTHING, staticText } from './value.ts';
import type { FunctionValue, Scope, Value } from './value.ts';
import { keptAs, typedUnknown } from './types.ts';
import { isPython, placeOf } from './machine.ts';
import type { Completion, Machine } from './machine.ts';

export const execute = (machine: Machine, body: readonly Statement[], scope: Scope): Completion => {
  hoist(machine, body, scope);
  for (const statement of body) {
    if (!machine.spend()) return 'next';
    const completion = run(machine, statement, scope);
    if (completion !== 'next') return completion;
  }
  return 'next';
};

/** Function declarations are visible before they stand. */
const hoist = (machine: Machine, body: readonly Statement[], scope: Scope): void => {
  for (const statement of body) {
    if (statement.kind === 'function' && scope.kind !== 'class') defineFunction(machine, statement, scope);
  }
};

const defineFunction = (machine: Machine, statement: StatementOf<'function'>, scope: Scope): void => {
  const node = statement.function;
  if (node.body.length === 0 && !node.result && scope.names.get(node.name)?.value?.kind === 'function') return;
  if (scope.kind === 'class' && node.decorators.some(setsProperty) && scope.names.get(node.name)?.value !== undefined) return;
  const written: FunctionValue = { kind: 'function', node, scope };
  bind(machine, scope, node.name, written);
  if (scope.kind !== 'class') machine.observer.onFunction(written);
};

/** `@llm.setter` above a function of the property's own name: reading the property is still what came before. */
const setsProperty = (decorator: Expression): boolean => decorator.kind === 'member' && /^(?:setter|deleter)$/.test(decorator.property);

const run = (machine: Machine, statement: Statement, scope: Scope): Completion => {
  switch (statement.kind) {
    case 'assign': runAssign(machine, statement, scope); return 'next';
    case 'expression': machine.evaluate(statement.value, scope); return 'next';
    case 'return': {
      const value = statement.value ? machine.evaluate(statement.value, scope) : NOTHING;
      machine.frames.at(-1)?.returns.push({ value, when: machine.conditions.at(-1) ?? '' });
      return 'exit';
    }
    case 'if': return runIf(machine, statement, scope);
    case 'loop': return runLoop(machine, statement, scope);
    case 'try': return runTry(machine, statement, scope);
    case 'with':
      for (const item of statement.items) {
        const value = machine.evaluate(item.value, scope);
        if (item.target) machine.assign(item.target, value, scope, true);
      }
      return machine.execute(statement.body, scope);
    case 'switch': return runSwitch(machine, statement, scope);
    case 'function':
      // Hoisted, but class bodies define in order and decorators run where they stand.
      if (scope.kind === 'class') defineFunction(machine, statement, scope);
      return 'next';
    case 'class': runClass(machine, statement.class, scope); return 'next';
    case 'raise':
      if (statement.value) machine.evaluate(statement.value, scope);
      return 'exit';
    case 'jump': return 'jump';
    case 'block': return machine.execute(statement.body, scope);
  }
};

/** A type may share its name with a value, which is what code means by it. */
const runClass = (machine: Machine, node: ClassNode, scope: Scope): void => {
  if (node.form !== 'type') bind(machine, scope, node.name, defineClass(machine, node, scope));
  else if (scope.names.get(node.name)?.value === undefined) bind(machine, scope, node.name, declareType(machine, node, scope));
};

const runAssign = (machine: Machine, statement: StatementOf<'assign'>, scope: Scope): void => {
  const place = placeOf(scope, statement.span);
  if (statement.value.kind === 'unknown' && statement.annotation) {
    if (statement.target.kind === 'name') bind(machine, scope, statement.target.name, typedUnknown(machine, statement.target.name, place, statement.annotation, scope));
    return;
  }
  const evaluated = machine.evaluate(statement.value, scope);
  const value = statement.annotation ? keptAs(machine, evaluated, statement.annotation, scope) : evaluated;
  if (statement.operator === '=') {
    machine.assign(statement.target, value, scope, statement.constant || isPython(machine, scope.file));
    return;
  }
  const before = machine.evaluate(statement.target, scope);
  if (statement.operator === '+=') {
    const sum = combine(machine, '+', { left: before, right: value }, { place, left: placeOf(scope, statement.target.span), right: placeOf(scope, statement.value.span) });
    const list = deref(sum);
    if (before.kind === 'ref' && list.kind === 'list') machine.heap.write(before.cell, list);
    else machine.assign(statement.target, sum, scope, false);
    return;
  }
  machine.assign(statement.target, joinValues(before, value, machine.program.source(place)), scope, false);
};

/** Runs a branch, takes it back and answers what it did. */
const branch = (machine: Machine, when: string, body: () => Completion): { readonly completion: Completion; readonly changes: Changes; readonly when: string } => {
  const mark = machine.heap.mark();
  machine.conditions.push(when);
  const completion = body();
  machine.conditions.pop();
  return { completion, changes: machine.heap.rewind(mark), when };
};

const mergeBranches = (machine: Machine, branches: readonly ReturnType<typeof branch>[]): Completion => {
  const going = branches.filter((each) => each.completion === 'next');
  machine.heap.merge(going);
  if (going.length > 0) return 'next';
  return branches.some((each) => each.completion === 'jump') ? 'jump' : 'exit';
};

const runIf = (machine: Machine, statement: StatementOf<'if'>, scope: Scope): Completion => {
  const kept = keptOnce(statement, scope);
  const test = machine.evaluate(statement.test, scope);
  const truth = isTestOnly(statement.test) ? false : truthOf(test);
  const when = conditionText(machine, statement.test, scope);
  const inside = truth === null ? narrowed(machine, statement.test, statement.then, scope) : scope;
  const then = (): Completion => (kept ? once(machine, statement.then, inside) : machine.execute(statement.then, inside));
  if (truth === true) {
    lookInto(machine, statement.otherwise, negation(when), scope);
    return then();
  }
  if (truth === false) {
    if (!isTestOnly(statement.test)) lookInto(machine, statement.then, when, scope);
    return statement.otherwise.length > 0 ? machine.execute(statement.otherwise, scope) : 'next';
  }
  return mergeBranches(machine, [branch(machine, when, then), branch(machine, negation(when), () => machine.execute(statement.otherwise, scope))]);
};

/** A branch that is switched off (`const USE_CLAUDE = false`), or seems to be: the calls in it stand there all the same, but it leaves nothing behind. */
const lookInto = (machine: Machine, body: readonly Statement[], when: string, scope: Scope, run = (): Completion => machine.execute(body, scope)): void => {
  const [first, last] = [body[0], body.at(-1)];
  if (!first || !last || machine.frames.at(-1)?.callPlace !== null) return;
  if (machine.observer.wantsUnreached(placeOf(scope, { start: first.span.start, end: last.span.end }))) branch(machine, when, run);
};

/** `if self.prompt is None: self.prompt = …`: what is made there stays for as long as the object, or the module, does. */
const keptOnce = ({ test, then }: StatementOf<'if'>, scope: Scope): boolean => {
  const missing = test.kind === 'unary' && /^(!|not)$/.test(test.operator) ? test.operand
    : test.kind === 'binary' && /^(is|={2,3})$/.test(test.operator) && test.right.kind === 'constant' && test.right.value === null ? test.left : null;
  if (missing?.kind === 'member') return then.some((each) => each.kind === 'assign' && each.target.kind === 'member' && each.target.property === missing.property);
  if (missing?.kind !== 'name' || findCell(scope, missing.name)?.scope.kind !== 'module' || scope.kind === 'module') return false;
  return then.some((each) => each.kind === 'assign' && each.target.kind === 'name' && each.target.name === missing.name);
};

const once = (machine: Machine, body: StatementOf<'if'>['then'], scope: Scope): Completion => {
  const { phase } = machine;
  if (phase === 'call') machine.phase = 'construct';
  const completion = machine.execute(body, scope);
  machine.phase = phase;
  return completion;
};

const conditionText = (machine: Machine, test: Expression, scope: Scope): string => {
  const source = machine.program.source(placeOf(scope, test.span)).replace(/\s+/g, ' ').trim();
  return source.length > 80 ? `${source.slice(0, 79)}…` : source;
};

const MAX_UNROLLED = 12;
const EACH_ROUND = 'each time round the loop';

/** Nothing is known of what stands for it. */
const itemOf = ({ target, span }: StatementOf<'loop'>, scope: Scope): Value => unknown('item', placeOf(scope, target?.span ?? span), { volatility: 'request' });

const runLoop = (machine: Machine, statement: StatementOf<'loop'>, scope: Scope): Completion => {
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
  const forever = statement.form === 'while' && rounds === null && (test === null || truthOf(test) === true);
  if (test && truthOf(test) === false) return 'next';
  const when = statement.test && !forever ? conditionText(machine, statement.test, scope) : EACH_ROUND;
  machine.loops.push(limit ?? rounds);
  const body = (): Completion => {
    if (statement.target) machine.assign(statement.target, element ?? itemOf(statement, scope), scope, true);
    return machine.execute(statement.body, scope);
  };
  // A second time when the first round leaves something behind that later rounds begin with.
  const first = branch(machine, when, body);
  const carries = first.completion !== 'exit' && [...first.changes.keys()].some((cell) => cell.value !== undefined);
  if (carries) machine.heap.merge([{ changes: new Map(), when: '' }, first]);
  const second = carries ? withoutEchoes(branch(machine, when, body)) : first;
  machine.loops.pop();
  if (second.completion === 'exit') return forever && first.completion === 'exit' ? 'exit' : 'next';
  machine.heap.merge(forever ? [second] : [{ changes: new Map(), when: '' }, second]);
  return 'next';
};

/** What a second round adds is written once already when the first round added the same. */
const withoutEchoes = (round: ReturnType<typeof branch>): ReturnType<typeof branch> => ({
  ...round, changes: new Map([...round.changes].map(([cell, value]) => [cell, cell.value && value && isEcho(cell.value, value) ? cell.value : value])),
});

const runTry = (machine: Machine, statement: StatementOf<'try'>, scope: Scope): Completion => {
  const body = branch(machine, machine.conditions.at(-1) ?? '', () => machine.execute(statement.body, scope));
  machine.handlers += 1;
  const handlers = statement.handlers.map((handler) => branch(machine, 'an error is caught', () => machine.execute(handler, scope)));
  machine.handlers -= 1;
  const completion = mergeBranches(machine, [body, ...handlers]);
  const last = machine.execute(statement.final, scope);
  return last === 'next' ? completion : last;
};

const runSwitch = (machine: Machine, statement: StatementOf<'switch'>, scope: Scope): Completion => {
  const subject = machine.evaluate(statement.subject, scope);
  const known = staticText(subject);
  const source = conditionText(machine, statement.subject, scope);
  const branches: ReturnType<typeof branch>[] = [];
  let pending: string[] = [];
  let exhaustive = false;
  for (const each of statement.cases) {
    const tests = each.tests.map((test) => ({ text: staticText(machine.evaluate(test, scope)), source: conditionText(machine, test, scope) }));
    if (tests.length === 0) exhaustive = true;
    pending.push(...tests.map((test) => test.source));
    if (each.body.length === 0) continue;
    const when = pending.length > 0 ? `${source} is ${pending.join(' or ')}` : `${source} is anything else`;
    pending = [];
    if (known !== null && tests.length > 0 && tests.every((test) => test.text !== null && test.text !== known)) continue;
    const result = branch(machine, when, () => machine.execute(each.body, scope));
    branches.push(result.completion === 'jump' ? { ...result, completion: 'next' } : result);
    if (known !== null && tests.some((test) => test.text === known)) return mergeBranches(machine, branches.slice(-1));
  }
  if (!exhaustive) branches.push({ completion: 'next', changes: new Map(), when: `${source} is anything else` });
  return mergeBranches(machine, branches);
};
