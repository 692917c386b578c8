/** Braintrust: counts in one JSON attribute, in OpenAI's shape. */
import type { SpanFact } from '../otlp/facts.ts';
import { count, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { statement } from './usage.ts';

export const braintrust: Dialect = { id: 'braintrust', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const metrics = record(span.attributes['braintrust.metrics']);
  if (metrics === null) return null;
  const input = count(metrics, 'prompt_tokens');
  const output = count(metrics, 'completion_tokens');
  if (input === null && output === null) return null;
  const metadata = record(span.attributes['braintrust.metadata']);
  const model = metadata === null ? null : text(metadata, 'model');
  return statement('braintrust', {
    input, output, cacheRead: count(metrics, 'prompt_cached_tokens'), cacheWrite: count(metrics, 'prompt_cache_creation_tokens'),
    reasoning: count(metrics, 'completion_reasoning_tokens'),
  }, { model: model ?? text(span.attributes, 'gen_ai.request.model'), requestedModel: model });
}
