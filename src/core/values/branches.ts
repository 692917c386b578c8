/** Branches: each is run and taken back; what those that go on leave behind is joined. */
import type { Expression, Statement } from '../syntax/ir.ts';
import { assume, withoutAssumed } from './alternatives.ts';
import type { Known } from './alternatives.ts';
import type { Changes } from './heap.ts';
import { placeOf } from './machine.ts';
import type { Completion, Machine } from './machine.ts';
import type { Scope } from './value.ts';

const NOTHING_ASSUMED: Known = new Map();

export interface Branch {
  readonly completion: Completion;
  readonly changes: Changes;
  readonly when: string;
  /** What its condition says about names. */
  readonly known: Known;
}

/** The way on which nothing happens. */
export const passedBy = (when = ''): Branch => ({ completion: 'next', changes: new Map(), when, known: NOTHING_ASSUMED });

/** Runs a branch, takes it back and answers what it did. */
export const branch = (machine: Machine, when: string, body: () => Completion, known: Known = NOTHING_ASSUMED): Branch => {
  const mark = machine.heap.mark();
  machine.conditions.push(when);
  assume(machine, known);
  const completion = body();
  machine.conditions.pop();
  return { completion, changes: machine.heap.rewind(mark), when, known };
};

export const mergeBranches = (machine: Machine, branches: readonly Branch[]): Completion => {
  machine.heap.merge(withoutAssumed(branches.filter((each) => each.completion === 'next')));
  if (branches.some((each) => each.completion === 'next')) return 'next';
  return branches.some((each) => each.completion === 'jump') ? 'jump' : 'exit';
};

/** A branch that is switched off (`const USE_CLAUDE = false`), or seems to be: the calls in it stand there all the same, but it leaves nothing behind. */
export const lookInto = (machine: Machine, body: readonly Statement[], when: string, scope: Scope, run = (): Completion => machine.execute(body, scope)): void => {
  const [first, last] = [body[0], body.at(-1)];
  if (!first || !last || machine.frames.at(-1)?.callPlace !== null) return;
  if (machine.observer.wantsUnreached(placeOf(scope, { start: first.span.start, end: last.span.end }))) branch(machine, when, run);
};

/** A condition as code says it, shortened. */
export const conditionText = (machine: Machine, test: Expression, scope: Scope): string => {
  const source = machine.program.source(placeOf(scope, test.span)).replace(/\s+/g, ' ').trim();
  return source.length > 80 ? `${source.slice(0, 79)}…` : source;
};
