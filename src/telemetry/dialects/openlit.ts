/**
 * OpenLIT: the conventions, with Gemini's thoughts beside the output. Where a stream carries no usage it writes its own
 * count, which shows by the cached part it leaves out: told beside every count of a provider, if only as 0.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';

export const openlit: Dialect = { id: 'openlit', readSpan };

function readSpan(span: SpanFact): Usage | null {
  if (!/^openlit\./.test(span.scope.name)) return null;
  const it = span.attributes;
  const usage = readConventions(it, /google|vertex/.test(span.scope.name) ? { outputIncludesReasoning: false } : {});
  if (usage === null || !span.scope.name.endsWith('.openai')) return usage;
  const streamed = it['gen_ai.request.stream'] === true && text(it, 'gen_ai.operation.name') === 'chat';
  return streamed && it['gen_ai.usage.cache_read.input_tokens'] === undefined ? { ...usage, estimated: true } : usage;
}
