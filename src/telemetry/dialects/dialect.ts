/** What a dialect answers: how one emitter writes the usage of a model call into telemetry. */
import type { LogFact, PointFact, SpanFact } from '../otlp/facts.ts';

/** Disjoint counts; `reasoning` is part of `output`. */
export interface TokenCounts {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number;
  readonly reasoning: number;
}

/** The names a call may be grouped by. */
export interface Tags {
  readonly agent: string | null;
  readonly task: string | null;
  readonly feature: string | null;
  readonly user: string | null;
  readonly session: string | null;
}

/** One statement of one emitter about the usage of one model call, or of all calls below it. */
export interface Usage {
  readonly dialect: string;
  /** `summary`: a parent that repeats the sum of its children; it counts only for what they lack. */
  readonly scope: 'call' | 'summary';
  /** Null: a model was called, and nothing says how much was used. */
  readonly tokens: TokenCounts | null;
  /** How much the counts say: a statement with cache detail beats one without. */
  readonly detail: number;
  readonly provider: string | null;
  readonly model: string | null;
  readonly requestedModel: string | null;
  readonly responseId: string | null;
  readonly finishReason: string | null;
  readonly timeToFirstTokenMs: number | null;
  readonly durationMs: number | null;
  /** Nano-dollars. */
  readonly reportedCost: number | null;
  readonly estimated: boolean;
  /** Answered from a response cache: counted, and free. */
  readonly replayed: boolean;
  readonly codingTool: boolean;
  /**
   * 0: what the emitter is believed by. Higher: the same calls told again, and less well:
   * counted only where nothing lower of the same service arrived.
   */
  readonly rank: 0 | 1 | 2;
}

/** What one series of a metric counts. */
export interface Metered {
  readonly dialect: string;
  /** Of several metrics that count the same tokens, the one with the lowest number is believed. */
  readonly preference: number;
  readonly role: 'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'reasoning' | 'beside' | 'cost' | 'calls';
  readonly inputIncludesCache: boolean;
  readonly outputIncludesReasoning: boolean;
  readonly provider: string | null;
  readonly model: string | null;
  readonly codingTool: boolean;
}

export interface Dialect {
  readonly id: string;
  /** Null when the span is not of this dialect or says nothing about a model call; `nothing` when no other dialect should read it either. */
  readSpan?(span: SpanFact): Usage | 'nothing' | null;
  readLog?(log: LogFact): Usage | null;
  /** Null when the metric counts something else, or sums what other series of it count. */
  readPoint?(point: PointFact): Metered | null;
  /** The counts of a span that says them only among texts, as JSON, without the texts: kept as `ANSWER` when those are dropped. Null for other spans. */
  countsIn?(span: SpanFact): string | null;
}

/** Where the counts of an answer are kept once its text is dropped. */
export const ANSWER = 'costline.answer';
