/** Requests to models that others host, by the template each is written out with. */
import { chatTemplate } from './chat-templates.ts';
import type { ChatTemplate } from './chat-templates.ts';
import type { OutlineCount, Route } from './outline-count.ts';
import { spacedJson } from './json.ts';
import { renderOpenAiTools } from './openai-tools.ts';
import { argumentsOf, lastAsked, written } from './outline.ts';
import type { OutlineMessage, OutlineTool, RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** They send a request on to hosts who each write tools out in their own way. */
const ROUTED = /openrouter|huggingface|ollama/;

export function countOther(outline: RequestOutline, count: Count, route: Route): OutlineCount {
  const template = chatTemplate(route.provider, route.model);
  const tools = outline.toolChoice === 'none' || template.tools === null ? [] : outline.tools;
  const asked = lastAsked(outline.messages);
  let text = 0;
  let rounds = 0;
  outline.messages.forEach((message, index) => {
    const forgotten = message.role === 'assistant' && !(template.keepsThoughts === 'in turn' ? index > asked : template.keepsThoughts === 'without calls' && message.calls.length === 0);
    for (const part of forgotten ? [withoutThoughts(message.texts.join(''))] : message.texts) text += count(part);
    if (template.keepsThoughts !== undefined && index > asked) for (const thought of message.thoughts ?? []) text += count(thought);
    for (const call of message.calls) text += count(call.name) + count(written(call.args)) + (template.argument ?? 0) * argumentsOf(call.args);
    for (const result of message.results) text += count(written(result.output));
    rounds += message.calls.length;
  });
  const declared = countTools(tools, count, template);
  const output = outline.schema === null || template.schema === undefined ? 0 : template.schema + count(spacedJson(outline.schema));
  const turns = outline.messages.filter(({ calls }) => calls.length > 0).length;
  const framing = framingOf(outline, template) + template.round * rounds + (template.turn ?? 0) * turns + (tools.length > 0 ? (template.tools ?? 0) : 0);
  const hidden = tools.length > 0 ? (ROUTED.test(route.provider ?? '') ? 0.5 : 0.15) * (template.tools ?? 0) : 0;
  return { text, schemas: declared + output, framing, margin: 8 + 0.25 * (declared + output) + (template.recalled ?? 10) * rounds + hidden };
}

function framingOf(outline: RequestOutline, template: ChatTemplate): number {
  const around = (message: OutlineMessage): number => (message.role === 'system' ? (template.system ?? template.message) : template.message);
  const said = outline.messages.some(({ role }) => role === 'system');
  return template.request + outline.messages.reduce((sum, message) => sum + around(message), 0) + (said ? 0 : (template.unsaid ?? 0))
    + (outline.thinking ? (template.thinking ?? 0) : 0) + (outline.unthinking === true ? (template.unthinking ?? 0) : 0)
    + (outline.schema !== null || outline.jsonMode === true ? (template.json ?? 0) : 0);
}

function countTools(tools: readonly OutlineTool[], count: Count, { toolStyle }: ChatTemplate): number {
  if (tools.length === 0) return 0;
  if (toolStyle === 'namespace') {
    const { text, extra } = renderOpenAiTools(tools, 'current');
    return count(text) + extra;
  }
  const json = toolStyle === 'compact' ? written : spacedJson;
  return tools.reduce((sum, tool) => sum + count(json({ type: 'function', function: tool })), 0);
}

/** Templates drop what a model thought before it answered, or all of it where it was cut off in the middle. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf(THOUGHT);
  return end < 0 ? text : text.slice(end + THOUGHT.length).trimStart();
}

const THOUGHT = '</think>';
