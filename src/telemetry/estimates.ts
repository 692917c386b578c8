/**
 * Emitters that count a stream's tokens themselves write their estimate where a bill would stand, and no attribute says so.
 * While the messages are still there, it shows: an estimate is the sum of the texts, and no provider bills so little,
 * since each message costs a few tokens more than its text. What is found is kept as an attribute, as the texts are not.
 */
import { count, json, text } from './dialects/attributes.ts';
import type { Attributes, AttributeValue, Facts, SpanFact } from './otlp/facts.ts';

/** Exact tokens of a text for a model; null where they are not known. */
export type CountText = (text: string, model: string) => Promise<number | null>;

/** Read by the dialect. */
const ESTIMATED = 'costline.estimated';

/** OpenLIT traces chats of OpenAI's client with what it has for vLLM. */
const ESTIMATING: ReadonlySet<string> = new Set(['@traceloop/instrumentation-openai', '@openlit/instrumentation-openai', '@openlit/instrumentation-vllm']);
/** More text is no sign worth its time. */
const LONGEST = 400_000;

/** The same facts unless a span of such an emitter is among them. */
export async function markEstimates(facts: Facts, tokensOf: CountText): Promise<Facts> {
  if (!facts.spans.some(isSuspect)) return facts;
  return { ...facts, spans: await Promise.all(facts.spans.map(async (span) => (isSuspect(span) && (await isEstimate(span.attributes, tokensOf)) ? marked(span) : span))) };
}

const isSuspect = (span: SpanFact): boolean => ESTIMATING.has(span.scope.name);

const marked = (span: SpanFact): SpanFact => ({ ...span, attributes: { ...span.attributes, [ESTIMATED]: true } });

async function isEstimate(attributes: Attributes, tokensOf: CountText): Promise<boolean> {
  const told = count(attributes, 'gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens');
  const model = text(attributes, 'gen_ai.response.model', 'gen_ai.request.model');
  const texts = textsOf(attributes);
  if (told === null || model === null || texts.length === 0 || texts.reduce((sum, each) => sum + each.length, 0) > LONGEST) return false;
  let sum = 0;
  for (const each of texts) {
    const tokens = await tokensOf(each, model);
    if (tokens === null) return false;
    sum += tokens;
  }
  return sum === told;
}

/** Of each message its text, in today's form or as numbered attributes. */
function textsOf(attributes: Attributes): readonly string[] {
  const messages = json(attributes['gen_ai.input.messages']);
  if (Array.isArray(messages)) return messages.map(textOfMessage);
  return Object.entries(attributes).flatMap(([key, value]) => (/^gen_ai\.prompt\.\d+\.content$/.test(key) && typeof value === 'string' ? [value] : []));
}

function textOfMessage(message: AttributeValue): string {
  const parts = field(message, 'parts');
  return (Array.isArray(parts) ? parts : []).map((part) => field(part, 'content')).filter((content) => typeof content === 'string').join('');
}

const field = (value: AttributeValue, key: string): AttributeValue =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? (Object.entries(value).find(([name]) => name === key)?.[1] ?? null) : null);
