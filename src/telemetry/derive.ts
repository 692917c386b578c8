/** Facts of one trace → its call records. Pure: the same facts give the same records, in whatever order they came. */
import type { CallRecord } from './call-record.ts';
import { FINGERPRINT } from './content.ts';
import { text } from './dialects/attributes.ts';
import type { TokenCounts, Usage } from './dialects/dialect.ts';
import { mergeTrace, worthOf, type Node } from './dialects/merge.ts';
import { readLog, readSpan } from './dialects/registry.ts';
import type { PriceCall } from './ledger/ledger.ts';
import { callsIn, type Increment } from './metered.ts';
import type { Attributes, LogFact, SpanFact } from './otlp/facts.ts';
import { codeOf, tagsOf } from './tags.ts';
import { workspaceOf, type KnownWorkspace } from './workspace.ts';

/** A fact with the workspace its endpoint named. */
export interface Kept<F> {
  readonly fact: F;
  readonly workspace: string | null;
}

export interface KeptSpan extends Kept<SpanFact> {
  /** What `readSpan` says of it, where that is known already. */
  readonly usage?: Usage | null;
}

export interface Trace {
  readonly spans: readonly KeptSpan[];
  readonly logs: readonly (Kept<LogFact> & { readonly key: string })[];
  /** Of one export of one emitter, with the name that the calls out of it go by. */
  readonly points?: { readonly key: string; readonly increments: readonly Increment[] };
}

/** A call as one group of facts tells it, before it is seen beside others. */
export interface Told {
  readonly record: CallRecord;
  /** `Usage.rank`: 0 is believed, more only where nothing lower of the same service arrived. */
  readonly rank: number;
  /** How much it says; of two on one call the one that says more is kept. */
  readonly worth: number;
  /** The instrumentation that says it. */
  readonly scopeName: string;
  /** Unix milliseconds from which on it was used. */
  readonly since: number;
}

export interface DeriveContext {
  readonly known: readonly KnownWorkspace[];
  readonly price: PriceCall;
}

interface Source extends Node {
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly workspace: string | null;
  readonly time: number;
  readonly duration: number | null;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly parentSpanId: string | null;
  readonly status: 'ok' | 'error';
  /** Unix milliseconds; where it is not the time. */
  readonly since?: number;
}

const NOTHING: TokenCounts = { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };

export function deriveCalls(trace: Trace, context: DeriveContext): Told[] {
  // In their own order, not in that of their arrival: of two children the first names a parent's model.
  const sources = [...trace.spans.flatMap(sourceOfSpan), ...trace.logs.flatMap(sourceOfLog)].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  if (trace.points !== undefined) return sourcesOfPoints(trace.points).map((source) => toldOf({ source, tokens: source.usage.tokens, also: [], replayed: false, chain: [source.attributes, source.resource] }, context));
  const spans = new Map(trace.spans.map(({ fact }) => [fact.spanId, fact]));
  const known = new Map<string, readonly string[]>();
  const ancestors = (source: Source): readonly string[] => {
    const chain = known.get(source.id) ?? ancestorsOf(source.parent, spans);
    known.set(source.id, chain);
    return chain;
  };
  return mergeTrace(sources, ancestors)
    .map(({ node, tokens, also, replayed }) => {
      const above = ancestors(node).map((id) => spans.get(id)?.attributes ?? {});
      return toldOf({ source: node, tokens, also, replayed, chain: [node.attributes, ...above, node.resource] }, context);
    })
    .sort((a, b) => a.record.time - b.record.time || (a.record.id < b.record.id ? -1 : 1));
}

function sourceOfSpan({ fact, workspace, usage = readSpan(fact) }: KeptSpan): Source[] {
  if (usage === null) return [];
  // Some spans are written when a stream has ended, and say how long it took.
  const start = usage.durationMs === null ? fact.start : Math.min(fact.start, fact.end - usage.durationMs);
  return [{
    id: fact.spanId, parent: fact.parentSpanId, usage, scopeName: fact.scope.name, span: { start, end: Math.max(start + 1, fact.end) }, attributes: fact.attributes, resource: fact.resource, workspace,
    time: start, duration: fact.end > start ? fact.end - start : null,
    traceId: fact.traceId, spanId: fact.spanId, parentSpanId: fact.parentSpanId, status: fact.status === 'error' ? 'error' : 'ok',
  }];
}

function sourcesOfPoints({ key, increments }: NonNullable<Trace['points']>): Source[] {
  return callsIn(increments).map(({ usage, of: { fact, workspace, since } }, i) => ({
    id: `${key}#${i}`, parent: null, usage, scopeName: fact.scope.name, span: null, attributes: fact.attributes, resource: fact.resource, workspace,
    time: fact.time, since, duration: null, traceId: null, spanId: null, parentSpanId: null, status: 'ok',
  }));
}

