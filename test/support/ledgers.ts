/** Ledgers in memory, with prices that are easy to add up. */
import type { Ledger, PriceCall } from '../../src/telemetry/ledger/ledger.ts';
import { openSqliteLedger } from '../../src/telemetry/ledger/sqlite/sqlite-ledger.ts';
import type { SpanFact } from '../../src/telemetry/otlp/facts.ts';
import { drawSpans, START, type Drawing } from './drawn-spans.ts';

/** Every token costs a thousand nano-dollars; nobody knows the price of `mystery`. */
export const flatPrice: PriceCall = ({ model, tokens }) => (model === 'mystery'
  ? { cost: null, source: 'unpriced' }
  : { cost: 1000 * (tokens.input + tokens.cacheRead + tokens.cacheWrite5m + tokens.cacheWrite1h + tokens.output), source: 'priced' });

export const openLedger = (path = ':memory:', price: PriceCall = flatPrice): Promise<Ledger> => openSqliteLedger({ path, price, now: () => START });

export interface DrawnCall {
  /** Minutes before or after the start of the drawing. */
  readonly minute?: number;
  readonly input?: number;
  readonly output?: number;
  readonly cacheRead?: number;
  readonly model?: string;
  readonly failed?: boolean;
  readonly attributes?: SpanFact['attributes'];
}

let traces = 0;

/** A trace of its own with one model call. */
export function callSpan({ minute = 0, input = 100, output = 10, cacheRead = 0, model = 'gpt-5', failed = false, attributes = {} }: DrawnCall, drawing: Drawing = {}): SpanFact {
  traces += 1;
  const [span] = drawSpans('chat 0..100', { trace: traces.toString(16), ...drawing });
  if (span === undefined) throw new RangeError('a drawing with one line has one span');
  return {
    ...span, start: span.start + minute * 60_000, end: span.end + minute * 60_000, status: failed ? 'error' : 'ok',
    attributes: {
      'gen_ai.operation.name': 'chat', 'gen_ai.request.model': model, 'gen_ai.usage.input_tokens': input, 'gen_ai.usage.output_tokens': output,
      ...(cacheRead === 0 ? {} : { 'gen_ai.usage.cache_read.input_tokens': cacheRead }), ...attributes,
    },
  };
}

export function ingest(ledger: Ledger, spans: readonly SpanFact[], workspace: string | null = 'w'): void {
  ledger.ingest([{ facts: { spans, logs: [], points: [] }, workspace }]);
}
