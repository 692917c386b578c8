/**
 * OpenLIT: the conventions, in Python with Gemini's thoughts beside the output. Where a stream carries no usage it writes its
 * own count. In Python that shows by the cached part it leaves out: told beside every count of a provider, if only as 0. In
 * JavaScript only the texts tell (`estimates.ts`).
 */
import type { SpanFact } from '../otlp/facts.ts';
import { text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import type { Dialect, Usage } from './dialect.ts';

export const openlit: Dialect = { id: 'openlit', readSpan };

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  if (span.scope.name.startsWith('@openlit/')) return it['costline.estimated'] === true ? asEstimate(readConventions(it)) : null;
  if (!span.scope.name.startsWith('openlit.')) return null;
  const usage = readConventions(it, /google|vertex/.test(span.scope.name) ? { outputIncludesReasoning: false } : {});
  if (usage === null || !span.scope.name.endsWith('.openai')) return usage;
  const streamed = it['gen_ai.request.stream'] === true && text(it, 'gen_ai.operation.name') === 'chat';
  return streamed && it['gen_ai.usage.cache_read.input_tokens'] === undefined ? asEstimate(usage) : usage;
}

const asEstimate = (usage: Usage | null): Usage | null => (usage === null ? null : { ...usage, estimated: true });
