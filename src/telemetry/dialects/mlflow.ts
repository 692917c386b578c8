/**
 * MLflow: every attribute is JSON, also a text. Its own counts leave out reasoning, thoughts and embeddings, which stand only
 * in the answer, among its texts. The spans of chains, agents and tools say nothing of a call.
 */
import type { Attributes, AttributeValue, SpanFact } from '../otlp/facts.ts';
import { count, json, nanodollars, record, text } from './attributes.ts';
import { ANSWER, type Dialect, type Usage } from './dialect.ts';
import { providerName, rawDetails, statement, thoughtsIn } from './usage.ts';

export const mlflow: Dialect = { id: 'mlflow', readSpan, countsIn: answerOf };

const CALLS: ReadonlySet<AttributeValue> = new Set(['CHAT_MODEL', 'LLM', 'EMBEDDING']);

const isCall = (attributes: Attributes): boolean => 'mlflow.spanType' in attributes && CALLS.has(json(attributes['mlflow.spanType']));

/** A JSON text without its quotes. */
const unquoted = (value: AttributeValue | undefined): string | null => {
  const inner = json(value);
  return typeof inner === 'string' && inner !== '' ? inner : null;
};

function answerOf({ attributes }: SpanFact): string | null {
  const answer = isCall(attributes) ? record(attributes['mlflow.spanOutputs']) : null;
  const usage = record(answer?.['usage']);
  return usage === null ? null : JSON.stringify({ usage, id: text(answer ?? {}, 'id') });
}

function readSpan(span: SpanFact): Usage | null {
  const it = span.attributes;
  if (!isCall(it)) return null;
  const usage = record(it['mlflow.chat.tokenUsage']) ?? {};
  const answer = record(it[ANSWER]) ?? record(answerOf(span) ?? undefined) ?? {};
  const native = record(answer['usage']) ?? {};
  const provider = providerName(unquoted(it['mlflow.llm.provider']) ?? unquoted(it['mlflow.message.format']));
  const sums = {
    input: count(usage, 'input_tokens') ?? count(native, 'prompt_tokens'), output: count(usage, 'output_tokens') ?? count(native, 'completion_tokens'),
    total: count(usage, 'total_tokens'),
  };
  const details = rawDetails(native);
  const cost = record(it['mlflow.llm.cost']);
  const model = unquoted(it['mlflow.llm.model']) ?? unquoted(it['model']);
  return statement('mlflow', {
    ...sums, ...details, ...thoughtsIn(provider, sums),
    cacheRead: count(usage, 'cache_read_input_tokens') ?? details.cacheRead ?? null,
    cacheWrite: count(usage, 'cache_creation_input_tokens') ?? details.cacheWrite ?? null,
    cacheWrite1h: count(usage, 'cache_creation_input_tokens_above_1hr') ?? details.cacheWrite1h ?? null,
  }, { provider, model, requestedModel: model, responseId: text(answer, 'id'), reportedCost: cost === null ? null : nanodollars(count(cost, 'total_cost')) });
}
