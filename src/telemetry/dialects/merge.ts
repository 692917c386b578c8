/**
 * From statements to billed calls, one trace at a time.
 *
 *     invoke_agent  1,540            a parent repeats its children: only what they lack is counted
 *       chat        1,540  ← the call
 *
 * The same call told by two instrumentations is merged: by response id, by standing one inside the other, and by
 * saying the same at the same time from two scopes.
 * The same response id in a span that began after the first had ended is an answer out of a cache: counted, and free.
 */
import { isAnotherModel } from '../../core/pricing/model-id.ts';
import type { TokenCounts, Usage } from './dialect.ts';
import { inTurn, inputOf, overlap, sayTheSame, type Interval } from './same-call.ts';

export interface Node {
  /** Unique in the trace. */
  readonly id: string;
  readonly parent: string | null;
  readonly usage: Usage;
  /** The instrumentation that says it. */
  readonly scopeName: string;
  /** Unix milliseconds; null for a log record, which says only when the answer was there. */
  readonly span: Interval | null;
}

export interface Merged<N extends Node> {
  readonly node: N;
  readonly tokens: TokenCounts | null;
  /** What the other statements on the same call add: names, cost, response id. */
  readonly also: readonly Usage[];
  readonly replayed: boolean;
}

type Ancestors<N extends Node> = (node: N) => readonly string[];

/** `ancestors` leads from a node to all spans above it, nearest first, also those that say nothing of usage. */
export function mergeTrace<N extends Node>(nodes: readonly N[], ancestors: Ancestors<N>): Merged<N>[] {
  const calls = withoutTwins(byResponse(nodes), ancestors);
  if (calls.length < 2) return calls.filter((call) => !(call.node.usage.scope === 'summary' && call.tokens === null));
  const known = new Map(calls.map((call) => [call.node.id, call]));
  const below = new Map<string, Merged<N>[]>();
  for (const call of calls) {
    const above = ancestors(call.node).find((id) => known.has(id));
    if (above !== undefined) below.set(above, [...(below.get(above) ?? []), call]);
  }
  const depth = (call: Merged<N>): number => ancestors(call.node).length;
  const told = new Map<string, Merged<N>>();
  const kept = [...calls].sort((a, b) => depth(b) - depth(a) || (a.node.id < b.node.id ? -1 : 1)).flatMap((call) => {
    const children = descend(call.node.id, below);
    if (children.length === 0) return call.node.usage.scope === 'summary' && call.tokens === null ? [] : [call];
    const only = onlyChild(call, children);
    if (only === null) return residual(call, children);
    told.set(only.node.id, sameCall(told.get(only.node.id) ?? only, call));
    return [];
  });
  return kept.map((call) => told.get(call.node.id) ?? call).filter((call, _index, all) => !(call.tokens === null && coveredAbove(call, all, ancestors)));
}

/** Nearest statements below, and theirs: every one that might be part of what a parent repeats. */
function descend<N extends Node>(id: string, below: ReadonlyMap<string, Merged<N>[]>, seen: Set<string> = new Set()): Merged<N>[] {
  if (seen.has(id)) return [];
  seen.add(id);
  return (below.get(id) ?? []).flatMap((child) => {
    const deeper = descend(child.node.id, below, seen);
    return deeper.some((call) => call.tokens !== null) ? deeper : [child];
  });
}

