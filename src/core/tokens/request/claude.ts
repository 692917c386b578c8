/**
 * What Anthropic bills around the text, wherever Claude is hosted. Fitted on recorded usage of Claude 4.5 and 4.6, checked
 * on recordings left out; other generations from fewer recordings, so their margins are wider.
 */
import type { FamilyId } from '../family.ts';
import type { OutlineCount } from './count-outline.ts';
import { spacedJson } from './json.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** The conversation is opened, and the answer. */
const BASE = 7;
const PER_FURTHER_MESSAGE = 2.4;
/** A call with its answer, and what a call alone in its message adds. */
const PER_ROUND = 44.4;
const WITHOUT_TEXT = 6.6;
/** Calls and answers are written more widely than their JSON. */
const ROUND_SCALE = 1.26;
const THINKING = 28.3;
/** An output schema: its instructions, and its JSON written out. */
const SCHEMA = { base: 95, scale: 1.45 };
/** Schemas run a little shorter than text. */
const TOOL_SCALE = 0.95;

/** The instructions for tools: chosen freely or not at all, and forced. First match wins. */
const TOOL_PROMPT: readonly (readonly [RegExp, { readonly auto: number; readonly forced: number }])[] = [
  [/haiku-3|3-5-haiku|3\.5-haiku/, { auto: 269, forced: 370 }],
  [/claude-3/, { auto: 303, forced: 394 }],
  [/(?:sonnet|opus)-4(?:-0|-20\d{6}|-1(?:-|$)|@|$)/, { auto: 316, forced: 326 }],
  [/sonnet-5/, { auto: 390, forced: 480 }],
  [/opus-5|fable|mythos|opus-4-[78]/, { auto: 325, forced: 415 }],
  [/./, { auto: 503, forced: 599 }],
];

export function countClaude(outline: RequestOutline, count: Count, family: FamilyId, model: string): OutlineCount {
  let text = 0;
  let framing = BASE + (family === 'claude-5' ? 3 : 0);
  let turns = 0;
  let calls = 0;
  for (const message of outline.messages) {
    if (message.role !== 'system') turns += 1;
    for (const part of message.texts) text += count(part);
    for (const call of message.calls) text += ROUND_SCALE * (count(call.name) + count(written(call.args)));
    for (const result of message.results) text += ROUND_SCALE * count(written(result.output));
    calls += message.calls.length;
    if (message.calls.length > 0 && message.texts.join('').trim() === '') framing += WITHOUT_TEXT;
  }
  framing += PER_FURTHER_MESSAGE * Math.max(0, turns - 1) + PER_ROUND * calls;
  let schemas = 0;
  if (outline.schema !== null) schemas += SCHEMA.base + SCHEMA.scale * count(spacedJson(outline.schema));
  if (outline.tools.length > 0) {
    const prompt = TOOL_PROMPT.find(([pattern]) => pattern.test(model.replace(/(\d)\.(\d)/, '$1-$2')))?.[1];
    framing += (outline.toolChoice === 'any' || outline.toolChoice === 'named' ? prompt?.forced : prompt?.auto) ?? 0;
    for (const tool of outline.tools) schemas += TOOL_SCALE * count(spacedJson({ description: tool.description, name: tool.name, parameters: tool.parameters ?? {} }));
  } else if (outline.thinking) framing += THINKING;
  const settled = family === 'claude-4';
  const margin = (settled ? 2 : 10) + 0.06 * schemas + 5 * calls + (outline.tools.length > 0 ? (settled ? 4 : 60) : 0) + (outline.schema === null ? 0 : 15);
  return { text, schemas, framing, margin };
}

const written = (value: unknown): string => (typeof value === 'string' ? value : spacedJson(value));
