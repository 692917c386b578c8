/**
 * From statements to billed calls, one trace at a time.
 *
 *     invoke_agent  1,540            a parent repeats its children: only what they lack is counted
 *       chat        1,540  ← the call
 *
 * The same call told by two instrumentations is merged: by response id, and by standing one inside the other.
 * The same response id in a span that began after the first had ended is an answer out of a cache: counted, and free.
 */
import type { TokenCounts, Usage } from './dialect.ts';

export interface Node {
  /** Unique in the trace. */
  readonly id: string;
  readonly parent: string | null;
  readonly usage: Usage;
  /** Unix milliseconds; null for a log record, which says only when the answer was there. */
  readonly span: { readonly start: number; readonly end: number } | null;
}

export interface Merged<N extends Node> {
  readonly node: N;
  readonly tokens: TokenCounts | null;
  /** What the other statements on the same call add: names, cost, response id. */
  readonly also: readonly Usage[];
  readonly replayed: boolean;
}

/** `ancestors` leads from a node to all spans above it, nearest first, also those that say nothing of usage. */
export function mergeTrace<N extends Node>(nodes: readonly N[], ancestors: (node: N) => readonly string[]): Merged<N>[] {
  const calls = byResponse(nodes);
  const known = new Map(calls.map((call) => [call.node.id, call]));
  const below = new Map<string, Merged<N>[]>();
  for (const call of calls) {
    const above = ancestors(call.node).find((id) => known.has(id));
    if (above !== undefined) below.set(above, [...(below.get(above) ?? []), call]);
  }
  return calls.flatMap((call) => {
    const children = descend(call.node.id, below);
    if (children.length === 0) return call.node.usage.scope === 'summary' && call.tokens === null ? [] : [call];
    return residual(call, children);
  }).filter((call, _index, all) => !(call.tokens === null && coveredAbove(call, all, ancestors)));
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
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  return [...groups.values()].flatMap(inTurn).flatMap(({ members, replayed }) => {
    const [best, ...rest] = [...members].sort((a, b) => worth(b.usage) - worth(a.usage) || (a.id < b.id ? -1 : 1));
    return best === undefined ? [] : [{ node: best, tokens: best.usage.tokens, also: rest.map((node) => node.usage), replayed }];
  });
}

/** Statements on one response id, apart where one began after the others had ended. */
function inTurn<N extends Node>(group: readonly N[]): { readonly members: N[]; readonly replayed: boolean }[] {
  const turns: { readonly members: N[]; readonly replayed: boolean; end: number }[] = [];
  for (const node of [...group].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0) || (a.id < b.id ? -1 : 1))) {
    const last = turns.at(-1);
    if (last !== undefined && (node.span === null || node.span.start < last.end)) {
      last.members.push(node);
      last.end = Math.max(last.end, node.span?.end ?? 0);
    } else turns.push({ members: [node], replayed: last !== undefined && last.end > 0, end: node.span?.end ?? 0 });
  }
  const [logged, first, ...later] = turns;
  // A log record says only when the answer was there: it belongs to the first call.
  return logged?.end === 0 && first !== undefined ? [{ members: [...logged.members, ...first.members], replayed: false }, ...later] : turns;
}

const worth = (usage: Usage): number => (usage.tokens === null ? 0 : 100) + (usage.estimated ? 0 : 50) + usage.detail;

const inputOf = (tokens: TokenCounts): number => tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h;

/** What a parent counts beyond its children: nothing, as a rule; a call of its own when a child was not reported. */
function residual<N extends Node>(call: Merged<N>, children: readonly Merged<N>[]): Merged<N>[] {
  if (call.tokens === null) return [];
  const counted = children.flatMap((child) => (child.tokens === null ? [] : [child.tokens]));
  const input = inputOf(call.tokens) - counted.reduce((sum, tokens) => sum + inputOf(tokens), 0);
  const output = call.tokens.output - counted.reduce((sum, tokens) => sum + tokens.output, 0);
  if (counted.length === 0) return [call];
  // A call around calls of other models is one of its own, e.g. one whose tool asks a smaller model.
  if (call.node.usage.scope === 'call' && children.every((child) => differs(call.node.usage.model, child.node.usage.model))) return [call];
  // Parents that leave cached tokens out say less than their children; that is no negative spend.
  if (input <= 0 && output <= 0) return [];
  const cacheRead = Math.min(Math.max(0, input), Math.max(0, call.tokens.cacheRead - counted.reduce((sum, tokens) => sum + tokens.cacheRead, 0)));
  return [{
    ...call,
    tokens: { input: Math.max(0, input) - cacheRead, cacheRead, cacheWrite5m: 0, cacheWrite1h: 0, output: Math.max(0, output), reasoning: 0 },
  }];
}

/** Both are named, and not only by their date or by who passes them on. */
const differs = (a: string | null, b: string | null): boolean => a !== null && b !== null && family(a) !== family(b);

/** `openai/gpt-5-2025-08-07` → `gpt-5`. */
const family = (model: string): string => model.slice(model.lastIndexOf('/') + 1).replace(/[-@:](\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|latest)$/, '').toLowerCase();

/** A call without counts, below a statement that has them, is that statement's call. */
function coveredAbove<N extends Node>(call: Merged<N>, all: readonly Merged<N>[], ancestors: (node: N) => readonly string[]): boolean {
  const above = new Set(ancestors(call.node));
  return all.some((other) => other !== call && other.tokens !== null && above.has(other.node.id));
}
