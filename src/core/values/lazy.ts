/**
 * Calls put off until their result is looked at. Most helpers' results never reach a prompt; only calls that
 * change nothing but their own variables may wait.
 */
import type { Expression, FunctionNode, Statement } from '../syntax/ir.ts';
import type { Cell, RefValue, Value } from './value.ts';
import { LONGEST_CHAIN, NOTHING } from './value.ts';

class LazyCell implements Cell {
  #compute: (() => Value) | null;
  #value: Value | undefined;

  constructor(compute: () => Value) {
    this.#compute = compute;
  }

  get pending(): boolean {
    return this.#compute !== null;
  }

  get value(): Value | undefined {
    const compute = this.#compute;
    if (compute) {
      this.#compute = null;
      this.#value = NOTHING;
      this.#value = withoutItself(compute(), this);
    }
    return this.#value;
  }

  set value(value: Value | undefined) {
    this.#compute = null;
    this.#value = value;
  }

  get isPutOff(): boolean {
    return this.#compute !== null;
  }
}

/** Whether following references from a value leads to a cell. */
const leadsTo = (value: Value, cell: Cell): boolean => {
  let current = value;
  for (let steps = 0; current.kind === 'ref' && steps < LONGEST_CHAIN; steps += 1) {
    if (current.cell === cell) return true;
    current = current.cell.value ?? NOTHING;
  }
  return current.kind === 'ref';
};

/** `client = made()`, where `made` answers `client`: what would be its own result is nothing but itself, and would be followed for ever. */
const withoutItself = (value: Value, cell: Cell): Value => {
  if (leadsTo(value, cell)) return NOTHING;
  if (value.kind !== 'union') return value;
  const members = value.members.filter((member) => !leadsTo(member.value, cell));
  return members.length === 0 ? NOTHING : { ...value, members };
};

/** Whether a value is the result of a call that nobody has needed yet. */
export const isPutOff = (value: Value): boolean => value.kind === 'ref' && value.cell instanceof LazyCell && value.cell.isPutOff;

export const lazily = (compute: () => Value): RefValue => ({ kind: 'ref', cell: new LazyCell(compute) });

/** A call that is still put off. */
export const isPending = (value: Value | undefined): boolean => value?.kind === 'ref' && value.cell instanceof LazyCell && value.cell.pending;

const quiet = new WeakMap<FunctionNode, boolean>();
const MUTATES = /\.\s*(?:append|push|extend|insert|update|unshift|splice|setdefault|pop|shift|remove|clear|set|add|assign)\s*\(|\b(?:setattr|yield|global|nonlocal|super)\b/;

/** Whether a function leaves everything but its result as it was, as far as its text shows. */
export const isQuiet = (node: FunctionNode, source: () => string): boolean => {
  const known = quiet.get(node);
  if (known !== undefined) return known;
  const answer = !node.params.some((param) => param.field) && !assigns(node.body, (target) => target.kind === 'member' || target.kind === 'index') && !MUTATES.test(source());
  quiet.set(node, answer);
  return answer;
};

const reaching = new WeakMap<FunctionNode, boolean>();

/** Whether a function inside another assigns a variable that it does not declare: `names.forEach((name) => { text += name; })`. ECMAScript only; Python says so by `nonlocal`. */
export const assignsAround = (node: FunctionNode, source: () => string): boolean => {
  const known = reaching.get(node);
  if (known !== undefined) return known;
  const own = (name: string): boolean => node.params.some((param) => param.name === name) || new RegExp(`\\b(?:let|var|const)\\b[^=;]*(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(source());
  const isOuter = (target: Expression): boolean => target.kind === 'name' && !own(target.name);
  const answer = assigns(node.body, isOuter) || (node.result?.kind === 'assignment' && isOuter(node.result.target));
  reaching.set(node, answer);
  return answer;
};

const settling = new WeakMap<FunctionNode, boolean>();

/** Whether a method sets attributes of its object, e.g. a client made on first use. */
export const setsAttributes = (node: FunctionNode): boolean => {
  const known = settling.get(node);
  if (known !== undefined) return known;
  const answer = assigns(node.body, (target) => target.kind === 'member' && target.object.kind === 'name' && /^(?:self|this|cls)$/.test(target.object.name));
  settling.set(node, answer);
  return answer;
};

/** Whether a statement, or one inside it, assigns to such a target. */
const assigns = (body: readonly Statement[], matches: (target: Expression) => boolean): boolean => body.some((statement) => {
  const inside = (inner: readonly Statement[]): boolean => assigns(inner, matches);
  switch (statement.kind) {
    case 'assign': return matches(statement.target);
    case 'expression': return statement.value.kind === 'assignment' && matches(statement.value.target);
    case 'if': return inside(statement.then) || inside(statement.otherwise);
    case 'loop': case 'with': case 'block': return inside(statement.body);
    case 'try': return inside(statement.body) || statement.handlers.some(inside) || inside(statement.final);
    case 'switch': return statement.cases.some((each) => inside(each.body));
    default: return false;
  }
});
