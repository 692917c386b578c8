/**
 * What OpenAI bills around the text. Constants set on recorded usage and checked on recordings of other repositories: nine
 * of ten of models that do not reason come out to the token. Recordings of the Responses API from its first weeks bill 18
 * tokens more, and 216 with tools; no field tells which.
 */
import type { OutlineCount, Route } from './outline-count.ts';
import { countRounds } from './openai-rounds.ts';
import type { Generation } from './openai-rounds.ts';
import { renderOpenAiTools } from './openai-tools.ts';
import { written } from './outline.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Each message is opened, named by one token for its role, and closed. */
const PER_MESSAGE = 4;
/** The answer is opened: three tokens, two before a reasoning model's channel. */
const ANSWER = { plain: 3, reasoning: 2 };
/** The channel that an answer of before was given in. */
const CHANNEL: Readonly<Record<Generation, number>> = { 'plain': 0, 'o': 0, 'gpt-5': 2, 'gpt-5.2': 2 };
/** Chat Completions names the form each answer of a reasoning model is held to, those of before too. */
const FORM = 4;
/** Tools that come in the middle of a conversation are introduced anew. */
const LATE_TOOLS = 99;
/** An answer that has to be a call of one tool begins with its name, and so many tokens around it. */
const CHOSEN = 4;
/** Chat Completions names an output schema once more, which is free up to so many tokens. */
const SHORT_NAME = 2;
/** Tools that may not be called are shown all the same. */
const UNCALLED = 1;
/** Around a tool that takes text as it comes; how its grammar is shown is not published. From two recordings of one tool. */
const CUSTOM_TOOL = { plain: 10, grammar: 80 };
/** What reasoning models are told when calls come one at a time. From one recording. */
const SEQUENTIAL = 78;

export function countOpenAi(outline: RequestOutline, count: Count, route: Route, reasoning: boolean): OutlineCount {
  if (/search-preview/.test(route.model ?? '')) return bareText(outline, count);
  // Gateways send what is for reasoning models on as Responses, whichever they are asked for; OpenAI's own counter answers so.
  const asResponses = reasoning && (/^(?:openrouter|vercel)/.test(route.provider ?? '') || /^(?:openai_count|input_tokens)/.test(route.api ?? ''));
  const responses = (route.api?.startsWith('responses') ?? false) || asResponses;
  const generation = generationOf(route.model ?? '', reasoning);
  const answers = outline.messages.filter(({ role, texts }) => role === 'assistant' && texts.length > 0).length;
  const rounds = countRounds(outline.messages, count, responses, generation);
  const declared = countDeclared(outline, count, route, reasoning);
  let text = rounds.text;
  let framing = rounds.framing + declared.framing + (reasoning ? ANSWER.reasoning : ANSWER.plain) + CHANNEL[generation] * answers;
  for (const message of outline.messages) {
    // The parts of a message are one text.
    text += count(message.texts.join(''));
    framing += PER_MESSAGE + (message.name === undefined ? 0 : 1 + count(message.name));
  }
  if (outline.lateTools === true) framing += LATE_TOOLS;
  if (outline.schema !== null && reasoning && !responses) framing += FORM * (1 + answers);
  if (!reasoning && !responses) framing += Math.max(0, count(outline.schemaName ?? '') - SHORT_NAME) + (outline.toolChoice === 'none' && outline.tools.length > 0 ? UNCALLED : 0);
  const chosen = chosenTool(outline, responses);
  if (chosen !== null && !reasoning) framing += count(` to=functions.${chosen}`) + CHOSEN;
  if (declared.tokens > 0) framing += instructionsFraming(outline, count, responses, generation);
  const calls = outline.messages.reduce((sum, message) => sum + message.calls.length, 0);
  // What it makes of tools and schemas for models that do not reason, differs a little from one time to another.
  const routed = /^openrouter/.test(route.provider ?? '') && !reasoning ? 8 * calls + (declared.tokens > 0 ? 8 : 0) : 0;
  const margin = routed + (reasoning ? answers : 0) + declared.margin + (reasoning ? 3 : 2) * calls + (outline.lateTools === true ? 25 : 0);
  return { text, schemas: declared.tokens, framing, margin };
}

/** The one tool that has to be called; for Responses also the only one there is, where one has to be. */
function chosenTool({ toolChoice, chosenTool: named, tools }: RequestOutline, responses: boolean): string | null {
  if (toolChoice === 'named') return named ?? '';
  return responses && toolChoice === 'any' && tools.length === 1 ? (tools[0]?.name ?? null) : null;
}

