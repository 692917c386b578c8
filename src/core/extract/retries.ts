/** What tries a call again when it fails: loops around it, decorators, helpers, the SDK itself. */
import type { Expression, ExpressionOf, FunctionNode, Statement, StatementOf } from '../syntax/ir.ts';
import { allExpressions, allExpressionsDeep, allStatements, expressionsOf, innerOf, lastName, namesIn, numberOf } from '../syntax/walk.ts';
import type { Span } from '../document.ts';
import type { Frame } from '../values/machine.ts';
import type { Place } from '../values/value.ts';
import type { CallView } from '../sdks/view.ts';
import { deref } from '../values/value.ts';

export type Attempts = number | 'some' | 'endless';

export interface RetryLayerDraft {
  readonly by: 'loop' | 'decorator' | 'helper';
  /** `some`: limited by what is not written here. */
  readonly attempts: Attempts;
  /** It does not ask what went wrong. */
  readonly everything: boolean;
  readonly place: Place;
}

export interface RetryDraft {
  /** Outermost first. */
  readonly layers: readonly RetryLayerDraft[];
  /** Tries the SDK makes by itself, the first one included. */
  readonly sdk: number;
}

/** Functions around a call whose retries are its own. */
const NEAR = 3;

type SourceOf = (place: Place) => string;

/** OpenAI's and Anthropic's clients try three times unless told otherwise. */
const SDK_ATTEMPTS = 3;

export interface RetrySources {
  /** An id of the support table. */
  readonly sdk: string;
  readonly source: SourceOf;
  readonly text: (file: string) => string;
}

/** Modules whose decorators are known. */
const LIBRARIES = /\b(?:from|import)\s+(?:tenacity|backoff|retrying|retry|stamina)\b/;

/** Null when nothing beside the SDK tries again. */
export const retriesAround = (view: CallView, frames: readonly Frame[], { sdk, source, text }: RetrySources): RetryDraft | null => {
  const layers: RetryLayerDraft[] = [];
  frames.forEach((frame, index) => {
    const { node } = frame;
    // What stands further out is seldom there for the call.
    if (index < frames.length - NEAR) return;
    const at = frames[index + 1]?.callPlace ?? view.place;
    if (!node || at.file !== frame.scope.file || !contains(node.span, at.span)) return;
    layers.push(...layersIn(node, at, source, node.decorators.length > 0 && LIBRARIES.test(text(at.file))));
  });
  // A helper of one's own is judged by what it does, not by its name.
  const others = layers.filter(({ by, place }) => by !== 'helper' || !isDefinedIn(text(place.file), /\w+$/.exec(source(place))?.[0] ?? ''));
  const distinct = others.filter((layer, index) => others.findIndex((other) => other.place.file === layer.place.file && other.place.span.start === layer.place.span.start) === index);
  return distinct.length === 0 ? null : { layers: distinct, sdk: sdkAttempts(view, sdk) };
};

const isDefinedIn = (text: string, name: string): boolean => new RegExp(`\\b(?:function|const|def)\\s+${name}\\b`).test(text);

const sdkAttempts = (view: CallView, sdk: string): number => {
  const given = view.first(['max_retries', 'maxRetries', 'num_retries', '#1.maxRetries', '^max_retries', '^maxRetries']);
  const plain = given && deref(given.value);
  if (plain?.kind === 'constant' && typeof plain.value === 'number') return plain.value + 1;
  return given === null && /^(?:openai|anthropic)\./.test(sdk) ? SDK_ATTEMPTS : given === null && sdk === 'vercel-ai' ? SDK_ATTEMPTS : 1;
};

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

const layersIn = (node: FunctionNode, at: Place, source: SourceOf, isLibrary: boolean): readonly RetryLayerDraft[] => {
  const place = (span: Span): Place => ({ file: at.file, span });
  const decorators = (isLibrary ? node.decorators : []).flatMap((decorator) => decoratorLayer(decorator, place(decorator.span)));
  const path = pathTo(node.body, at.span);
  const loops = path.flatMap((statement, index) => {
    if (statement.kind !== 'loop') return [];
    const guard = path.slice(index + 1).find((inner) => inner.kind === 'try' && inner.body.some((each) => contains(each.span, at.span)));
    return guard?.kind === 'try' ? loopLayer(statement, guard, { written: source(place(statement.span)), answers: path.at(-1)?.kind === 'return' }).map((layer) => ({ ...layer, place: place({ start: statement.span.start, end: Math.min(statement.span.end, statement.span.start + 3) }) })) : [];
  });
  const own = path.at(-1);
  return [...decorators, ...loops, ...helperLayer(own === undefined ? node.result === undefined ? [] : [node.result] : expressionsOf(own), at)];
};

/** Statements around the span, outermost first. */
const pathTo = (body: readonly Statement[], span: Span): readonly Statement[] => {
  const around = body.find((statement) => contains(statement.span, span));
  return around === undefined ? [] : [around, ...pathTo(innerOf(around), span)];
};

/** Lines: a longer loop without end does more than try one call. */
const LONGEST_RETRY = 40;

const TRIES = /retr|attempt|tries/i;

/**
 * A loop over attempts, not over items: its variable is a counter nobody reads, or it has none.
 * A handler that raises, returns or leaves the loop at once tries nothing again.
 */
