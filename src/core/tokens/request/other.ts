/** Providers that copy OpenAI's interface and frame it their own way. Constants from recorded one-message requests. */
import type { OutlineCount, Route } from './outline-count.ts';
import { spacedJson } from './json.ts';
import { written } from './outline.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

interface Framing {
  readonly request: number;
  readonly message: number;
  /** The instructions that come with tools. */
  readonly tools: number;
}

/** Hidden tokens of a request, of each message, and of tools. First match wins, against provider and model. */
const FRAMING: readonly (readonly [RegExp, Framing])[] = [
  [/gpt-oss/, { request: 64, message: 4, tools: 0 }],
  [/grok/, { request: 188, message: 4, tools: 18 }],
  [/llama-4/, { request: 4, message: 4, tools: 600 }],
  [/llama/, { request: 10, message: 4, tools: 200 }],
  [/mistral-small/, { request: 12, message: 2, tools: 2 }],
  [/mistral|magistral|codestral|pixtral/, { request: 1, message: 2, tools: 0 }],
  [/deepseek-v4/, { request: 1, message: 4, tools: 285 }],
  [/deepseek/, { request: 0, message: 4, tools: 210 }],
  [/qwen/, { request: 4, message: 4, tools: 210 }],
  [/nova-2/, { request: 40, message: 2, tools: 796 }],
  [/nova/, { request: -3, message: 1, tools: 310 }],
  [/sonar/, { request: 0, message: 0, tools: 0 }],
  [/glm/, { request: 1, message: 4, tools: 150 }],
];

const UNKNOWN: Framing = { request: 4, message: 4, tools: 100 };

/** A call with its answer: the tags around them. */
const PER_ROUND = 12;

export function countOther(outline: RequestOutline, count: Count, route: Route): OutlineCount {
  const named = `${route.provider ?? ''} ${route.model ?? ''}`.toLowerCase();
  const { request, message: each, tools } = FRAMING.find(([pattern]) => pattern.test(named))?.[1] ?? UNKNOWN;
  let text = 0;
  let framing = request + (outline.tools.length > 0 ? tools : 0);
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
  return { text, schemas: schemas + output, framing, margin: 12 + 0.3 * (schemas + output) + 8 * rounds + (outline.tools.length > 0 ? 0.15 * tools : 0) };
}
