/** What tries a call again when it fails: loops around it, decorators, helpers, the SDK itself. */
import type { Expression, FunctionNode, Statement } from '../syntax/ir.ts';
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
    layers.push(...layersIn(node, at, source, LIBRARIES.test(text(at.file))));
  });
  const distinct = layers.filter((layer, index) => layers.findIndex((other) => other.place.file === layer.place.file && other.place.span.start === layer.place.span.start) === index);
  return distinct.length === 0 ? null : { layers: distinct, sdk: sdkAttempts(view, sdk) };
};

const sdkAttempts = (view: CallView, sdk: string): number => {
  const given = view.first(['max_retries', 'maxRetries', 'num_retries', '#1.maxRetries', '^max_retries', '^maxRetries']);
  const plain = given && deref(given.value);
  if (plain?.kind === 'constant' && typeof plain.value === 'number') return plain.value + 1;
  return given === null && /^(?:openai|anthropic)\./.test(sdk) ? SDK_ATTEMPTS : given === null && sdk === 'vercel-ai' ? SDK_ATTEMPTS : 1;
};

const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

const layersIn = (node: FunctionNode, at: Place, source: SourceOf, isLibrary: boolean): readonly RetryLayerDraft[] => {
  const place = (span: Span): Place => ({ file: at.file, span });
  const decorators = (isLibrary ? node.decorators : []).flatMap((decorator) => decoratorLayer(source(place(decorator.span)), place(decorator.span)));
  const path = pathTo(node.body, at.span);
  const loops = path.flatMap((statement, index) => {
    if (statement.kind !== 'loop') return [];
    const guard = path.slice(index + 1).find((inner) => inner.kind === 'try' && inner.body.some((each) => contains(each.span, at.span)));
    return guard?.kind === 'try' ? loopLayer(statement, guard, { place: place(statement.span), source }) : [];
  });
  return [...decorators, ...loops, ...helperLayer(path.at(-1)?.span ?? node.result?.span, at, source)];
};

/** Statements around the span, outermost first. */
const pathTo = (body: readonly Statement[], span: Span): readonly Statement[] => {
  const around = body.find((statement) => contains(statement.span, span));
  return around === undefined ? [] : [around, ...pathTo(innerOf(around), span)];
};

const innerOf = (statement: Statement): readonly Statement[] => {
  switch (statement.kind) {
    case 'if': return [...statement.then, ...statement.otherwise];
    case 'loop': case 'with': case 'block': return statement.body;
    case 'try': return [...statement.body, ...statement.handlers.flat(), ...statement.final];
    case 'switch': return statement.cases.flatMap((each) => each.body);
    default: return [];
  }
};

interface LoopAt {
  readonly place: Place;
  readonly source: SourceOf;
}

/** Lines: a longer loop without end does more than try one call. */
const LONGEST_RETRY = 40;

/**
 * A loop over attempts, not over items: its variable is a counter nobody reads, or it has none.
 * A handler that raises, returns or leaves the loop at once tries nothing again.
 */
const loopLayer = (loop: Statement & { kind: 'loop' }, guard: Statement & { kind: 'try' }, { place, source }: LoopAt): readonly RetryLayerDraft[] => {
  const attempts = attemptsOf(loop, source, place.file);
  if (attempts === 'items') return [];
  const retried = guard.handlers.filter((handler) => !handler.some(leaves));
  if (retried.length === 0) return [];
  // A loop over events goes on after an error too.
  const written = source(place);
  if (attempts === 'endless' && (!/retr|attempt|backoff|sleep|delay|tries/i.test(written) || written.split('\n').length > LONGEST_RETRY)) return [];
  // One that succeeds leaves the loop; otherwise it is a loop over turns.
  if (!endsOnSuccess(loop, guard)) return [];
  const heads = headsOf(guard, source, place.file);
  const everything = retried.some((handler) => {
    const head = heads[guard.handlers.indexOf(handler)] ?? '';
    return isEverything(head) && !asksWhatWentWrong(handler, (span) => source({ file: place.file, span }));
  });
  return [{ by: 'loop', attempts, everything, place: { file: place.file, span: { start: loop.span.start, end: Math.min(loop.span.end, loop.span.start + 3) } } }];
};

const attemptsOf = (loop: Statement & { kind: 'loop' }, source: SourceOf, file: string): Attempts | 'items' => {
  const written = (expression: Expression | undefined): string => (expression === undefined ? '' : source({ file, span: expression.span }));
  const range = /^range\(\s*(?:[01]\s*,\s*)?(\d+|[\w.]+(?:\s*\+\s*1)?)\s*\)$/.exec(written(loop.iterable));
  if (range !== null) {
    const named = written(loop.target);
    return /^\d+$/.test(range[1] ?? '') ? Number(range[1]) : /retr|attempt|tries/i.test(`${range[1] ?? ''} ${named}`) ? 'some' : 'items';
  }
  if (loop.iterable !== undefined) return 'items';
  const test = written(loop.test);
  if (/^(?:True|true|1)?$/.test(test)) return 'endless';
  const bound = /(?:retr|attempt|tries|i)\w*\s*<=?\s*(\d+)/i.exec(test);
  if (bound !== null) return Number(bound[1]);
  return /retr|attempt|tries/i.test(test) ? 'some' : 'items';
};

