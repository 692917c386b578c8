/** Braintrust: counts in one JSON attribute, in OpenAI's shape. Spans that are no model call repeat the calls below them. */
import type { SpanFact } from '../otlp/facts.ts';
import { count, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

export const braintrust: Dialect = { id: 'braintrust', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const metrics = record(span.attributes['braintrust.metrics']);
  if (metrics === null) return null;
  const input = count(metrics, 'prompt_tokens');
  const output = count(metrics, 'completion_tokens');
  if (input === null && output === null) return null;
  const metadata = record(span.attributes['braintrust.metadata']) ?? {};
  const type = text(record(span.attributes['braintrust.span_attributes']) ?? {}, 'type');
  const model = text(metadata, 'model') ?? text(span.attributes, 'gen_ai.response.model', 'gen_ai.request.model');
  return statement('braintrust', {
    input, output, cacheRead: count(metrics, 'prompt_cached_tokens'), cacheWrite: count(metrics, 'prompt_cache_creation_tokens'),
    reasoning: count(metrics, 'completion_reasoning_tokens'),
  }, {
    scope: type === null || type === 'llm' ? 'call' : 'summary',
    provider: providerName(text(metadata, 'provider') ?? text(span.attributes, 'gen_ai.provider.name', 'gen_ai.system')),
    model, requestedModel: text(span.attributes, 'gen_ai.request.model') ?? text(metadata, 'model'), responseId: text(span.attributes, 'gen_ai.response.id'),
    timeToFirstTokenMs: seconds(count(metrics, 'time_to_first_token')),
  });
}

const seconds = (value: number | null): number | null => (value === null ? null : value * 1000);
