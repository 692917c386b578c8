/** LangSmith's OpenTelemetry mode: details in JSON texts; chains repeat their model runs. */
import type { SpanFact } from '../otlp/facts.ts';
import { count, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

export const langsmith: Dialect = { id: 'langsmith', readSpan };

function readSpan(span: SpanFact): Usage | 'nothing' | null {
  const it = span.attributes;
  const kind = text(it, 'langsmith.span.kind')?.toLowerCase() ?? null;
  if (kind === null && span.scope.name !== 'langsmith') return null;
  const metadata = record(it['langsmith.usage_metadata']) ?? record(it['langsmith.metadata.usage_metadata']);
  const inputDetails = record(it['gen_ai.usage.input_token_details']) ?? record(metadata?.['input_token_details']) ?? {};
  const outputDetails = record(it['gen_ai.usage.output_token_details']) ?? record(metadata?.['output_token_details']) ?? {};
  const input = count(it, 'gen_ai.usage.input_tokens') ?? (metadata === null ? null : count(metadata, 'input_tokens'));
  const output = count(it, 'gen_ai.usage.output_tokens') ?? (metadata === null ? null : count(metadata, 'output_tokens'));
  const billed = kind === 'llm';
  // Prompts and parsers are written like calls of a model.
  if (!billed && input === null && output === null) return 'nothing';
  return statement('langsmith', {
    input, output, cacheRead: count(inputDetails, 'cache_read'), cacheWrite: count(inputDetails, 'cache_creation'),
    cacheWrite5m: count(inputDetails, 'ephemeral_5m_input_tokens'), cacheWrite1h: count(inputDetails, 'ephemeral_1h_input_tokens'), reasoning: count(outputDetails, 'reasoning'),
  }, {
    scope: billed ? 'call' : 'summary',
    provider: providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system')),
    model: text(it, 'gen_ai.response.model', 'gen_ai.request.model'), requestedModel: text(it, 'gen_ai.request.model'),
    responseId: text(it, 'gen_ai.response.id'), finishReason: text(it, 'gen_ai.response.finish_reasons'),
  });
}
