/** What attributes say by OpenTelemetry's semantic conventions for generative AI, with all renames since 1.27. */
import type { Attributes } from '../otlp/facts.ts';
import { count, firstText, milliseconds, nanodollars, record, text } from './attributes.ts';
import type { Usage } from './dialect.ts';
import { providerName, rawDetails, statement, thoughtsIn, type RawCounts } from './usage.ts';

/** Operations that bill tokens; any other repeats what its children billed. */
const BILLED: ReadonlySet<string> = new Set(['chat', 'text_completion', 'generate_content', 'embeddings', 'completion', 'responses', 'messages', 'inference']);

/** `known`: what an emitter that bends the conventions means. */
export function readConventions(it: Attributes, known: Pick<RawCounts, 'inputIncludesCache' | 'outputIncludesReasoning'> = {}): Usage | null {
  const input = count(it, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens', 'gen_ai.response.input_tokens', 'gen_ai.response.prompt_tokens', 'gen_ai.response.input_token_count');
  const output = count(it, 'gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens', 'gen_ai.response.output_tokens', 'gen_ai.response.completion_tokens', 'gen_ai.response.output_token_count');
  const operation = text(it, 'gen_ai.operation.name')?.toLowerCase() ?? null;
  const requestedModel = text(it, 'gen_ai.request.model', 'embedding.model_name') ?? text(record(it['gen_ai.request.parameters']) ?? {}, 'model');
  const model = text(it, 'gen_ai.response.model') ?? requestedModel;
  const billed = operation === null ? model !== null : BILLED.has(operation);
  if (input === null && output === null && (!billed || operation === null)) return null;
  const raw = rawDetails(record(it['gen_ai.usage.raw']));
  const provider = providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system'));
  const counts = {
    input, output, total: count(it, 'gen_ai.usage.total_tokens', 'llm.usage.total_tokens'),
    cacheRead: count(it, ...CACHE_READ) ?? raw.cacheRead ?? null,
    cacheWrite: count(it, ...CACHE_WRITE) ?? raw.cacheWrite ?? null,
    cacheWrite5m: count(it, 'anthropic.usage.cache_creation.ephemeral_5m_input_tokens') ?? raw.cacheWrite5m ?? null,
    cacheWrite1h: count(it, 'anthropic.usage.cache_creation.ephemeral_1h_input_tokens', 'gen_ai.usage.details.cache_creation_1h_tokens', 'gen_ai.usage.details.ephemeral_1h_input_tokens') ?? raw.cacheWrite1h ?? null,
    reasoning: count(it, ...REASONING) ?? raw.reasoning ?? null,
  };
  return statement('otel-genai', { ...counts, ...thoughtsIn(provider, { ...counts, total: count(it, 'gen_ai.usage.total_tokens') }), ...known }, {
    scope: billed ? 'call' : 'summary', provider, model, requestedModel,
    responseId: text(it, 'gen_ai.response.id'),
    finishReason: firstText(it['gen_ai.response.finish_reasons']) ?? text(it, 'anthropic.message.stop_reason'),
    timeToFirstTokenMs: milliseconds(count(it, 'gen_ai.response.time_to_first_chunk', 'gen_ai.client.operation.time_to_first_chunk')),
    reportedCost: nanodollars(count(it, 'gen_ai.usage.cost', 'operation.cost', 'gen_ai.cost.total_cost', 'gen_ai.usage.total_cost')),
  });
}

const CACHE_READ = [
  'gen_ai.usage.cache_read.input_tokens', 'gen_ai.usage.cache_read_input_tokens', 'gen_ai.usage.details.cache_read_tokens', 'gen_ai.usage.details.cached_tokens',
  'gen_ai.usage.details.cache_read_input_tokens', 'gen_ai.usage.cached_tokens', 'gen_ai.usage.cached_input_tokens', 'gen_ai.usage.input_tokens.cached', 'gen_ai.usage.input_tokens_cached', 'gen_ai.usage.input_tokens.cache_read', 'gen_ai.usage.cache_read_tokens',
];
const CACHE_WRITE = [
  'gen_ai.usage.cache_write.input_tokens', 'gen_ai.usage.cache_creation.input_tokens', 'gen_ai.usage.cache_creation_input_tokens', 'gen_ai.usage.cache_write_input_tokens',
  'gen_ai.usage.details.cache_write_tokens', 'gen_ai.usage.details.cache_creation_input_tokens', 'gen_ai.usage.input_tokens.cache_write', 'gen_ai.usage.cache_write_tokens', 'gen_ai.usage.cache_creation_tokens',
];
const REASONING = [
  'gen_ai.usage.reasoning.output_tokens', 'gen_ai.usage.reasoning_tokens', 'gen_ai.usage.details.reasoning_tokens', 'gen_ai.usage.output_tokens.reasoning', 'gen_ai.usage.reasoning_output_tokens',
  'gen_ai.usage.thoughts_token_count', 'gen_ai.usage.experimental.reasoning_tokens', 'gen_ai.usage.details.thoughts_tokens',
];
