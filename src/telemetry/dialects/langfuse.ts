/**
 * Langfuse: counts in one JSON attribute. Its own wrappers write disjoint buckets, reasoning beside the output;
 * code that fills the attribute by hand often hands on what the provider said.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { count, nanodollars, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { statement } from './usage.ts';

export const langfuse: Dialect = { id: 'langfuse', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const usage = record(it['langfuse.observation.usage_details']);
  const type = text(it, 'langfuse.observation.type')?.toLowerCase();
  if (usage === null && type !== 'generation' && type !== 'embedding') return null;
  const cost = record(it['langfuse.observation.cost_details']);
  return statement('langfuse', usage === null ? { input: null, output: null } : buckets(usage), {
    model: text(it, 'langfuse.observation.model.name', 'gen_ai.response.model', 'gen_ai.request.model'),
    requestedModel: text(it, 'gen_ai.request.model', 'langfuse.observation.model.name'),
    reportedCost: cost === null ? null : nanodollars(count(cost, 'total')),
  });
}

function buckets(usage: Attributes): Parameters<typeof statement>[1] {
  const inputDetails = record(usage['prompt_tokens_details']) ?? record(usage['input_tokens_details']) ?? {};
  const outputDetails = record(usage['completion_tokens_details']) ?? record(usage['output_tokens_details']) ?? {};
  const counts = {
    input: count(usage, 'input', 'prompt_tokens', 'input_tokens', 'promptTokens'),
    output: count(usage, 'output', 'completion_tokens', 'output_tokens', 'completionTokens'),
    cacheRead: count(usage, 'input_cached_tokens', 'cache_read_input_tokens', 'input_cache_read', 'input_cached') ?? count(inputDetails, 'cached_tokens'),
    cacheWrite: count(usage, 'cache_creation_input_tokens', 'input_cache_creation', 'input_cache_write'),
    reasoning: count(usage, 'output_reasoning_tokens', 'output_reasoning', 'reasoning_tokens') ?? count(outputDetails, 'reasoning_tokens'),
  };
  return { ...counts, ...meaning(counts, count(usage, 'total', 'total_tokens', 'totalTokens'), 'prompt_tokens' in usage) };
}

type Counts = Readonly<Record<'input' | 'output' | 'cacheRead' | 'cacheWrite' | 'reasoning', number | null>>;

/** Of the four meanings, the one whose parts make up the total; without one, disjoint unless the names are OpenAI's. */
function meaning(counts: Counts, total: number | null, openai: boolean): { readonly inputIncludesCache: boolean; readonly outputIncludesReasoning: boolean } {
  const [input, output, reasoning] = [counts.input ?? 0, counts.output ?? 0, counts.reasoning ?? 0];
  const cached = (counts.cacheRead ?? 0) + (counts.cacheWrite ?? 0);
  const fits = MEANINGS.find((one) => total === input + output + (one.inputIncludesCache ? 0 : cached) + (one.outputIncludesReasoning ? 0 : reasoning));
  return fits ?? { inputIncludesCache: openai, outputIncludesReasoning: openai };
}

const MEANINGS = [
  { inputIncludesCache: false, outputIncludesReasoning: false }, { inputIncludesCache: true, outputIncludesReasoning: true },
  { inputIncludesCache: true, outputIncludesReasoning: false }, { inputIncludesCache: false, outputIncludesReasoning: true },
] as const;
