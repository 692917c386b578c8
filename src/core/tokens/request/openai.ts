/**
 * What OpenAI bills around the text. Constants set on recorded usage: nine of ten recordings of models that do not
 * reason come within 2 %. Some early recordings of the Responses API bill 210 tokens more with tools; no field tells which.
 */
import type { OutlineCount, Route } from './count-outline.ts';
import { renderOpenAiTools } from './openai-tools.ts';
import { fieldsOf, textOf, written } from './outline.ts';
import type { OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Each message is opened, named by one token for its role, and closed. */
const PER_MESSAGE = 4;
/** The answer is opened: three tokens, two before a reasoning model's channel. */
const ANSWER = { plain: 3, reasoning: 2 };
/** What Chat Completions adds for a reasoning model as soon as there is a tool. */
const REASONING_TOOLS = 82;
/** Tools that come in the middle of a conversation are introduced anew. */
const LATE_TOOLS = 90;
/** Calls sent in one message are wrapped as one call of `multi_tool_use`. */
const PARALLEL = { message: 4, call: 6 };

export function countOpenAi(outline: RequestOutline, count: Count, route: Route, reasoning: boolean): OutlineCount {
  const responses = route.api?.startsWith('responses') ?? false;
  const tools = outline.tools.length > 0;
  const system = outline.messages.some((message) => message.role === 'system');
  const names = outline.messages.flatMap((message) => message.calls.map((call) => call.name));
  const rounds = names.length;
  let text = 0;
  let framing = reasoning ? ANSWER.reasoning : ANSWER.plain;
  for (const message of outline.messages) {
    for (const part of message.texts) text += count(part);
    framing += PER_MESSAGE + (message.name === undefined ? 0 : 1 + count(message.name));
    const round = countCalls(message, count, names, perRound(responses, reasoning));
    text += round.text;
    framing += round.framing;
  }
  let schemas = outline.schema === null ? 0 : count(shown(outline.schema)) + count(outline.schemaName ?? '');
  if (outline.lateTools === true) framing += LATE_TOOLS;
  if (tools) {
    schemas += count(renderOpenAiTools(outline.tools)) - unspoken(outline.tools);
    framing += toolFraming(responses, reasoning, system);
  }
  const margin = (tools ? 2 + 0.05 * schemas : 0) + (outline.schema === null ? 0 : 2 + 0.15 * schemas) + (reasoning ? 4 : 2) * rounds + (outline.lateTools === true ? 25 : 0);
  return { text, schemas, framing, margin };
}

/** What a call and its answer cost beyond their text and names. */
const perRound = (responses: boolean, reasoning: boolean): number => (reasoning ? 12 : responses ? 3 : 5);

function countCalls(message: OutlineMessage, count: Count, names: string[], each: number): { text: number; framing: number } {
  let [text, framing] = [0, 0];
  if (message.calls.length > 1) framing += PARALLEL.message + PARALLEL.call * message.calls.length;
  for (const call of message.calls) text += count(call.name) + count(written(call.args));
  for (const result of message.results) {
    text += count(written(result.output)) + count(names.shift() ?? result.name);
    framing += each;
  }
  return { text, framing };
}

function toolFraming(responses: boolean, reasoning: boolean, system: boolean): number {
  if (responses) return reasoning ? 3 : -2;
  return (system ? 0 : 3) + (reasoning ? REASONING_TOOLS : system ? 0 : 1);
}

/** A function, or a first parameter, without a comment is one token shorter than the rendering. */
function unspoken(tools: readonly OutlineTool[]): number {
  return tools.reduce((sum, tool) => {
    const first = Object.values(fieldsOf(fieldsOf(tool.parameters).properties))[0];
    const { description, title } = fieldsOf(first);
    return sum + (tool.description === '' ? 1 : 0) + (first !== undefined && textOf(description) === '' && textOf(title) === '' ? 1 : 0);
  }, 0);
}

/** Deep schemas end here; a person writes none. */
const MAX_DEPTH = 32;

/** As it is shown: compact, without what only a validator reads. */
function shown(schema: unknown): string {
  const clean = (value: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1));
    // A constant costs as much as an empty schema.
    if ('const' in value) return {};
    return Object.fromEntries(Object.entries(value).filter(([key, each]) => (key !== 'title' || typeof each !== 'string') && (key !== 'additionalProperties' || typeof each !== 'boolean')).map(([key, each]) => [key, clean(each, depth + 1)]));
  };
  return written(clean(schema, 0));
}
