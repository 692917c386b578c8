/** What Google bills around the text: nothing on Vertex AI, one token a turn on AI Studio since 2.5. */
import type { OutlineCount, Route } from './count-outline.ts';
import { fieldsOf, written } from './outline.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Declarations are shown in a tighter form than JSON. */
const TOOL_SCALE = 0.95;

export function countGemini(outline: RequestOutline, count: Count, route: Route): OutlineCount {
  const vertex = /vertex/.test(route.provider ?? '');
  const old = /gemini-(?:1|2\.0)/.test(route.model ?? '');
  let text = 0;
  for (const message of outline.messages) {
    for (const part of message.texts) text += count(part);
    for (const call of message.calls) text += count(call.name) + count(written(call.args));
    for (const result of message.results) text += count(result.name) + count(written(result.output));
  }
  const declarations = outline.tools.map((tool) => ({ name: tool.name, description: tool.description, parameters: declared(tool.parameters, 0) }));
  const schemas = declarations.length === 0 ? 0 : TOOL_SCALE * count(JSON.stringify(declarations));
  const framing = vertex || old ? 0 : outline.messages.length;
  const rounds = outline.messages.reduce((sum, message) => sum + message.calls.length, 0);
  return { text, schemas, framing, margin: 1 + 0.2 * schemas + 6 * rounds };
}

const NOT_SENT: ReadonlySet<string> = new Set(['additionalProperties', 'title', '$schema']);
const MAX_DEPTH = 32;

/** The part of a schema Gemini is shown. */
function declared(schema: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH || typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map((each) => declared(each, depth + 1));
  return Object.fromEntries(Object.entries(fieldsOf(schema)).filter(([key]) => !NOT_SENT.has(key)).map(([key, value]) => [key, declared(value, depth + 1)]));
}
