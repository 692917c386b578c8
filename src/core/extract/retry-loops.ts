/** Loops that try a call again when it fails, and functions that call themselves again. */
import type { Expression, FunctionNode, Statement, StatementOf } from '../syntax/ir.ts';
import { allExpressions, allStatements, dottedName, expressionsIn, innerOf, lastName, namesIn, numberOf } from '../syntax/walk.ts';
import type { Span } from '../document.ts';

/** `some`: limited by what is not written here. */
export type Attempts = number | 'some' | 'endless';

export interface Layer {
  /** `again`: a handler calls the function it stands in. */
  readonly by: 'loop' | 'again' | 'decorator' | 'helper';
  readonly attempts: Attempts;
  /** It does not ask what went wrong. */
  readonly everything: boolean;
}

/** Lines: a longer loop without end does more than try one call. */
const LONGEST_RETRY = 40;

const TRIES = /retr|attempt|tries/i;

/**
 * A loop over attempts, not over items: its variable is a counter nobody reads, or it has none.
 * A handler that raises, returns or leaves the loop at once tries nothing again.
 */
export const loopLayer = (loop: StatementOf<'loop'>, guard: StatementOf<'try'>, { written, answers }: { readonly written: string; readonly answers: boolean }): readonly Layer[] => {
  const awaited = isAwaited(loop, guard);
  const attempts = awaited ? limitIn(guard.handlers) : attemptsOf(loop);
  if (attempts === 'items') return [];
  const retried = guard.handlers.flatMap((handler, index) => (handler.some(leaves) ? [] : [{ handler, caught: guard.caught[index] ?? null }]));
  if (retried.length === 0) return [];
  // A loop over events goes on after an error too, but does not end with its first answer; comments say what is meant as well.
  if (attempts === 'endless' && !awaited && (!(answers || /retr|attempt|backoff|sleep|delay|tries/i.test(written)) || written.split('\n').length > LONGEST_RETRY)) return [];
  // One that succeeds leaves the loop; otherwise it is a loop over turns.
  if (!awaited && !endsOnSuccess(loop, guard)) return [];
  const everything = retried.some(({ handler, caught }) => isEverything(caught) && !asksWhatWentWrong(handler));
  return [{ by: 'loop', attempts, everything }];
};

/** `while not answer:` around a try that gives it one. */
const isAwaited = ({ test }: StatementOf<'loop'>, guard: StatementOf<'try'>): boolean => {
  const name = test?.kind === 'unary' && /^(?:!|not)$/.test(test.operator) ? dottedName(test.operand)
    : test?.kind === 'binary' && /^(?:={2,3}|is)$/.test(test.operator) && isNothing(test.right) ? dottedName(test.left) : null;
  return name !== null && guard.body.some((statement) => statement.kind === 'assign' && dottedName(statement.target) === name);
};

const isNothing = (value: Expression): boolean =>
  (value.kind === 'constant' && value.value === null) || (value.kind === 'name' && value.name === 'undefined');

/** `if failures >= 3: raise` */
const limitIn = (handlers: readonly (readonly Statement[])[]): Attempts => {
  const limit = handlers.flatMap(allStatements).find((each) => each.kind === 'if' && isCounter(each.test) && [...each.then, ...each.otherwise].some(leaves));
  return limit?.kind === 'if' && limit.test.kind === 'binary' ? numberOf(limit.test.right) ?? 'some' : 'endless';
};

/** A handler that calls the function it stands in again: `return ask(prompt, attempt + 1)`. */
export const againLayer = (node: FunctionNode, guard: StatementOf<'try'>): readonly (Layer & { readonly span: Span })[] =>
  guard.handlers.flatMap((handler, index) => {
    const again = allStatements(handler).find((each) => each.kind === 'return' && each.value !== undefined && callsAgain(each.value, node.name));
    if (again === undefined || node.name === '' || asksWhatWentWrong(handler)) return [];
    return [{ by: 'again', attempts: callsIn(handler, node), everything: isEverything(guard.caught[index] ?? null), span: again.span }];
  });

/** Calls until the counter, a parameter that starts where its default says, has run out: `if attempt < 2: return ask(attempt + 1)` are three. */
const callsIn = (handler: readonly Statement[], { params }: FunctionNode): Attempts => {
  const limit = allStatements(handler).find((each) => each.kind === 'if' && isCounter(each.test));
  if (limit?.kind !== 'if' || limit.test.kind !== 'binary') return 'endless';
  const { left, operator, right } = limit.test;
  const end = numberOf(right);
  const start = numberOf(params.find((param) => param.name === dottedName(left))?.default) ?? 0;
  return end === null ? 'some' : end - start + (/^(?:<=|>)$/.test(operator) ? 2 : 1);
};

