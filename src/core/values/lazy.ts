/**
 * Calls put off until their result is looked at. Most helpers' results never reach a prompt; only calls that
 * change nothing but their own variables may wait.
 */
import type { FunctionNode, Statement } from '../syntax/ir.ts';
import type { Cell, RefValue, Value } from './value.ts';
import { NOTHING } from './value.ts';

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
      this.#value = compute();
    }
    return this.#value;
  }

  set value(value: Value | undefined) {
    this.#compute = null;
    this.#value = value;
  }
}

export const lazily = (compute: () => Value): RefValue => ({ kind: 'ref', cell: new LazyCell(compute) });

/** A call that is still put off. */
export const isPending = (value: Value | undefined): boolean => value?.kind === 'ref' && value.cell instanceof LazyCell && value.cell.pending;

const quiet = new WeakMap<FunctionNode, boolean>();
const MUTATES = /\.\s*(?:append|push|extend|insert|update|unshift|splice|setdefault|pop|shift|remove|clear|set|add|assign)\s*\(|\b(?:setattr|yield|global|nonlocal|super)\b/;

/** Whether a function leaves everything but its result as it was, as far as its text shows. */
export const isQuiet = (node: FunctionNode, source: () => string): boolean => {
  const known = quiet.get(node);
  if (known !== undefined) return known;
  const answer = !writesOutside(node.body) && !MUTATES.test(source());
  quiet.set(node, answer);
  return answer;
};

const writesOutside = (body: readonly Statement[]): boolean => body.some((statement) => {
  switch (statement.kind) {
    case 'assign': return statement.target.kind === 'member' || statement.target.kind === 'index';
    case 'expression': return statement.value.kind === 'assignment';
    case 'if': return writesOutside(statement.then) || writesOutside(statement.otherwise);
    case 'loop': case 'with': case 'block': return writesOutside(statement.body);
    case 'try': return writesOutside(statement.body) || statement.handlers.some(writesOutside) || writesOutside(statement.final);
    case 'switch': return statement.cases.some((each) => writesOutside(each.body));
    default: return false;
  }
});
