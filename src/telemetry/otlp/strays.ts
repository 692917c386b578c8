/** Spans without valid ids: they could be told apart from nothing, so they are turned away and the sender is told. */
import type { Facts, SpanFact } from './facts.ts';

export function withoutStrays(facts: Facts): { readonly facts: Facts; readonly strays: number } {
  if (facts.spans.every(hasIds)) return { facts, strays: 0 };
  const spans = facts.spans.filter(hasIds);
  return { facts: { ...facts, spans }, strays: facts.spans.length - spans.length };
}

/** All zeros is how OpenTelemetry writes an id that is none. */
const hasIds = ({ traceId, spanId }: SpanFact): boolean => traceId.length === 32 && spanId.length === 16 && !/^0*$/.test(traceId) && !/^0*$/.test(spanId);

export const strayMessage = (strays: number): string => `${strays} ${strays === 1 ? 'span has' : 'spans have'} no valid trace and span id`;
