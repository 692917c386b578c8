/**
 * Google's agent kit. Until it named thoughts by the conventions, it handed on what Gemini says, where thoughts stand beside
 * the output. Since then it adds them itself, and does so for providers too that count them inside already. For JavaScript the
 * cached part and the thoughts stand only among the texts of the answer.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { count, record, text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import { ANSWER, type Dialect, type Usage } from './dialect.ts';
import { providerName } from './usage.ts';

export const googleAdk: Dialect = {
  id: 'google-adk',
  readSpan: (span) => (span.scope.name.startsWith(SCOPE) ? read(withAnswer(span)) : null),
  countsIn: answerOf,
  // Its event repeats the span's counts, the doubled ones too.
  readLog: (log) => {
    const usage = log.scope.name.startsWith(SCOPE) && log.event === 'gen_ai.client.inference.operation.details' ? read(log.attributes) : null;
    return usage?.tokens == null ? null : { ...usage, rank: 1 };
  },
};

const SCOPE = 'gcp.vertex.agent';

/** Gemini's own counts, in the words of its API. */
function answerOf({ scope, attributes }: SpanFact): string | null {
  if (!scope.name.startsWith(SCOPE)) return null;
  const usage = record(record(attributes['gcp.vertex.agent.llm_response'])?.['usageMetadata']);
  return usage === null ? null : JSON.stringify({ cached: count(usage, 'cachedContentTokenCount'), thoughts: count(usage, 'thoughtsTokenCount') });
}

function withAnswer(span: SpanFact): Attributes {
  const answer = record(span.attributes[ANSWER]) ?? record(answerOf(span) ?? undefined);
  if (answer === null) return span.attributes;
  return { 'gen_ai.usage.cache_read.input_tokens': count(answer, 'cached'), 'gen_ai.usage.experimental.reasoning_tokens': count(answer, 'thoughts'), ...span.attributes };
}

function read(it: Attributes): Usage | null {
  const thoughts = count(it, 'gen_ai.usage.reasoning.output_tokens');
  if (thoughts === null) return readConventions(it, { outputIncludesReasoning: false });
  const output = count(it, 'gen_ai.usage.output_tokens') ?? 0;
  const provider = providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system'));
  const twice = provider !== null && provider !== 'google' && output >= 2 * thoughts;
  return readConventions(twice ? { ...it, 'gen_ai.usage.output_tokens': output - thoughts } : it, { outputIncludesReasoning: true });
}