const loopLayer = (loop: StatementOf<'loop'>, guard: StatementOf<'try'>, { written, answers }: { readonly written: string; readonly answers: boolean }): readonly Omit<RetryLayerDraft, 'place'>[] => {
  const attempts = attemptsOf(loop);
  if (attempts === 'items') return [];
  const retried = guard.handlers.flatMap((handler, index) => (handler.some(leaves) ? [] : [{ handler, caught: guard.caught[index] ?? null }]));
  if (retried.length === 0) return [];
  // A loop over events goes on after an error too, but does not end with its first answer; comments say what is meant as well.
  if (attempts === 'endless' && (!(answers || /retr|attempt|backoff|sleep|delay|tries/i.test(written)) || written.split('\n').length > LONGEST_RETRY)) return [];
  // One that succeeds leaves the loop; otherwise it is a loop over turns.
  if (!endsOnSuccess(loop, guard)) return [];
  const everything = retried.some(({ handler, caught }) => isEverything(caught) && !asksWhatWentWrong(handler));
  return [{ by: 'loop', attempts, everything }];
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
  const behind = loop.body.slice(loop.body.findIndex((statement) => contains(statement.span, guard.span)) + 1);
  return allStatements([...guard.body, ...guard.final, ...behind]).some((statement) => statement.kind === 'return' || (statement.kind === 'jump' && statement.word === 'break'));
};

/** `catch`, a bare `except`, `except Exception`. */
const isEverything = (caught: Expression | null): boolean =>
  caught === null || namesIn(allExpressions(caught)).some((name) => /^(?:Base)?Exception$/.test(name));

/** A branch of the handler gives up for a reason other than having tried often enough, or goes on for a reason. */
const asksWhatWentWrong = (handler: readonly Statement[]): boolean =>
  handler.some((statement) => (statement.kind === 'if' && !isCounter(statement.test) && [...statement.then, ...statement.otherwise].some((each) => leaves(each) || each.kind === 'jump'))
    || asksWhatWentWrong(innerOf(statement)));

/** `attempt >= MAX - 1`: about how often, not about what went wrong. */
const isCounter = (test: Expression): boolean => {
  if (test.kind !== 'binary' || !/^(?:[<>]=?|={2,3})$/.test(test.operator)) return false;
  const counted = test.left.kind === 'binary' ? test.left.left : test.left;
  return /attempt|retr|tries|^[in]$/i.test(lastName(counted));
};

const argument = (call: ExpressionOf<'call'>, name: RegExp): Expression | undefined => call.args.find((arg) => name.test(arg.name ?? ''))?.value;

/** tenacity, backoff, retrying. `@retry` of tenacity without arguments: every exception, for ever. */
const decoratorLayer = (decorator: Expression, place: Place): readonly RetryLayerDraft[] => {
  const name = lastName(decorator);
  if (name === 'on_exception' && decorator.kind === 'call') {
    const tries = argument(decorator, /^max_tries$/);
    const caught = argument(decorator, /^exception$/) ?? decorator.args.filter((arg) => arg.name === undefined)[1]?.value;
    const everything = caught !== undefined && isEverything(caught) && argument(decorator, /^giveup$/) === undefined;
    return [{ by: 'decorator', attempts: numberOf(tries) ?? (tries !== undefined || argument(decorator, /^max_t/) !== undefined ? 'some' : 'endless'), everything, place }];
  }
  if (name !== 'retry') return [];
  if (decorator.kind !== 'call') return [{ by: 'decorator', attempts: 'endless', everything: true, place }];
  return [{ by: 'decorator', attempts: attemptsOfRetry(decorator), everything: retriesEverything(decorator), place }];
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

const HELPER = /^(?:pRetry|asyncRetry|retry|withRetry|with_retry|backOff|retryAsync|promiseRetry)$/;
const LOOKS = /AbortError|^bail$|shouldRetry|onFailedAttempt|retryIf|isRetryable|status/;
const COUNT = /^(?:retries|numOfAttempts|attempts|maxAttempts|maxRetries)$/;

/** `pRetry(() => client.…, { retries: 5 })`. */
const helperLayer = (expressions: readonly Expression[], at: Place): readonly RetryLayerDraft[] => {
  const call = expressions.flatMap(allExpressionsDeep).filter((each) => each.kind === 'call')
    .findLast((each) => HELPER.test(lastName(each)) && each.args.some((arg) => contains(arg.value.span, at.span)));
  if (call === undefined) return [];
  const within = allExpressionsDeep(call);
  const entries = within.flatMap((each) => (each.kind === 'record' ? each.entries : [])).flatMap((entry) => (entry.kind === 'entry' ? [{ name: keyOf(entry.key), value: entry.value }] : []));
  const tries = entries.find((entry) => COUNT.test(entry.name) && numberOf(entry.value) !== null);
  const everything = ![...namesIn(within), ...entries.map((entry) => entry.name)].some((name) => LOOKS.test(name));
  const attempts = tries === undefined ? 'some' : (numberOf(tries.value) ?? 0) + (/retries/i.test(tries.name) ? 1 : 0);
  return [{ by: 'helper', attempts, everything, place: { file: at.file, span: call.callee.span } }];
};

const keyOf = (key: Expression): string =>
  (key.kind === 'string' ? key.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('') : lastName(key));