/** Fine-tunes and hosts write something before the name. */
function generationOf(model: string, reasoning: boolean): Generation {
  if (!reasoning) return 'plain';
  if (/(?:^|[/:.])o\d/.test(model)) return 'o';
  return /gpt-5(?:-|$)/.test(model) ? 'gpt-5' : 'gpt-5.2';
}

/** Search models are billed for the words of the conversation; what they read on the web is a fee per call. */
function bareText(outline: RequestOutline, count: Count): OutlineCount {
  const text = outline.messages.reduce((sum, message) => sum + message.texts.reduce((inner, part) => inner + count(part), 0), 0);
  return { text, schemas: 0, framing: 0, margin: 4 * outline.messages.length };
}

/** Around an output schema: its heading, and its place among the instructions. */
const SCHEMA = { alone: 10, besideTools: 7, reasoning: 4, reasoningBesideTools: 6 };

interface Declared {
  /** Of tools and output schema as they are shown. */
  readonly tokens: number;
  readonly framing: number;
  readonly margin: number;
}

/** What the request declares: tools, and the form of the answer. */
function countDeclared(outline: RequestOutline, count: Count, route: Route, reasoning: boolean): Declared {
  const tools = outline.tools.length > 0;
  const rendered = tools ? renderOpenAiTools(outline.tools, reasoning || /(?:gpt-4o|gpt-4\.\d|chatgpt)/.test(route.model ?? 'gpt-4o') ? 'current' : 'legacy') : null;
  const shownTools = rendered === null ? 0 : count(rendered.text) + rendered.extra;
  const custom = countCustomTools(outline, count);
  const output = outline.schema === null ? 0 : count(shown(outline.schema)) + count(outline.schemaName ?? '') + (outline.schemaDescription === undefined ? 0 : 2 + count(` ${outline.schemaDescription}`));
  const heading = reasoning ? (tools ? SCHEMA.reasoningBesideTools : SCHEMA.reasoning) : tools ? SCHEMA.besideTools : SCHEMA.alone;
  return {
    tokens: shownTools + custom + output,
    framing: (outline.schema === null ? 0 : heading) + (outline.sequential === true && reasoning && tools ? SEQUENTIAL : 0),
    margin: (tools ? 2 + 0.03 * (shownTools + output) : 0) + (outline.schema === null ? 0 : 2 + 0.05 * (shownTools + output)) + 0.3 * custom,
  };
}

/** A grammar is shown without its indents. */
function countCustomTools({ customTools = [] }: RequestOutline, count: Count): number {
  return customTools.reduce((sum, { name, description, grammar }) => {
    const rules = grammar.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
    return sum + count(name) + count(description) + (rules === '' ? CUSTOM_TOOL.plain : count(rules) + CUSTOM_TOOL.grammar);
  }, 0);
}

/**
 * Tools and output schemas stand in a system message. Chat Completions opens one where there is none, and ends the one
 * there is with a line break. A reasoning model is told more as soon as there is a tool.
 */
function instructionsFraming(outline: RequestOutline, count: Count, responses: boolean, generation: Generation): number {
  if (generation !== 'plain') {
    const spoken = outline.tools[0] !== undefined && outline.tools[0].description !== '' ? 1 : 0;
    const tools = outline.tools.length > 0 || outline.customTools !== undefined;
    return INSTRUCTED[generation === 'o' && tools ? 'o' : 'gpt'][responses || !tools ? 'responses' : 'chat'] + spoken;
  }
  if (responses) return -3;
  const system = outline.messages.find((message) => message.role === 'system')?.texts.join('');
  return system === undefined ? 3 : (outline.tools.length > 0 ? -1 : 0) + (system === '' ? 0 : count(`${system}\n`) - count(system));
}

/** What a reasoning model is told as soon as there is a tool: Chat Completions has more to say to GPT-5 and later. */
const INSTRUCTED = { o: { chat: 3, responses: -1 }, gpt: { chat: 84, responses: 2 } };

/** Deep schemas end here; a person writes none. */
const MAX_DEPTH = 32;

/** Keywords that only a validator reads. */
const UNSHOWN: ReadonlySet<string> = new Set([
  'required', 'additionalProperties', '$schema', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems',
]);

/** As it is shown: compact, without them. */
function shown(schema: unknown): string {
  const clean = (value: unknown, names: boolean, depth: number): unknown => {
    if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((each) => clean(each, false, depth + 1));
    const kept = Object.entries(value).filter(([key]) => names || !UNSHOWN.has(key));
    return Object.fromEntries(kept.map(([key, each]) => [key, clean(each, !names && NAMED.has(key), depth + 1)]));
  };
  return written(clean(schema, false, 0));
}

/** Keywords whose keys are names that people chose. */
const NAMED: ReadonlySet<string> = new Set(['properties', '$defs', 'definitions']);
