/**
 * Genkit: its own tracer writes what a model action answered as one JSON text, prompt and answer among it. Of that only the
 * counts are kept: the provider's own, which Genkit's sum leaves parts of out, beside Genkit's. The spans around an action
 * repeat its counts and are not of a model action, so they say nothing.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { count, record, text } from './attributes.ts';
import { ANSWER, type Dialect, type Usage } from './dialect.ts';
import { providerName, rawDetails, statement } from './usage.ts';
import type { RawCounts } from './usage.ts';

export const genkit: Dialect = { id: 'genkit', readSpan, countsIn: answerOf };

const SCOPE = 'genkit-tracer';

/** What of a model action's answer says how much was used, as JSON; null for other spans. */
function answerOf({ scope, attributes }: SpanFact): string | null {
  if (scope.name !== SCOPE || attributes['genkit:metadata:subtype'] !== 'model') return null;
  const answer = record(attributes['genkit:output']);
  if (answer === null) return null;
  const provider = record(answer['raw']) ?? record(answer['custom']) ?? {};
  return JSON.stringify({
    usage: answer['usage'] ?? null, finishReason: answer['finishReason'] ?? null, native: provider['usage'] ?? provider['usageMetadata'] ?? null,
    id: provider['id'] ?? provider['responseId'] ?? null, model: provider['model'] ?? provider['modelVersion'] ?? null,
  });
}

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  if (span.scope.name !== SCOPE || it['genkit:metadata:subtype'] !== 'model') return null;
  const answer = record(it[ANSWER]) ?? record(answerOf(span) ?? undefined) ?? {};
  // `googleai/gemini-2.5-flash`, `vertexai/…`, `openai/gpt-4o`.
  const [, maker = null, requestedModel = null] = /^([^/]+)\/(.+)$/.exec(text(it, 'genkit:name') ?? '') ?? [];
  return statement('genkit', countsOf(record(answer['usage']) ?? {}, record(answer['native'])), {
    provider: providerName(maker), model: text(answer, 'model') ?? requestedModel, requestedModel,
    responseId: text(answer, 'id'), finishReason: text(answer, 'finishReason'),
  });
}

/** Gemini's names differ from everybody else's, and its thoughts stand beside the answer. */
function countsOf(usage: Attributes, native: Attributes | null): RawCounts {
  const own = { input: count(usage, 'inputTokens'), output: count(usage, 'outputTokens') };
  if (native === null || 'promptTokenCount' in native) {
    const from = native ?? {};
    return {
      input: count(from, 'promptTokenCount') ?? own.input, output: count(from, 'candidatesTokenCount') ?? own.output,
      cacheRead: count(from, 'cachedContentTokenCount') ?? count(usage, 'cachedContentTokens'),
      reasoning: count(from, 'thoughtsTokenCount') ?? count(usage, 'thoughtsTokens'), inputIncludesCache: true, outputIncludesReasoning: false,
    };
  }
  return {
    input: count(native, 'prompt_tokens', 'input_tokens') ?? own.input, output: count(native, 'completion_tokens', 'output_tokens') ?? own.output,
    ...rawDetails(native), inputIncludesCache: !('cache_read_input_tokens' in native || 'cache_creation_input_tokens' in native), outputIncludesReasoning: true,
  };
}
