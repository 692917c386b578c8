/** What of a span is kept: everything but what people and models said. */
import type { Attributes, AttributeValue } from './otlp/facts.ts';

/** Keys that carry prompts, answers, tool arguments and results, in any of the emitters' spellings. */
const CONTENT = new RegExp([
  '^gen_ai\\.(prompt|completion)(\\.|$)', '^gen_ai\\.(system_instructions|input\\.messages|output\\.messages|tool\\.(definitions|call\\.arguments|call\\.result|description))',
  '^ai\\.(prompt|response\\.(text|object|toolCalls|reasoning|files)|toolCall\\.(args|result)|value|values)', '^(input|output)\\.(value|mime_type)$',
  '^llm\\.(input_messages|output_messages|prompts|prompt_template|invocation_parameters|tools|function_call)', '^(tool|retrieval)\\.(parameters|documents|json_schema)',
  '^traceloop\\.entity\\.(input|output)$', '^langfuse\\.(observation|trace)\\.(input|output)$', '^braintrust\\.(input|output|expected)',
  '^(prompt|response|request|completion|user_prompt|tool_input|tool_parameters|arguments|output|input|message|content)$',
  '\\.(content|contents|arguments)$', '^embedding\\.(embeddings|text)', '^reranker\\.',
].join('|'), 'i');

/** Longer texts are prose, whatever they are called. Counts in JSON stay below it. */
const LONGEST = 2_000;

/** What `withoutContent` leaves out; null when that is nothing. */
export function onlyContent(attributes: Attributes): Attributes | null {
  const kept = withoutContent(attributes);
  const left = Object.entries(attributes).filter(([key]) => !(key in kept));
  return left.length === 0 ? null : Object.fromEntries(left);
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

const isContent = (key: string, value: AttributeValue | undefined): boolean => value === undefined || (typeof value === 'string' && value.length > LONGEST) || names(key);

/** Emitters write the same few hundred names for ever: each is looked at once. */
const VERDICTS = new Map<string, boolean>();
const MOST_VERDICTS = 4_096;

function names(key: string): boolean {
  const known = VERDICTS.get(key);
  if (known !== undefined) return known;
  const verdict = CONTENT.test(key);
  if (VERDICTS.size < MOST_VERDICTS) VERDICTS.set(key, verdict);
  return verdict;
}
