/** Decorators that try a function again: those of known libraries, and the workspace's own. */
import type { Expression, ExpressionOf, FunctionNode, StatementOf } from '../syntax/ir.ts';
import { allExpressions, allStatements, expressionsIn, lastName, namesIn, numberOf } from '../syntax/walk.ts';
import { isEverything, loopLayer } from './retry-loops.ts';
import type { Attempts, Layer } from './retry-loops.ts';

const argument = (call: ExpressionOf<'call'>, name: RegExp): Expression | undefined => call.args.find((arg) => name.test(arg.name ?? ''))?.value;

/** tenacity, backoff, retrying. `@retry` of tenacity without arguments: every exception, for ever. */
export const decoratorLayer = (decorator: Expression): readonly Layer[] => {
  const name = lastName(decorator);
  if (name === 'on_exception' && decorator.kind === 'call') {
    const tries = argument(decorator, /^max_tries$/);
    const caught = argument(decorator, /^exception$/) ?? decorator.args.filter((arg) => arg.name === undefined)[1]?.value;
    const everything = caught !== undefined && isEverything(caught) && argument(decorator, /^giveup$/) === undefined;
    return [{ by: 'decorator', attempts: numberOf(tries) ?? (tries !== undefined || argument(decorator, /^max_t/) !== undefined ? 'some' : 'endless'), everything }];
  }
  if (name !== 'retry') return [];
  if (decorator.kind !== 'call') return [{ by: 'decorator', attempts: 'endless', everything: true }];
  return [{ by: 'decorator', attempts: attemptsOfRetry(decorator), everything: retriesEverything(decorator) }];
};

const attemptsOfRetry = (decorator: ExpressionOf<'call'>): Attempts => {
  const calls = allExpressions(decorator).filter((each) => each.kind === 'call');
  const stops = calls.find((call) => lastName(call) === 'stop_after_attempt');
  const said = stops?.args[0]?.value ?? argument(decorator, /^(?:max_|stop_max_)?(?:attempts?|tries|retries|attempt_number)$/);
  if (said !== undefined) return numberOf(said) ?? 'some';
  return argument(decorator, /^stop|^max_|tries|attempts/) === undefined ? 'endless' : 'some';
};

const retriesEverything = (decorator: ExpressionOf<'call'>): boolean => {
  const types = allExpressions(decorator).find((each) => each.kind === 'call' && lastName(each) === 'retry_if_exception_type');
  if (types?.kind === 'call') return types.args[0] === undefined || isEverything(types.args[0].value);
  const first = decorator.args.find((arg) => arg.name === undefined)?.value;
  const named = first !== undefined && namesIn(allExpressions(first)).some((each) => /(?:Error|Exception)$/.test(each));
  return !named && argument(decorator, /^(?:retry|retry_.*|exceptions?|on)$/) === undefined && !namesIn(allExpressions(decorator)).some((each) => /^retry_if|^retry_unless/.test(each));
};

/** Names that say a decorator of the workspace may try again. */
export const MAY_RETRY = /retr|attempt|again|backoff|resilien/i;

/**
 * A decorator of the workspace's own, judged by the loop in it:
 *
 *     def retry(max_attempts=3, exceptions=Exception):
 *         def decorator(func):
 *             def wrapper(*args):
 *                 for attempt in range(max_attempts):
 *                     try: return func(*args)
 *                     except exceptions: time.sleep(1)
 */
export const ownDecoratorLayer = (decorator: Expression, maker: FunctionNode, written: string): readonly Layer[] => {
  const given = (name: string): Expression | undefined => {
    const at = maker.params.findIndex((param) => param.name === name);
    if (at < 0) return undefined;
    const args = decorator.kind === 'call' ? decorator.args : [];
    return args.find((arg) => arg.name === name)?.value ?? args.filter((arg) => arg.name === undefined)[at]?.value ?? maker.params[at]?.default;
  };
  const wrapped = new Set(functionsIn(maker).flatMap((each) => each.params.map((param) => param.name)));
  return functionsIn(maker).flatMap(({ body }) => allStatements(body)).flatMap((loop) => {
    if (loop.kind !== 'loop') return [];
    const guard = allStatements(loop.body).find((each): each is StatementOf<'try'> => each.kind === 'try' && expressionsIn(each.body).some((call) => call.kind === 'call' && call.callee.kind === 'name' && wrapped.has(call.callee.name)));
    if (guard === undefined) return [];
    const caught = guard.caught.map((each) => (each?.kind === 'name' ? given(each.name) ?? each : each));
    return loopLayer(loop, { ...guard, caught }, { written, answers: true }).map((layer) => ({ ...layer, by: 'decorator' as const, attempts: layer.attempts === 'some' ? numberGiven(loop, given) : layer.attempts }));
  });
};

/** The function and those written in it. */
const functionsIn = (node: FunctionNode): readonly FunctionNode[] =>
  [node, ...allStatements(node.body).flatMap((each) => (each.kind === 'function' ? functionsIn(each.function) : []))];

/** `range(max_attempts)` where the decorator is told how often. */
const numberGiven = ({ iterable, test }: StatementOf<'loop'>, given: (name: string) => Expression | undefined): Attempts => {
  const names = namesIn([iterable, test].flatMap((each) => (each === undefined ? [] : allExpressions(each))));
  return names.map((name) => numberOf(given(name))).find((number) => number !== null) ?? 'some';
};
