/** VoltAgent: counts under names of its own on its model calls, in the AI SDK's meaning; the agent's span repeats them. */
import type { SpanFact } from '../otlp/facts.ts';
import { count, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, statement } from './usage.ts';

export const voltagent: Dialect = { id: 'voltagent', readSpan };

function readSpan(span: SpanFact): Usage | null {
  if (!span.scope.name.startsWith('@voltagent/') || span.attributes['span.type'] !== 'llm') return null;
  const it = span.attributes;
  // `gpt-4o`, or `openai/gpt-4o` where VoltAgent chose the provider itself.
  const model = text(it, 'llm.model');
  const maker = model !== null && model.includes('/') ? model.slice(0, model.indexOf('/')) : null;
  return statement('voltagent', {
    input: count(it, 'llm.usage.prompt_tokens'), output: count(it, 'llm.usage.completion_tokens'), total: count(it, 'llm.usage.total_tokens'),
    cacheRead: count(it, 'llm.usage.cached_tokens'), reasoning: count(it, 'llm.usage.reasoning_tokens'), inputIncludesCache: true, outputIncludesReasoning: true,
  }, { provider: providerName(maker), model, requestedModel: model, finishReason: text(it, 'llm.finish_reason') });
}
