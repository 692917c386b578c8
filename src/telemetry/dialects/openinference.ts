/**
 * OpenInference (Arize): `llm.token_count.*`. Prompt counts include the cached part. Some emitters tell the two sums only and
 * show the provider's answer beside them, which has the rest. Some, and bridges, write OpenTelemetry's names on the same span.
 */
import type { Attributes, SpanFact } from '../otlp/facts.ts';
import { count, nanodollars, record, text } from './attributes.ts';
import { readConventions } from './conventions.ts';
import { ANSWER, type Dialect, type Usage } from './dialect.ts';
import { detailsOf } from './told-in-text.ts';
import { providerName, statement, type RawCounts } from './usage.ts';

export const openinference: Dialect = { id: 'openinference', readSpan, countsIn: ({ attributes }) => (attributes[KIND] === undefined ? null : answerOf(attributes)) };

const KIND = 'openinference.span.kind';

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  const kind = text(it, KIND)?.toUpperCase() ?? null;
  const input = count(it, 'llm.token_count.prompt');
  const output = count(it, 'llm.token_count.completion');
  if (kind === null && input === null && output === null) return null;
  const billed = kind === null || kind === 'LLM' || kind === 'EMBEDDING';
  if (!billed && input === null && output === null) return null;
  const model = text(it, 'llm.response.model_name', 'llm.model_name', 'embedding.model_name');
  const own = statement('openinference', { input, output, inputIncludesCache: true, ...(detailsTold(it) ?? detailsShown(it)) }, {
    scope: billed ? 'call' : 'summary',
    provider: providerName(text(it, 'llm.provider', 'llm.system') ?? text(record(it['metadata']) ?? {}, 'ls_provider')),
    model, requestedModel: text(it, 'llm.request.model_name') ?? model,
    responseId: text(it, 'gen_ai.response.id', 'llm.response.id'),
    finishReason: text(it, 'llm.finish_reason'),
    reportedCost: nanodollars(count(it, 'llm.cost.total')),
  });
  const other = readConventions(it);
  return other === null ? own : together(own, other);
}

const DETAILS = {
  cacheRead: ['llm.token_count.prompt_details.cache_read', 'llm.token_count.prompt_details.cache_input'],
  cacheWrite: ['llm.token_count.prompt_details.cache_write'],
  reasoning: ['llm.token_count.completion_details.reasoning'],
} as const;

/** Null when there are none. */
function detailsTold(it: Attributes): Partial<RawCounts> | null {
  const details = { cacheRead: count(it, ...DETAILS.cacheRead), cacheWrite: count(it, ...DETAILS.cacheWrite), reasoning: count(it, ...DETAILS.reasoning) };
  return Object.values(details).every((value) => value === null) ? null : details;
}

function detailsShown(it: Attributes): Partial<RawCounts> {
  const kept = record(it[ANSWER]) ?? record(answerOf(it) ?? undefined) ?? {};
  const { inputIncludesCache } = kept;
  return {
    cacheRead: count(kept, 'cacheRead'), cacheWrite: count(kept, 'cacheWrite'), cacheWrite1h: count(kept, 'cacheWrite1h'), reasoning: count(kept, 'reasoning'),
    inputIncludesCache: inputIncludesCache !== false,
  };
}

/** JSON of what an answer shows and the counts leave out. */
function answerOf(it: Attributes): string | null {
  const shown = it['output.value'];
  if (typeof shown !== 'string' || detailsTold(it) !== null) return null;
  const details = detailsOf(shown, { input: count(it, 'llm.token_count.prompt'), output: count(it, 'llm.token_count.completion') });
  return details === null ? null : JSON.stringify(details);
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
