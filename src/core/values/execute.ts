/** Statements. Branches run one after the other from the same state; what they leave behind is joined. */
import type { ClassNode, Expression, Statement, StatementOf } from '../syntax/ir.ts';
import { declareType, defineClass } from './classes.ts';
import { combine } from './operators.ts';
import { waysOf } from './alternatives.ts';
import { branch, conditionText, lookInto, mergeBranches, passedBy } from './branches.ts';
import type { Branch } from './branches.ts';
import { runLoop } from './loops.ts';
import { narrowed } from './narrowing.ts';
import { joinValues, negation } from './join.ts';
import { bind, findCell } from './scope.ts';
import { asksForKnownText, isTestOnly, truthOf, usualTruth } from './truth.ts';
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

const runIf = (machine: Machine, statement: StatementOf<'if'>, scope: Scope): Completion => {
  const kept = keptOnce(statement, scope);
  const test = machine.evaluate(statement.test, scope);
  const truth = isTestOnly(statement.test) ? false : truthOf(test) ?? usually(machine, test, statement) ?? (addsKnownText(machine, test, statement, scope) ? true : null);
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
  const ways = waysOf(machine, statement.test, scope);
  return mergeBranches(machine, [branch(machine, when, then, ways.then), branch(machine, negation(when), () => machine.execute(statement.otherwise, scope), ways.otherwise)]);
};

/** What usually holds decides, but does not end the function that is looked at: what stands behind is called for other objects. */
const usually = (machine: Machine, test: Value, { then, otherwise }: StatementOf<'if'>): boolean | null => {
  const usual = usualTruth(test);
  const last = (usual === true ? then : otherwise).at(-1)?.kind;
  return machine.frames.at(-1)?.callPlace === null && (last === 'return' || last === 'raise') ? null : usual;
};

/** `if (rules.trim().length > 0) parts.push(rules)`: a text that is there as far as is known. */
const addsKnownText = (machine: Machine, test: Value, { test: asked, then, otherwise }: StatementOf<'if'>, scope: Scope): boolean =>
  otherwise.length === 0 && !/^(?:return|raise|jump)$/.test(then.at(-1)?.kind ?? '') && asksForKnownText(machine, asked, test, scope);

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
  const branches: Branch[] = [];
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
  if (!exhaustive) branches.push(passedBy(`${source} is anything else`));
  return mergeBranches(machine, branches);
};
