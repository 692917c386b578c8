/**
 * What Google bills around the text. AI Studio since 2.5 charges one token a turn and tools as the model is shown them;
 * Vertex AI, and Gemini 2.0 anywhere, charge the words alone.
 */
import type { OutlineCount, Route } from './outline-count.ts';
import { countMarked, countSignature, declaration, isRecursive, pythonAnswer, pythonCall, round } from './gemini-tools.ts';
import { fieldsOf, lastAsked, listOf, textOf, written } from './outline.ts';
import type { OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Each function and each schema in it costs one token beyond its words. */
const PER_SCHEMA = 1;
/** The tools of Gemini 3 cost a little more on Vertex AI. From few recordings. */
const VERTEX_3 = { tool: 7, parameter: 3 };

/** Around what a program of Gemini 2.5 printed. */
const PER_ANSWER = 1;

/** What OpenRouter makes of a call and its answer is off by so much. */
const ROUTED_ROUND = 14;

/** Which of the three ways a request is billed. */
type Style = 'words' | 'python' | 'declared';

export function countGemini(outline: RequestOutline, count: Count, route: Route): OutlineCount {
  const model = route.model ?? '';
  const third = /gemini-(?:[3-9]|\d\d|[a-z-]+-latest)/.test(model);
  const studio: Style = third ? 'declared' : 'python';
  const vertex = /vertex/.test(route.provider ?? '');
  // Gateways reach Google through its cloud.
  const asCloud = vertex || /gateway|vercel/.test(route.provider ?? '') || /gemini-(?:1|2\.0)/.test(model);
  const handedOn = HANDED_ON.find(([gateway]) => gateway.test(route.provider ?? ''))?.[1];
  if (route.provider !== 'openrouter') return countStyle(outline, count, asCloud ? 'words' : studio, { third, vertex, handedOn });
  if (outline.host !== undefined) return countStyle(outline, count, asCloud || outline.host === 'vertex' ? 'words' : studio, { third, vertex: outline.host === 'vertex', handedOn });
  // OpenRouter sends a request on to either, of Gemini 2 more often to Vertex AI; the answer does not tell which.
  const asWords = countStyle(outline, count, 'words', { third, vertex: !third, handedOn });
  const asStudio = countStyle(outline, count, studio, { third, vertex: false, handedOn });
  const [usual, other] = third ? [asStudio, asWords] : [asWords, asStudio];
  const rounds = outline.messages.reduce((sum, message) => sum + message.calls.length, 0);
  return { ...usual, margin: usual.margin + ROUTED_ROUND * rounds + Math.abs(other.text + other.schemas + other.framing - usual.text - usual.schemas - usual.framing) };
}

/** What a model's own words count for again differs a little from what was sent. */
const ANSWER_MARGIN = 0.01;

/**
 * Thoughts of the turn at hand are billed again: those of Gemini 3 on AI Studio, those of 2.5 on Vertex AI. A seal of
 * base64 grows with what it holds; from 120 recordings. The other way round it happens now and then, so it is allowed for.
 */
const SEAL = { tokens: 0.207, empty: 43, margin: 0.25 };

function countSealed({ messages }: RequestOutline): number {
  const asked = lastAsked(messages);
  return messages.slice(asked + 1).flatMap(({ sealed = [] }) => sealed).reduce((sum, length) => sum + Math.max(0, SEAL.tokens * length - SEAL.empty), 0);
}

interface Way {
  readonly third: boolean;
  readonly vertex: boolean;
  /** What the gateway makes of a tool's answer, where there is one. */
  readonly handedOn: HandedOn | undefined;
}

function countStyle(outline: RequestOutline, count: Count, style: Style, { third, vertex, handedOn }: Way): OutlineCount {
  let [text, answers] = [0, 0];
  for (const message of outline.messages) {
    const words = message.texts.reduce((sum, part) => sum + count(part), 0);
    text += words + countRounds(message, style, count, handedOn);
    if (message.role === 'assistant') answers += words;
  }
  const tools = outline.toolChoice === 'none' && style === 'words' ? [] : outline.tools;
  let schemas = countTools(tools, style, count);
  if (vertex && third) schemas += tools.reduce((sum, tool) => sum + (tool.description === '' ? 0 : VERTEX_3.tool) + VERTEX_3.parameter * parametersOf(tool).length, 0);
  const rounds = outline.messages.reduce((sum, message) => sum + message.calls.length, 0);
  const output = outline.schema === null || style !== 'words' || (outline.jsonSchema === true && !third) ? 0 : third ? 2 * count(JSON.stringify(outline.schema)) : countWords(outline.schema, count);
  const sealed = countSealed(outline);
  const recalled = third !== vertex ? sealed : 0;
  const framing = (style === 'words' ? 0 : outline.messages.length) + recalled;
  // What becomes of a schema that refers to itself is not known.
  const unsure = tools.some((tool) => isRecursive(tool.parameters)) ? schemas : (style === 'declared' ? 0.02 : 0.06) * schemas;
  return { text, schemas: schemas + output, framing, margin: 1 + unsure + 6 * rounds + 0.3 * output + ANSWER_MARGIN * answers + (recalled > 0 ? SEAL.margin * recalled + 15 : sealed) };
}

function countRounds(message: OutlineMessage, style: Style, count: Count, answer: HandedOn = ({ output }) => answerIn(output)): number {
  let sum = 0;
  if (style === 'declared') {
    for (const call of message.calls) sum += countMarked(round('call', call.name, argumentsIn(call.args)), count);
    for (const result of message.results) sum += countMarked(round('response', result.name, answerIn(result.output)), count);
    return sum;
  }
  if (style === 'python') {
    for (const call of message.calls) sum += count(pythonCall(call.name, argumentsIn(call.args)));
    for (const result of message.results) sum += PER_ANSWER + count(pythonAnswer(result.name, answerIn(result.output)));
    return sum;
  }
  const countValue = (value: unknown): number => textsIn(value, 0).reduce((inner, part) => inner + count(part), 0);
  for (const call of message.calls) sum += count(call.name) + countValue(argumentsIn(call.args));
  for (const result of message.results) sum += count(result.name) + countValue(answer(result));
  return sum;
}

/** APIs of others carry arguments as text. */
function argumentsIn(args: unknown): unknown {
  if (typeof args !== 'string') return args ?? {};
  try {
    return JSON.parse(args) as unknown;
  } catch {
    // Cut off by an output limit: as it is.
    return args;
  }
}

type HandedOn = (answer: OutlineMessage['results'][number]) => unknown;

/** What gateways make of a tool's answer. From 7 recorded conversations, and from 4. */
const HANDED_ON: readonly (readonly [RegExp, HandedOn])[] = [
  [/openrouter/, ({ name, output }) => JSON.stringify({ name, content: output })],
  [/vercel/, ({ name, output }) => ({ name, content: output })],
];

/** A text that a tool answered is put into an object, for Gemini takes no other. */
const answerIn = (output: unknown): unknown => (typeof output === 'string' ? { result: output } : (output ?? {}));

function countTools(tools: readonly OutlineTool[], style: Style, count: Count): number {
  switch (style) {
    case 'declared': return tools.reduce((sum, tool) => sum + countMarked(declaration(tool), count), 0);
    case 'python': return tools.reduce((sum, tool) => sum + countSignature(tool, count), 0);
    case 'words': return tools.reduce((sum, tool) => sum + count(tool.name) + count(tool.description) + (tool.jsonSchema === true ? 0 : countWords(tool.parameters, count)), 0);
  }
}

const countWords = (schema: unknown, count: Count): number => schemaTexts(schema, 0).reduce((sum, text) => sum + (text === NODE ? PER_SCHEMA : count(text)), 0);

const parametersOf = (tool: OutlineTool): unknown[] => Object.values(fieldsOf(fieldsOf(tool.parameters).properties));

const MAX_DEPTH = 32;
/** Stands for a schema itself among its texts. */
const NODE = '\u0000';

function schemaTexts(given: unknown, depth: number): string[] {
  const schema = fieldsOf(given);
  if (depth > MAX_DEPTH) return [];
  const properties = Object.entries(fieldsOf(schema.properties));
  return [
    NODE, textOf(schema.title), textOf(schema.format), textOf(schema.description), ...listOf(schema.enum).map(written), ...listOf(schema.required).map(textOf),
    ...properties.flatMap(([name, property]) => [name, ...schemaTexts(property, depth + 1)]),
    ...listOf(schema.items).flatMap((items) => schemaTexts(items, depth + 1)),
    ...listOf(schema.anyOf ?? schema.any_of).flatMap((member) => schemaTexts(member, depth + 1)).slice(1),
  ];
}

/** Keys and values of an object as texts. */
function textsIn(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH || value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, depth + 1));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each, depth + 1)]);
  return [String(value)];
}
