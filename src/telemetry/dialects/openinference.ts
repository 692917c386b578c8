/**
 * OpenInference (Arize): `llm.token_count.*`. Prompt counts include the cached part. Some emitters and bridges write
 * OpenTelemetry's names on the same span.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { count, nanodollars, record, text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

export const openinference: Dialect = { id: 'openinference', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const kind = text(it, 'openinference.span.kind')?.toUpperCase() ?? null;
  const input = count(it, 'llm.token_count.prompt');
  const output = count(it, 'llm.token_count.completion');
  if (kind === null && input === null && output === null) return null;
  const billed = kind === null || kind === 'LLM' || kind === 'EMBEDDING';
  if (!billed && input === null && output === null) return null;
  const model = text(it, 'llm.response.model_name', 'llm.model_name', 'embedding.model_name');
  const own = statement('openinference', {
    input, output, inputIncludesCache: true,
    cacheRead: count(it, 'llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_input'),
    cacheWrite: count(it, 'llm.token_count.prompt_details.cache_write'),
    reasoning: count(it, 'llm.token_count.completion_details.reasoning'),
  }, {
    scope: billed ? 'call' : 'summary',
    provider: providerName(text(it, 'llm.provider', 'llm.system') ?? text(record(it['metadata']) ?? {}, 'ls_provider')),
    model, requestedModel: text(it, 'llm.request.model_name') ?? model,
    responseId: text(it, 'gen_ai.response.id', 'llm.response.id'),
    finishReason: text(it, 'llm.finish_reason'),
    reportedCost: nanodollars(count(it, 'llm.cost.total')),
  });  const other = readConventions(it);
  return other === null ? own : together(own, other);
}

/** One call in two vocabularies: the counts of the one that says more, and of the names what either says. */
function together(own: Usage, other: Usage): Usage {
  const [more, less] = other.tokens !== null && (own.tokens === null || other.detail > own.detail) ? [other, own] : [own, other];
  return {
    ...more, scope: own.scope, provider: more.provider ?? less.provider, model: more.model ?? less.model, requestedModel: more.requestedModel ?? less.requestedModel,
    responseId: more.responseId ?? less.responseId, finishReason: more.finishReason ?? less.finishReason,
    timeToFirstTokenMs: more.timeToFirstTokenMs ?? less.timeToFirstTokenMs, reportedCost: more.reportedCost ?? less.reportedCost,
  };
}
