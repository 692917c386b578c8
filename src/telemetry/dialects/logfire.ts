/**
 * Logfire's own instrumentation of OpenAI's and Anthropic's clients: the conventions, with what the provider said in
 * `gen_ai.usage.raw`. A stream is told twice: by the span of its request, which knows nothing of usage, and when it has
 * ended by a span without length whose `duration` tells when it began.
 */
import type { SpanFact } from '../otlp/facts.ts';
import { count, firstText, nanodollars, record, text } from './attributes.ts';
import type { Dialect, Usage } from './dialect.ts';
import { providerName, rawDetails, statement } from './usage.ts';

export const logfire: Dialect = { id: 'logfire', readSpan };

function readSpan(span: SpanFact): Usage | 'nothing' | null {
  const it = span.attributes;
  if (!/^logfire\.(openai|anthropic|google_genai|litellm)/.test(span.scope.name)) return null;
  const requestedModel = text(it, 'gen_ai.request.model');
  if (requestedModel === null) return null;
  const ended = text(it, 'logfire.span_type') === 'log';
  const input = count(it, 'gen_ai.usage.input_tokens');
  const output = count(it, 'gen_ai.usage.output_tokens');
  // The request of a stream: what it used is told when it has ended.
  if (!ended && input === null && output === null && span.status !== 'error' && text(it, 'gen_ai.response.id') === null) return 'nothing';
  const seconds = ended ? count(it, 'duration') : null;
  return statement('otel-genai', { input, output, inputIncludesCache: true, ...rawDetails(record(it['gen_ai.usage.raw'])) }, {
    provider: providerName(text(it, 'gen_ai.provider.name', 'gen_ai.system')), requestedModel,
    model: text(it, 'gen_ai.response.model') ?? requestedModel, responseId: text(it, 'gen_ai.response.id'),
    finishReason: firstText(it['gen_ai.response.finish_reasons']), reportedCost: nanodollars(count(it, 'operation.cost')),
    durationMs: seconds === null ? null : seconds * 1000,
  });
}