const leaves = (statement: Statement): boolean =>
  statement.kind === 'raise' || statement.kind === 'return' || (statement.kind === 'jump' && statement.word === 'break');

const endsOnSuccess = (loop: Statement & { kind: 'loop' }, guard: Statement & { kind: 'try' }): boolean => {
  const behind = loop.body.slice(loop.body.findIndex((statement) => contains(statement.span, guard.span)) + 1);
  const deep = (statements: readonly Statement[]): boolean => statements.some((statement) => statement.kind === 'return' || (statement.kind === 'jump' && statement.word === 'break') || deep(innerOf(statement)));
  return deep(guard.body) || deep(guard.final) || deep(behind);
};

/** `except Exception as e:` and `catch (e) {`, as written. */
const headsOf = (guard: Statement & { kind: 'try' }, source: SourceOf, file: string): readonly string[] => {
  let end = guard.body.at(-1)?.span.end ?? guard.span.start;
  return guard.handlers.map((handler) => {
    const start = handler[0]?.span.start ?? end;
    const head = source({ file, span: { start: end, end: Math.max(end, start) } });
    end = handler.at(-1)?.span.end ?? end;
    return head;
  });
};

const isEverything = (head: string): boolean => /\bcatch\b/.test(head) || /\bexcept\s*(?::|(?:Base)?Exception\b)/.test(head);

/** `attempt >= MAX - 1`: about how often, not about what went wrong. */
const COUNTED = /^\(?\s*[\w.]*(?:attempt|retr|tries|\bi|\bn)\w*\s*(?:[+-]\s*\d+\s*)?(?:[<>]=?|={2,3})\s*[\w.]+(?:\s*[+-]\s*\d+)?\s*\)?$/i;

/** A branch of the handler gives up for a reason other than having tried often enough, or goes on for a reason. */
const asksWhatWentWrong = (handler: readonly Statement[], written: (span: Span) => string): boolean =>
  handler.some((statement) => {
    if (statement.kind !== 'if') return asksInside(statement, written);
    const isCounter = COUNTED.test(written(statement.test.span));
    return (!isCounter && [...statement.then, ...statement.otherwise].some((each) => leaves(each) || each.kind === 'jump')) || asksInside(statement, written);
  });

const asksInside = (statement: Statement, written: (span: Span) => string): boolean => {
  const inner = innerOf(statement);
  return inner.length > 0 && asksWhatWentWrong(inner, written);
};

/** tenacity, backoff, retrying. */
const decoratorLayer = (written: string, place: Place): readonly RetryLayerDraft[] => {
  const text = written.replace(/^@/, '');
  if (/^(?:\w+\.)*on_exception\b/.test(text)) {
    const tries = /max_tries\s*=\s*(\d+)/.exec(text);
    return [{ by: 'decorator', attempts: tries === null ? (/max_t/.test(text) ? 'some' : 'endless') : Number(tries[1]), everything: /,\s*(?:\(\s*)?(?:Base)?Exception\b/.test(text) && !/giveup\s*=/.test(text), place }];
  }
  if (!/^(?:\w+\.)*(?:retry)(?:\(|$)/.test(text)) return [];
  const tries = /(?:stop_after_attempt\(\s*|(?:max_|stop_max_)?(?:attempts?|tries|retries|attempt_number)\s*=\s*)(\d+)/.exec(text);
  const bounded = tries !== null || /stop\s*=|stop_after|max_|tries|attempts/.test(text);
  // `@retry` of tenacity without arguments: every exception, for ever.
  return [{ by: 'decorator', attempts: tries === null ? (bounded ? 'some' : 'endless') : Number(tries[1]), everything: !/retry\s*=|retry_if|exceptions?\s*=|retry_on|\(\s*\(?\w+(?:Error|Exception)\b/.test(text) || /retry_if_exception_type\(\s*(?:\(\s*)?(?:Base)?Exception\b/.test(text), place }];
};

const HELPER = /\b(?:pRetry|asyncRetry|retry|withRetry|with_retry|backOff|retryAsync|promiseRetry)\s*\(\s*(?:async\s*)?(?:\([^()]*\)|\w+)?\s*(?:=>|,|\{|function)/g;

/** `pRetry(() => client.…, { retries: 5 })`. */
const helperLayer = (statement: Span | undefined, at: Place, source: SourceOf): readonly RetryLayerDraft[] => {
  if (statement === undefined) return [];
  const before = source({ file: at.file, span: { start: statement.start, end: at.span.start } });
  const match = [...before.matchAll(HELPER)].at(-1);
  if (match === undefined) return [];
  const behind = source({ file: at.file, span: { start: at.span.end, end: statement.end } });
  const tries = /(?:retries|numOfAttempts|attempts|maxAttempts|maxRetries)\s*[:=]\s*(\d+)/.exec(behind);
  const start = statement.start + match.index;
  const everything = !/AbortError|bail\(|shouldRetry|onFailedAttempt|retryIf|isRetryable|status/.test(before + behind);
  return [{ by: 'helper', attempts: tries === null ? 'some' : Number(tries[1]) + (/retries|Retries/.test(tries[0]) ? 1 : 0), everything, place: { file: at.file, span: { start, end: start + match[0].length } } }];
};