const callsAgain = (value: Expression, name: string): boolean => {
  const call = value.kind === 'await' ? value.value : value;
  return call.kind === 'call' && lastName(call) === name && (call.callee.kind === 'name' || (call.callee.kind === 'member' && /^(?:self|this|cls)$/.test(dottedName(call.callee.object) ?? '')));
};

const attemptsOf = ({ iterable, target, test }: StatementOf<'loop'>): Attempts | 'items' => {
  if (iterable !== undefined) return attemptsInRange(iterable, target);
  if (test === undefined || (test.kind === 'constant' && test.value !== null && test.value !== false)) return 'endless';
  const names = namesIn(allExpressions(test));
  const bound = allExpressions(test).find((each) => each.kind === 'binary' && /^<=?$/.test(each.operator) && /retr|attempt|tries|i$/i.test(lastName(each.left)) && numberOf(each.right) !== null);
  if (bound?.kind === 'binary') return numberOf(bound.right) ?? 'some';
  return names.some((name) => TRIES.test(name)) ? 'some' : 'items';
};

/** `range(3)`, `range(1, max_retries + 1)` */
const attemptsInRange = (iterable: Expression, target: Expression | undefined): Attempts | 'items' => {
  if (iterable.kind !== 'call' || lastName(iterable) !== 'range') return 'items';
  const end = iterable.args.length > 1 ? iterable.args[1]?.value : iterable.args[0]?.value;
  if (end === undefined || iterable.args.length > 2) return 'items';
  const known = numberOf(end);
  if (known !== null) return known;
  return namesIn([...allExpressions(end), ...(target === undefined ? [] : allExpressions(target))]).some((name) => TRIES.test(name)) ? 'some' : 'items';
};

const leaves = (statement: Statement): boolean =>
  statement.kind === 'raise' || statement.kind === 'return' || (statement.kind === 'jump' && statement.word === 'break');

const endsOnSuccess = (loop: StatementOf<'loop'>, guard: StatementOf<'try'>): boolean => {
  const behind = loop.body.slice(loop.body.findIndex((statement) => (statement.span.start <= guard.span.start && guard.span.end <= statement.span.end)) + 1);
  return allStatements([...guard.body, ...guard.final, ...behind]).some((statement) => statement.kind === 'return' || (statement.kind === 'jump' && statement.word === 'break'));
};

/** `catch`, a bare `except`, `except Exception`. */
export const isEverything = (caught: Expression | null): boolean =>
  caught === null || namesIn(allExpressions(caught)).some((name) => /^(?:Base)?Exception$/.test(name));

/** A branch of the handler gives up for a reason other than having tried often enough, or goes on for a reason; or another function is given the error to judge. */
const asksWhatWentWrong = (handler: readonly Statement[]): boolean =>
  expressionsIn(handler).some(givesToJudge) || branchesOnReason(handler);

/** `await handleFailure(error, state)`, `throwUnlessRetryable(error)` */
const givesToJudge = (each: Expression): boolean =>
  each.kind === 'call' && JUDGES.test(lastName(each)) && each.args.some(({ value }) => value.kind === 'name' && ERROR.test(value.name));

const JUDGES = /^(?:_?is[A-Z_]|_?(?:handle|check|should|can|classif|throw|raise|rethrow|assert|decide|judge|ensure))/;
const ERROR = /^(?:e|ex|exc|err|error|exception|cause|reason)$/i;

const branchesOnReason = (handler: readonly Statement[]): boolean =>
  handler.some((statement) => (statement.kind === 'if' && !isCounter(statement.test) && [...statement.then, ...statement.otherwise].some((each) => leaves(each) || each.kind === 'jump'))
    || branchesOnReason(innerOf(statement)));

/** `attempt >= MAX - 1`: about how often, not about what went wrong. */
const isCounter = (test: Expression): boolean => {
  if (test.kind !== 'binary' || !/^(?:[<>]=?|={2,3})$/.test(test.operator)) return false;
  const counted = test.left.kind === 'binary' ? test.left.left : test.left;
  return /attempt|retr|tries|fail|errors?$|^[in]$/i.test(lastName(counted));
};