/** Of several statements with one response id, the one that says most is kept; what came after the answer is a replay. */
function byResponse<N extends Node>(nodes: readonly N[]): Merged<N>[] {
  const groups = new Map<string, N[]>();
  for (const node of nodes) {
    const { responseId, scope } = node.usage;
    const key = responseId === null || scope === 'summary' ? `node ${node.id}` : `response ${responseId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  return [...groups.values()].flatMap((group) => inTurn(group)).flatMap(({ members, replayed }) => {
    const [best, ...rest] = [...members].sort((a, b) => worthOf(b.usage) - worthOf(a.usage) || (a.id < b.id ? -1 : 1));
    return best === undefined ? [] : [{ node: best, tokens: best.usage.tokens, also: rest.map((node) => node.usage), replayed }];
  });
}

/** How much a statement is worth beside another on the same call. */
export const worthOf = (usage: Usage): number => (usage.tokens === null ? 0 : 100) + (usage.estimated ? 0 : 50) + usage.detail;

/** Two scopes that stand beside each other and say the same at the same time tell one call, e.g. a client's own span and one wrapped around it. */
function withoutTwins<N extends Node>(calls: readonly Merged<N>[], ancestors: Ancestors<N>): readonly Merged<N>[] {
  if (calls.length < 2 || new Set(calls.map(({ node }) => node.scopeName)).size < 2) return calls;
  const kept: Merged<N>[] = [];
  const related = (a: N, b: N): boolean => ancestors(a).includes(b.id) || ancestors(b).includes(a.id);
  const start = ({ node }: Merged<N>): number => node.span?.start ?? Number.POSITIVE_INFINITY;
  for (const call of [...calls].sort((a, b) => start(a) - start(b) || (a.node.id < b.node.id ? -1 : 1))) {
    const at = kept.findLastIndex((other) => areTwins(call, other) && !related(call.node, other.node));
    const twin = kept[at];
    if (twin === undefined) kept.push(call);
    else kept[at] = sameCall(twin, call);
  }
  return kept;
}

function areTwins<N extends Node>(a: Merged<N>, b: Merged<N>): boolean {
  if (a.node.scopeName === b.node.scopeName || a.node.usage.scope === 'summary' || b.node.usage.scope === 'summary') return false;
  if (a.replayed || b.replayed || a.node.span === null || b.node.span === null || !overlap(a.node.span, b.node.span)) return false;
  if (isAnotherModel(a.node.usage.model, b.node.usage.model)) return false;
  return a.tokens !== null && b.tokens !== null && sayTheSame(a.tokens, b.tokens);
}

/** One call of two statements: the counts of the one that says more, and the place of the span that stands deeper. */
function sameCall<N extends Node>(a: Merged<N>, b: Merged<N>): Merged<N> {
  const [more, less] = worthOf(b.node.usage) > worthOf(a.node.usage) && b.tokens !== null ? [b, a] : [a, b];
  const node = a.node.span === null && b.node.span !== null ? b.node : more.node;
  const others = [a.node, b.node].filter((other) => other !== node).map((other) => other.usage);
  return { node, tokens: more.tokens ?? less.tokens, also: [...others, ...a.also, ...b.also], replayed: a.replayed || b.replayed };
}

/** The one measured call below a call that tells the same call: as many tokens, or an estimate where the parent was told. */
function onlyChild<N extends Node>(parent: Merged<N>, children: readonly Merged<N>[]): Merged<N> | null {
  const [child, ...more] = children.filter((call) => call.tokens !== null);
  if (child === undefined || child.tokens === null || parent.tokens === null || more.length > 0 || parent.node.usage.scope === 'summary') return null;
  if (isAnotherModel(parent.node.usage.model, child.node.usage.model)) return null;
  const [above, inside] = [inputOf(parent.tokens), inputOf(child.tokens)];
  if (child.node.usage.estimated && !parent.node.usage.estimated) return child;
  // An emitter that leaves the cached part out altogether says less than the one around it.
  return parent.tokens.output === child.tokens.output && inside <= above ? child : null;
}

/** What a parent counts beyond its children: nothing, as a rule; a call of its own when a child was not reported. */
function residual<N extends Node>(call: Merged<N>, children: readonly Merged<N>[]): Merged<N>[] {
  if (call.tokens === null) return [];
  const counted = children.flatMap((child) => (child.tokens === null ? [] : [child.tokens]));
  const input = inputOf(call.tokens) - counted.reduce((sum, tokens) => sum + inputOf(tokens), 0);
  const output = call.tokens.output - counted.reduce((sum, tokens) => sum + tokens.output, 0);
  if (counted.length === 0) return [{ ...call, also: [...call.also, ...children.map(({ node }) => node.usage)] }];
  // A call around calls of other models is one of its own, e.g. one whose tool asks a smaller model.
  if (call.node.usage.scope === 'call' && children.every((child) => isAnotherModel(call.node.usage.model, child.node.usage.model))) return [call];
  // Parents that leave cached tokens out say less than their children; that is no negative spend.
  if (input <= 0 && output <= 0) return [];
  const cacheRead = Math.min(Math.max(0, input), Math.max(0, call.tokens.cacheRead - counted.reduce((sum, tokens) => sum + tokens.cacheRead, 0)));
  return [{
    ...call,
    tokens: { input: Math.max(0, input) - cacheRead, cacheRead, cacheWrite5m: 0, cacheWrite1h: 0, output: Math.max(0, output), reasoning: 0 },
  }];
}

/** A call without counts, below a statement that has them, is that statement's call. */
function coveredAbove<N extends Node>(call: Merged<N>, all: readonly Merged<N>[], ancestors: Ancestors<N>): boolean {
  const above = new Set(ancestors(call.node));
  return all.some((other) => other !== call && other.tokens !== null && above.has(other.node.id));
}
