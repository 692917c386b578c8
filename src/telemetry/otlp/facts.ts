/** What an OTLP request says, in one form for protobuf and JSON. Times are Unix milliseconds, fractions kept. */

export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };
export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Scope {
  readonly name: string;
  readonly version: string;
}

export interface SpanFact {
  /** Lower-case hex. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly status: 'unset' | 'ok' | 'error';
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly resource: Attributes;
}

export interface LogFact {
  readonly time: number;
  /** From the attribute `event.name`, else `event_name` (where some emitters write a code place); '' when neither is there. */
  readonly event: string;
  readonly body: AttributeValue;
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly resource: Attributes;
}

export interface PointFact {
  readonly metric: string;
  readonly type: 'sum' | 'gauge' | 'histogram';
  readonly temporality: 'delta' | 'cumulative' | 'unspecified';
  readonly start: number;
  readonly time: number;
  /** What the emitter gave as the time, where that lay in the future and the time is another. */
  readonly saidTime?: number;
  /** The value, or a histogram's sum. */
  readonly value: number;
  /** 1, or a histogram's count. */
  readonly count: number;
  readonly attributes: Attributes;
  readonly scope: Scope;
  readonly resource: Attributes;
}

export interface Facts {
  readonly spans: readonly SpanFact[];
  readonly logs: readonly LogFact[];
  readonly points: readonly PointFact[];
}

export type Signal = 'traces' | 'logs' | 'metrics';

/** The request cannot be read; the sender should not try again. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
}

/** Attribute values in JSON that are nested deeper than this are refused: no emitter comes near it. Protobuf has a bound of its own. */
export const MOST_NESTING = 64;
