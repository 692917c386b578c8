/** What Google bills around the text: nothing on Vertex AI, one token a turn on AI Studio since 2.5. */
import type { OutlineCount, Route } from './count-outline.ts';
import { fieldsOf, listOf, textOf, written } from './outline.ts';
import type { OutlineTool, RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Declarations are shown in a tighter form than JSON. */
const TOOL_SCALE = 0.95;
/** Around each description of a function or parameter, where only words are charged. */
const PER_DESCRIPTION = 4;
/** Gemini 3 signs its calls, and Vertex AI bills the signature. */
const PER_SIGNED_ROUND = 18;

export function countGemini(outline: RequestOutline, count: Count, route: Route): OutlineCount {
  const vertex = /vertex/.test(route.provider ?? '');
  const old = /gemini-(?:1|2\.0)/.test(route.model ?? '');
  const bare = vertex || old;
  const countValue = (value: unknown): number => (bare ? textsIn(value, 0).reduce((sum, part) => sum + count(part), 0) : count(written(value)));
  let text = 0;
  for (const message of outline.messages) {
    for (const part of message.texts) text += count(part);
    for (const call of message.calls) text += count(call.name) + countValue(call.args);
    for (const result of message.results) text += count(result.name) + countValue(result.output);
  }
  const schemas = outline.tools.length === 0 ? 0 : bare ? countTexts(outline.tools, count) : countDeclared(outline.tools, count);
  const rounds = outline.messages.reduce((sum, message) => sum + message.calls.length, 0);
  const third = /gemini-3/.test(route.model ?? '');
  const output = vertex && third && outline.schema !== null ? 2 * count(JSON.stringify(outline.schema)) : 0;
  const framing = (bare ? 0 : outline.messages.length) + (third && vertex ? PER_SIGNED_ROUND * rounds : 0);
  return { text, schemas: schemas + output, framing, margin: 1 + 0.2 * schemas + 6 * rounds };
}

function countDeclared(tools: readonly OutlineTool[], count: Count): number {
  return TOOL_SCALE * count(JSON.stringify(tools.map((tool) => ({ name: tool.name, description: tool.description, parameters: declared(tool.parameters, 0) }))));
}

/** Vertex AI and 2.0 charge the words of a declaration, not its form. */
const countTexts = (tools: readonly OutlineTool[], count: Count): number =>
  tools.flatMap((tool) => [tool.name, tool.description, ...schemaTexts(tool.parameters, 0)]).reduce((sum, text) => sum + count(text), 0)
  + PER_DESCRIPTION * tools.reduce((sum, tool) => sum + (tool.description === '' ? 0 : 1)
    + Object.values(fieldsOf(fieldsOf(tool.parameters).properties)).filter((property) => textOf(fieldsOf(property).description) !== '').length, 0);

function schemaTexts(given: unknown, depth: number): string[] {
  const schema = fieldsOf(given);
  if (depth > MAX_DEPTH) return [];
  const properties = Object.entries(fieldsOf(schema.properties));
  return [
    textOf(schema.format), textOf(schema.description), ...listOf(schema.enum).map(written), ...listOf(schema.required).map(textOf),
    ...properties.flatMap(([name, property]) => [name, ...schemaTexts(property, depth + 1)]),
    ...listOf(schema.items).flatMap((items) => schemaTexts(items, depth + 1)),
    ...listOf(schema.anyOf).flatMap((member) => schemaTexts(member, depth + 1)),
  ];
}

/** Keys and values of an object as texts. */
function textsIn(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH || value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(each, depth + 1));
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each, depth + 1)]);
  return [String(value)];
}

const NOT_SENT: ReadonlySet<string> = new Set(['additionalProperties', 'title', '$schema']);
const MAX_DEPTH = 32;

/** The part of a schema Gemini is shown. */
function declared(schema: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH || typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((each) => declared(each, depth + 1));
  return Object.fromEntries(Object.entries(fieldsOf(schema)).filter(([key]) => !NOT_SENT.has(key)).map(([key, value]) => [key, declared(value, depth + 1)]));
}
