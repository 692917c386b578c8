/**
 * OpenTelemetry's semantic conventions for generative AI, with all renames since 1.27.
 * The general dialect: asked last, so that emitters which bend the conventions are read by their own.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { count, firstText, milliseconds, nanodollars, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

/** Operations that bill tokens; any other repeats what its children billed. */
const BILLED: ReadonlySet<string> = new Set(['chat', 'text_completion', 'generate_content', 'embeddings', 'completion', 'responses', 'messages', 'inference']);

export const otelGenai: Dialect = { id: 'otel-genai', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const input = count(it, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens');
  const output = count(it, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens');
  const operation = text(it, 'gen_ai.operation.name')?.toLowerCase() ?? null;
  const requestedModel = text(it, 'gen_ai.request.model');
  const model = text(it, 'gen_ai.response.model') ?? requestedModel;
  const billed = operation === null ? model !== null : BILLED.has(operation);
  if (input === null && output === null && (!billed || operation === null)) return null;
  return statement('otel-genai', {
    input, output,
    cacheRead: count(it, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens', 'gen_ai.usage.details.cache_read_tokens', 'gen_ai.usage.details.cached_tokens', 'gen_ai.usage.details.cache_read_input_tokens', 'gen_ai.usage.cached_tokens'),
    cacheWrite: count(it, 'gen_ai.usage.cache_write.input_tokens', 'gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens', 'gen_ai.usage.cache_write_input_tokens', 'gen_ai.usage.details.cache_write_tokens', 'gen_ai.usage.details.cache_creation_input_tokens'),
    cacheWrite5m: count(it, 'anthropic.usage.cache_creation.ephemeral_5m_input_tokens'),
    cacheWrite1h: count(it, 'anthropic.usage.cache_creation.ephemeral_1h_input_tokens'),
    reasoning: count(it, 'gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens', 'gen_ai.usage.details.reasoning_tokens'),
  }, {
    scope: billed ? 'call' : 'summary',
    provider: providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system')),
    model, requestedModel,
    responseId: text(it, 'gen_ai.response.id'),
    finishReason: firstText(it['gen_ai.response.finish_reasons']),
    timeToFirstTokenMs: milliseconds(count(it, 'gen_ai.response.time_to_first_chunk', 'gen_ai.client.operation.time_to_first_chunk')),
    reportedCost: nanodollars(count(it, 'gen_ai.usage.cost', 'operation.cost', 'gen_ai.cost.total_cost')),
  });
}
