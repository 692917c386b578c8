/**
 * Traceloop / OpenLLMetry. It uses the names of the semantic conventions with meanings of its own:
 * Anthropic's input leaves the cached part out, and streamed OpenAI calls carry the emitter's own estimate.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { count, firstText, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement, thoughtsIn } from './usage.ts';

export const traceloop: Dialect = { id: 'traceloop', readSpan };

const SCOPE = /^@traceloop\/|^opentelemetry\.instrumentation\.(openai|anthropic|bedrock|cohere|groq|mistralai|ollama|vertexai|google_generativeai|together|replicate|watsonx|langchain|llamaindex|crewai)(\.|$)/;

function readSpan(span: SpanFact): Usage | null {
  if (!SCOPE.test(span.scope.name)) return null;
  const it = span.attributes;
  const input = count(it, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens');
  const output = count(it, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens');
  const kind = text(it, 'llm.request.type', 'gen_ai.operation.name');
  const requestedModel = text(it, 'gen_ai.request.model');
  if (input === null && output === null && (kind === null || requestedModel === null)) return null;
  const provider = providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system'));
  const javascript = span.scope.name.startsWith('@traceloop/');
  const counts = {
    input, output, total: count(it, 'gen_ai.usage.total_tokens', 'llm.usage.total_tokens'),
    cacheRead: count(it, 'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens'),
    cacheWrite: count(it, 'gen_ai.usage.cache_write.input_tokens', 'gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens'),
    reasoning: count(it, 'gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens'),
  };
  // Converse leaves the cached part out of the input, as Anthropic does.
  const apart = (provider === 'anthropic' && javascript) || span.scope.name.endsWith('.bedrock');
  return statement('traceloop', { ...counts, ...(apart ? { inputIncludesCache: false } : {}), ...thoughtsIn(provider, { ...counts, total: count(it, 'gen_ai.usage.total_tokens') }) }, {
    provider, requestedModel,
    model: text(it, 'gen_ai.response.model') ?? requestedModel,
    responseId: text(it, 'gen_ai.response.id'),
    finishReason: firstText(it['gen_ai.response.finish_reasons']),
    estimated: it[ESTIMATED] === true || (javascript && provider === 'openai' && isStreamed(span)),
  });
}

/** Set where the texts showed it, see `estimates.ts`. */
const ESTIMATED = 'costline.estimated';

const isStreamed = (span: SpanFact): boolean =>
  ['gen_ai.request.stream', 'llm.is_streaming', 'gen_ai.is_streaming'].some((key) => span.attributes[key] === true || span.attributes[key] === 'true');
