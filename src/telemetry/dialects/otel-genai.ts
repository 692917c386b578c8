/** OpenTelemetry's semantic conventions. Asked last, so that emitters which bend them are read by their own dialects. */
import type { LogFact } from '../otlp/facts.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';

export const otelGenai: Dialect = { id: 'otel-genai', readSpan: (span) => readConventions(span.attributes), readLog };

/** The event of a finished call repeats what its span says, and stands alone where an application sends events only. */
function readLog(log: LogFact): Usage | null {
  if (log.event !== 'gen_ai.client.inference.operation.details') return null;
  const usage = readConventions(log.attributes);
  return usage?.tokens == null ? null : { ...usage, rank: 1 };
}
