/** Providers that copy OpenAI's interface and frame it their own way. Constants from recorded one-message requests. */
import type { OutlineCount, Route } from './count-outline.ts';
import { spacedJson } from './json.ts';
import { written } from './outline.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** Hidden tokens of a request, and of each message. */
const FRAMING: Readonly<Record<string, { readonly request: number; readonly message: number }>> = {
  'gpt-oss': { request: 64, message: 4 },
  grok: { request: 192, message: 4 },
  llama: { request: 10, message: 4 },
  mistral: { request: 1, message: 2 },
  deepseek: { request: 1, message: 4 },
  qwen: { request: 4, message: 4 },
  nova: { request: 0, message: 2 },
  unknown: { request: 4, message: 4 },
};

/** A call with its answer: the tags around them. */
const PER_ROUND = 12;

export function countOther(outline: RequestOutline, count: Count, _route: Route, kind: string): OutlineCount {
  const { request, message: each } = FRAMING[kind] ?? { request: 4, message: 4 };
  let text = 0;
  let framing = request;
  let rounds = 0;
  for (const message of outline.messages) {
    framing += each;
    for (const part of message.texts) text += count(part);
    for (const call of message.calls) text += count(call.name) + count(written(call.args));
    for (const result of message.results) text += count(written(result.output));
    rounds += message.calls.length;
  }
  framing += PER_ROUND * rounds;
  const schemas = outline.tools.reduce((sum, tool) => sum + count(spacedJson({ type: 'function', function: tool })), 0);
  const output = outline.schema === null ? 0 : count(spacedJson(outline.schema));
  return { text, schemas: schemas + output, framing, margin: 20 + 0.3 * (schemas + output) + 8 * rounds };
}
