/** Langfuse: disjoint buckets in one JSON attribute; reasoning stands beside the output. */
import type { SpanFact } from '../otlp/facts.ts';
import { count, nanodollars, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { statement } from './usage.ts';

export const langfuse: Dialect = { id: 'langfuse', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const details = record(it['langfuse.observation.usage_details']);
  const type = text(it, 'langfuse.observation.type')?.toLowerCase();
  if (details === null && type !== 'generation' && type !== 'embedding') return null;
  const usage = details ?? {};
  const cost = record(it['langfuse.observation.cost_details']);
  const cacheRead = count(usage, 'input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read');
  const cacheWrite = count(usage, 'cache_creation_input_tokens', 'input_cache_creation', 'input_cache_write');
  const input = count(usage, 'input', 'prompt_tokens', 'input_tokens');
  return statement('langfuse', {
    input, output: count(usage, 'output', 'completion_tokens', 'output_tokens'),
    // Buckets of the SDK's own wrappers are disjoint; a `total` that says otherwise decides.
    inputIncludesCache: isInclusive(usage, input, (cacheRead ?? 0) + (cacheWrite ?? 0)),
    outputIncludesReasoning: false, cacheRead, cacheWrite, reasoning: count(usage, 'output_reasoning_tokens', 'output_reasoning'),
  }, {
    model: text(it, 'langfuse.observation.model.name', 'gen_ai.response.model', 'gen_ai.request.model'),
    requestedModel: text(it, 'gen_ai.request.model', 'langfuse.observation.model.name'),
    reportedCost: cost === null ? null : nanodollars(count(cost, 'total')),
  });
}

function isInclusive(usage: NonNullable<ReturnType<typeof record>>, input: number | null, cached: number): boolean {
  const total = count(usage, 'total', 'total_tokens');
  if (total === null || input === null || cached === 0) return false;
  const output = (count(usage, 'output', 'completion_tokens', 'output_tokens') ?? 0) + (count(usage, 'output_reasoning_tokens') ?? 0);
  return total === input + output;
}
