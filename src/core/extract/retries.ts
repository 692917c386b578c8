/** What tries a call again when it fails: loops around it, decorators, helpers, the SDK itself. */
import type { Expression, FunctionNode, Statement, StatementOf } from '../syntax/ir.ts';
import { allExpressionsDeep, expressionsOf, innerOf, lastName, namesIn, numberOf } from '../syntax/walk.ts';
import type { Span } from '../document.ts';
import type { Frame } from '../values/machine.ts';
import type { Place } from '../values/value.ts';
import type { CallView } from '../sdks/view.ts';
import { deref } from '../values/value.ts';
import { decoratorLayer, MAY_RETRY, ownDecoratorLayer } from './retry-decorators.ts';
import { againLayer, loopLayer } from './retry-loops.ts';
import type { Layer } from './retry-loops.ts';

export interface RetryLayerDraft extends Layer {
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
    layers.push(...decoratorsOf(view, frame, { source, text }), ...layersIn(node, at, source));
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

/** Of the libraries that are known by name, or by what the workspace's own do. */
const decoratorsOf = (view: CallView, { node, scope, callee }: Frame, { source, text }: Pick<RetrySources, 'source' | 'text'>): readonly RetryLayerDraft[] =>
  (node?.decorators ?? []).flatMap((decorator) => {
    const place: Place = { file: scope.file, span: decorator.span };
    const named = decorator.kind === 'call' ? decorator.callee : decorator;
    const own = MAY_RETRY.test(lastName(named)) ? deref(view.machine.evaluate(named, callee?.scope ?? scope.parent ?? scope)) : null;
    const layers = own?.kind === 'function' ? ownDecoratorLayer(decorator, own.node, source({ file: own.scope.file, span: own.node.span }))
      : LIBRARIES.test(text(scope.file)) ? decoratorLayer(decorator) : [];
    return layers.map((layer) => ({ ...layer, place }));
  });

const layersIn = (node: FunctionNode, at: Place, source: SourceOf): readonly RetryLayerDraft[] => {
  const place = (span: Span): Place => ({ file: at.file, span });
  const path = pathTo(node.body, at.span);
  const isGuard = (statement: Statement): statement is StatementOf<'try'> => statement.kind === 'try' && statement.body.some((each) => contains(each.span, at.span));
  const loops = path.flatMap((statement, index) => {
    const guard = statement.kind === 'loop' ? path.slice(index + 1).find(isGuard) : undefined;
    if (statement.kind !== 'loop' || guard === undefined) return [];
    const layers: readonly Layer[] = loopLayer(statement, guard, { written: source(place(statement.span)), answers: path.at(-1)?.kind === 'return' });
    return layers.map((layer) => ({ ...layer, place: place({ start: statement.span.start, end: Math.min(statement.span.end, statement.span.start + 3) }) }));
  });
  const again = path.filter(isGuard).flatMap((guard) => againLayer(node, guard).map(({ span, ...layer }) => ({ ...layer, place: place(span) })));
  const own = path.at(-1);
  return [...loops, ...again, ...helperLayer(own === undefined ? node.result === undefined ? [] : [node.result] : expressionsOf(own), at)];
};

/** Statements around the span, outermost first. */
const pathTo = (body: readonly Statement[], span: Span): readonly Statement[] => {
  const around = body.find((statement) => contains(statement.span, span));
  return around === undefined ? [] : [around, ...pathTo(innerOf(around), span)];
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
