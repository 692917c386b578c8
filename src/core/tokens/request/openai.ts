/**
 * What OpenAI bills around the text. Constants set on recorded usage: nine of ten recordings of models that do not
 * reason come within 2 %. Some early recordings of the Responses API bill 210 tokens more with tools; no field tells which.
 */
import type { OutlineCount, Route } from './outline-count.ts';
import { renderOpenAiTools } from './openai-tools.ts';
import { written } from './outline.ts';
import type { OutlineMessage, RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Each message is opened, named by one token for its role, and closed. */
const PER_MESSAGE = 4;
/** The answer is opened: three tokens, two before a reasoning model's channel. */
const ANSWER = { plain: 3, reasoning: 2 };
/** Tools that come in the middle of a conversation are introduced anew. */
const LATE_TOOLS = 99;
/** Calls sent in one message are wrapped as one call of `multi_tool_use`. */
const PARALLEL = { message: 6, call: 6, withoutArguments: 1 };
/** An answer that has to be a call of one tool begins with its name, and so many tokens around it. */
const CHOSEN = 4;
/** A call beside text is a message of its own. */
const BESIDE_TEXT = 4;
/** GPT-3.5 and GPT-4 spoke of functions before there were tools: a call, and how much less its answer is. */
const FUNCTION = { call: 3, answer: -1 };
/** Around a tool that takes text as it comes, like a function without parameters; how its grammar is shown is not published. */
const CUSTOM_TOOL = 10;
/** What reasoning models are told when calls come one at a time. From one recording. */
const SEQUENTIAL = 78;

export function countOpenAi(outline: RequestOutline, count: Count, route: Route, reasoning: boolean): OutlineCount {
  // OpenRouter sends them on as Responses, whichever it is asked for.
  const responses = (route.api?.startsWith('responses') ?? false) || route.provider === 'openrouter';
  const tools = outline.tools.length > 0;
  const names = outline.messages.flatMap((message) => message.calls.map((call) => call.name));
  const rounds = names.length;
  let text = 0;
  if (/search-preview/.test(route.model ?? '')) return bareText(outline, count);
  let framing = reasoning ? ANSWER.reasoning : ANSWER.plain;
  for (const message of outline.messages) {
    for (const part of message.texts) text += count(part);
    framing += PER_MESSAGE + (message.name === undefined ? 0 : 1 + count(message.name));
    const round = countCalls(message, count, names, perRound(responses, reasoning));
    text += round.text;
    framing += round.framing;
  }
  let schemas = 0;
  if (outline.lateTools === true) framing += LATE_TOOLS;
  if (outline.toolChoice === 'named' && !reasoning) framing += count(` to=functions.${outline.chosenTool ?? ''}`) + CHOSEN;
  if (outline.sequential === true && reasoning && tools) framing += SEQUENTIAL;
  if (tools) {
    const rendered = renderOpenAiTools(outline.tools, /^(?:gpt-4o|gpt-4\.\d|chatgpt)/.test(route.model ?? 'gpt-4o') || reasoning ? 'current' : 'legacy');
    schemas += count(rendered.text) + rendered.extra;
  }
  const custom = (outline.customTools ?? []).reduce((sum, tool) => sum + count(tool.name) + count(tool.text) + CUSTOM_TOOL, 0);
  schemas += custom;
  if (outline.schema !== null) {
    schemas += count(shown(outline.schema)) + count(outline.schemaName ?? '') + (outline.schemaDescription === undefined ? 0 : 2 + count(` ${outline.schemaDescription}`));
    framing += reasoning ? SCHEMA.reasoning : tools ? SCHEMA.besideTools : SCHEMA.alone;
  }
  if (tools || custom > 0 || outline.schema !== null) framing += instructionsFraming(outline, count, responses, reasoning);
  // What a reasoning model's earlier answers are kept as is not quite what was sent.
  const answers = reasoning ? outline.messages.filter(({ role, texts }) => role === 'assistant' && texts.length > 0).length : 0;
  const margin = 4 * answers + (tools ? 2 + 0.03 * schemas : 0) + (outline.schema === null ? 0 : 2 + 0.05 * schemas) + (reasoning ? 4 : 2) * rounds + (outline.lateTools === true ? 25 : 0) + 0.3 * custom;
  return { text, schemas, framing, margin };
}

/** Search models are billed for the words of the conversation; what they read on the web is a fee per call. */
function bareText(outline: RequestOutline, count: Count): OutlineCount {
  const text = outline.messages.reduce((sum, message) => sum + message.texts.reduce((inner, part) => inner + count(part), 0), 0);
  return { text, schemas: 0, framing: 0, margin: 4 * outline.messages.length };
}

/** Around an output schema: its heading, and its place among the instructions. */
const SCHEMA = { alone: 10, besideTools: 7, reasoning: 4 };

/**
 * Tools and output schemas stand in a system message. Chat Completions opens one where there is none, and ends the one
 * there is with a line break. A reasoning model is told more as soon as there is a tool.
 */
function instructionsFraming(outline: RequestOutline, count: Count, responses: boolean, reasoning: boolean): number {
  if (reasoning) {
    const spoken = outline.tools[0] !== undefined && outline.tools[0].description !== '' ? 1 : 0;
    return (responses || outline.tools.length === 0 ? 2 : REASONING_TOOLS) + spoken;
  }
  if (responses) return -3;
  const system = outline.messages.find((message) => message.role === 'system')?.texts.join('');
  return system === undefined ? 3 : (outline.tools.length > 0 ? -1 : 0) + (system === '' ? 0 : count(`${system}\n`) - count(system));
}

/** What Chat Completions adds for a reasoning model as soon as there is a tool. */
const REASONING_TOOLS = 84;

/** What a call and its answer cost beyond their text and names. */
const perRound = (responses: boolean, reasoning: boolean): number => (reasoning ? (responses ? 12 : 11) : responses ? 3 : 5);

function countCalls(message: OutlineMessage, count: Count, names: string[], each: number): { text: number; framing: number } {
  let [text, framing] = [0, 0];
  if (message.calls.length > 1) framing += PARALLEL.message + PARALLEL.call * message.calls.length;
  if (message.calls.length > 0 && message.texts.join('') !== '') framing += BESIDE_TEXT;
  if (message.legacy === true) framing += message.calls.length > 0 ? FUNCTION.call : FUNCTION.answer;
  for (const call of message.calls) {
    const args = compact(call.args);
    text += count(`.${call.name}`) + count(args);
    if (message.calls.length > 1 && args === '{}') framing += PARALLEL.withoutArguments;
  }
  for (const result of message.results) {
    text += count(written(result.output)) + count(names.shift() ?? result.name);
    if (message.legacy !== true) framing += each;
  }
  return { text, framing };
}

/** Arguments are kept as JSON, not as they were sent. */
function compact(args: unknown): string {
  if (typeof args !== 'string') return written(args ?? {});
  try {
    return JSON.stringify(JSON.parse(args)) ?? args;
  } catch {
    // Cut off by an output limit, or never JSON: as it is.
    return args;
  }
}

/** Deep schemas end here; a person writes none. */
const MAX_DEPTH = 32;

/** As it is shown: compact, without what only a validator reads. */
function shown(schema: unknown): string {
  const clean = (value: unknown, names: boolean, depth: number): unknown => {
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => clean(each, false, depth + 1));
    const kept = Object.entries(value).filter(([key]) => names || (key !== 'required' && key !== 'additionalProperties' && key !== '$schema'));
    return Object.fromEntries(kept.map(([key, each]) => [key, clean(each, !names && NAMED.has(key), depth + 1)]));
  };
  return written(clean(schema, false, 0));
}

/** Keywords whose keys are names that people chose. */
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
