/** What of a span is kept: everything but what people and models said. */
import type { Usage } from './dialects/dialect.ts';
import { ANSWER } from './dialects/dialect.ts';
import { countsIn, readSpan } from './dialects/registry.ts';
import { fingerprintOf } from './matching/fingerprint.ts';
import type { Attributes, AttributeValue, SpanFact } from './otlp/facts.ts';
import { promptTextsIn } from './prompt-texts.ts';

/** One more whenever more is left out than before: ledgers are then cleaned of what they kept. */
export const CONTENT_RULES = 1;

/** Keys that carry prompts, answers, tool arguments and results, in any of the emitters' spellings. */
const CONTENT = new RegExp([
  '^gen_ai\\.(prompt|completion)(\\.|$)', '^gen_ai\\.(system_instructions|input\\.messages|output\\.messages|(tool|task)\\.(definitions|input|output|call\\.arguments|call\\.result|description))',
  '^ai\\.(prompt|response\\.(text|object|toolCalls|reasoning|files)|toolCall\\.(args|result)|value|values)', '^(input|output)\\.(value|mime_type)$',
  '^llm\\.(input_messages|output_messages|prompts|prompt_template|invocation_parameters|tools|function_call)', '^(tool|retrieval)\\.(parameters|documents|json_schema)',
  '^traceloop\\.entity\\.(input|output)$', '^langfuse\\.(observation|trace)\\.(input|output)$', '^braintrust\\.(input|output|expected)', '^genkit:(input|output)$', '^gcp\\.vertex\\.agent\\.(llm_request|llm_response|tool_call_args|tool_response|data)$', '^llm\\.messages$', '^llm\\.[a-z_]+\\.(messages|input|output|choices|candidates|system)$', '^(crewai|agno|haystack|llama_index)\\.([a-z_]+\\.)?(result|results|tasks|tasks_output|agents|goal|backstory|description|expected_output)$', '^tool\\.description$', '^mlflow\\.(spanInputs|spanOutputs|chat\\.tools|trace(Inputs|Outputs)|trace\\.intermediate_outputs)', '^agent\\.(messages|instructions|stateSnapshot)(\\.|$)',
  '^(prompt|response|request|completion|user_prompt|system_prompt|tool_input|tool_parameters|arguments|output|input|message|content)$',
  '\\.(content|contents|arguments)$', '^embedding\\.(embeddings|text)', '^reranker\\.',
].join('|'), 'i');

/** What many call it in a space of their own, though not we; counts may be called so too, and are numbers. */
const CONTENT_IF_TEXT = /^(?!costline\.).*[._](inputs?|outputs?|results?|query|question|answer|prompt|text|args|preview)$/i;

/** Longer texts are prose, whatever they are called. Counts in JSON stay below it. */
const LONGEST = 2_000;

/** What `withoutContent` leaves out; null when that is nothing. */
export function onlyContent(attributes: Attributes): Attributes | null {
  const kept = withoutContent(attributes);
  const left = Object.entries(attributes).filter(([key]) => !(key in kept));
  return left.length === 0 ? null : Object.fromEntries(left);
}

/** Where a prompt's fingerprint is kept. */
export const FINGERPRINT = 'costline.fingerprint';

/** What is kept of a span, everything but its texts and of a call's what tells the prompt again; and the call it tells of, or null. */
export function keptOf(span: SpanFact): { readonly fact: SpanFact; readonly usage: Usage | null } {
  const attributes = withCounts(span, withoutContent(span.attributes));
  const fact = attributes === span.attributes ? span : { ...span, attributes };
  const usage = readSpan(fact);
  if (fact === span || usage === null || FINGERPRINT in attributes) return { fact, usage };
  const fingerprint = fingerprintOf(promptTextsIn(span.attributes));
  return { usage, fact: fingerprint === null ? fact : { ...span, attributes: { ...attributes, [FINGERPRINT]: fingerprint } } };
}

/** Some say their counts only in the text of the answer. */
function withCounts(span: SpanFact, kept: Attributes): Attributes {
  const answer = countsIn(span);
  return answer === null ? kept : { ...kept, [ANSWER]: answer };
}

/** The same object when nothing is left out, as is mostly so. */
export function withoutContent(attributes: Attributes): Attributes {
  for (const key in attributes) if (isContent(key, attributes[key])) return selected(attributes);
  return attributes;
}

function selected(attributes: Attributes): Attributes {
  const kept: Record<string, AttributeValue> = {};
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== undefined && !isContent(key, value)) kept[key] = value;
  }
  return kept;
}

function isContent(key: string, value: AttributeValue | undefined): boolean {
  const verdict = verdictOn(key);
  if (value === undefined || verdict === 'content') return true;
  return typeof value === 'string' && (verdict === 'content if text' || value.length > LONGEST || isConversation(value));
}

/** Emitters that nobody here has met put messages anywhere: as JSON, as JSON in JSON, or as Python shows them. */
const MESSAGE = /\\*['"](role|content|text|parts|messages|arguments)\\*['"]\s*:/;

function isConversation(value: string): boolean {
  const first = value.charCodeAt(0);
  // { [ and " are 123, 91 and 34.
  return (first === 123 || first === 91 || first === 34) && MESSAGE.test(value);
}

type Verdict = 'content' | 'content if text' | 'kept';

/** Emitters write the same few hundred names for ever: each is looked at once. */
const VERDICTS = new Map<string, Verdict>();
const MOST_VERDICTS = 4_096;

function verdictOn(key: string): Verdict {
  const known = VERDICTS.get(key);
  if (known !== undefined) return known;
  const verdict = CONTENT.test(key) ? 'content' : CONTENT_IF_TEXT.test(key) ? 'content if text' : 'kept';
  if (VERDICTS.size < MOST_VERDICTS) VERDICTS.set(key, verdict);
  return verdict;
}