/** A log record is written when the answer is there; the call began its duration before. */
function sourceOfLog({ fact, workspace, key }: Trace['logs'][number]): Source[] {
  const usage = readLog(fact);
  if (usage === null) return [];
  return [{
    id: `log ${key}`, parent: fact.spanId, usage, scopeName: fact.scope.name, span: null, attributes: fact.attributes, resource: fact.resource, workspace,
    time: fact.time - (usage.durationMs ?? 0), duration: usage.durationMs,
    traceId: fact.traceId, spanId: fact.spanId, parentSpanId: null, status: 'ok',
  }];
}

/** Nearest first. A parent that has not arrived, or points in a circle, ends the chain. */
function ancestorsOf(parent: string | null, spans: ReadonlyMap<string, SpanFact>): string[] {
  const chain: string[] = [];
  for (let at = parent; at !== null && spans.has(at) && !chain.includes(at); at = spans.get(at)?.parentSpanId ?? null) chain.push(at);
  return chain;
}

interface Derived {
  readonly source: Source;
  readonly tokens: TokenCounts | null;
  readonly also: readonly Usage[];
  readonly replayed: boolean;
  readonly chain: readonly Attributes[];
}

function toldOf(derived: Derived, context: DeriveContext): Told {
  const { source, also } = derived;
  return {
    record: recordOf(derived, context), rank: Math.min(source.usage.rank, ...also.map(({ rank }) => rank)), worth: worthOf(source.usage), scopeName: source.scopeName,
    since: source.since ?? source.time,
  };
}

function recordOf({ source, tokens, also, replayed: again, chain }: Derived, { known, price }: DeriveContext): CallRecord {
  const told = [source.usage, ...also];
  const first = <T>(read: (usage: Usage) => T | null): T | null => told.map(read).find((value) => value !== null) ?? null;
  const counts = tokens ?? NOTHING;
  const [provider, model] = [first((usage) => usage.provider), first((usage) => usage.model) ?? modelAbove(chain)];
  const reportedCost = first((usage) => usage.reportedCost);
  const replayed = again || told.some((usage) => usage.replayed);
  const location = codeOf(chain);
  const priced = pricedOf({ replayed, measured: tokens !== null }, () => price({ provider, model, time: source.time, tokens: counts, reportedCost }));
  return {
    id: source.traceId === null ? source.id : `${source.traceId}/${source.id}`,
    time: Math.round(source.time), durationMs: source.duration === null ? null : Math.round(source.duration),
    timeToFirstTokenMs: first((usage) => usage.timeToFirstTokenMs),
    provider, model, requestedModel: first((usage) => usage.requestedModel) ?? model, ...counts,
    cost: priced.cost, costSource: priced.source, reportedCost,
    estimated: told.some((usage) => usage.estimated && agrees(usage.tokens, counts)), unmeasured: tokens === null,
    emitter: source.usage.dialect, traceId: source.traceId, spanId: source.spanId, parentSpanId: source.parentSpanId,
    responseId: first((usage) => usage.responseId), ...tagsOf(chain),
    workspace: workspaceOf({ path: source.workspace, resource: source.resource, file: location?.file ?? null }, known),
    service: text(source.resource, 'service.name'),
    environment: text(source.resource, 'deployment.environment.name', 'deployment.environment'),
    location, status: source.status, finishReason: first((usage) => usage.finishReason),
    codingTool: told.some((usage) => usage.codingTool), fingerprint: chain.map((attributes) => text(attributes, FINGERPRINT)).find((marks) => marks !== null) ?? null,
  };
}

/** Whether this statement's counts are those of the call: one that was merged with better ones is not. */
const agrees = (told: TokenCounts | null, { input, output }: TokenCounts): boolean => told !== null && told.input === input && told.output === output;

/** Some emitters name the model on the span around the call. */
function modelAbove([, ...above]: readonly Attributes[]): string | null {
  for (const attributes of above.slice(0, -1)) {
    const model = text(attributes, 'gen_ai.response.model', 'gen_ai.request.model', 'llm.model_name', 'ai.model.id', 'model');
    if (model !== null) return model;
  }
  return null;
}

/** A replay is free; a call without counts has no known cost, whatever the price of its model. */
function pricedOf(call: { readonly replayed: boolean; readonly measured: boolean }, price: () => ReturnType<PriceCall>): ReturnType<PriceCall> {
  if (call.replayed) return { cost: 0, source: 'replayed' };
  return call.measured ? price() : { cost: null, source: 'unpriced' };
}
