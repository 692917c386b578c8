/**
 * What Anthropic bills around the text, wherever Claude is hosted. Fitted on recorded usage of Claude 4.5 and 4.6, checked
 * on recordings left out; the others from fewer recordings, so their margins are wider.
 */
import type { FamilyId } from '../family.ts';
import type { OutlineCount } from './outline-count.ts';
import { spacedJson } from './json.ts';
import { argumentsOf, lastAsked } from './outline.ts';
import type { RequestOutline } from './outline.ts';

type Count = (text: string) => number;

/** The conversation is opened, and the answer. */
const BASE = 7;
const PER_FURTHER_MESSAGE = 2.7;
/** A conversation that begins with an answer is given a question before it. From two recordings. */
const UNASKED = 11;
/** The name of the one tool that has to be called. */
const NAMED = 8;
/** An answer that is already begun is not opened again. */
const PREFILLED = -4;
/** A call with its answer, each of its arguments, and what stands in them against the same as text. */
const ROUND = { settled: { call: 47.5, argument: 13, scale: 0.86 }, latest: { call: 20, argument: 23, scale: 1.05 } };
/** Thinking switched on; later Opus models take less, and nothing beside tools. */
const THINKING = 28.3;
const OPUS_THINKING = 16;
/** Instructions for citing, and for keeping to a budget. From two recordings each. */
const CITATIONS = 560;
const TASK_BUDGET = 37;
/** The latest models are told that there are tools held back. From one conversation with three of them. */
const HELD_BACK = 97;
/** Tools that are handed over in the middle are told of once more. From two recordings of one conversation. */
const LATE_TOOLS = 55;
/** An output schema: its instructions, and its JSON written out. */
const SCHEMA = { base: 95, scale: 1.45 };
/** Schemas run a little longer than text, and each line break in one, which JSON writes with two signs. */
const TOOL_SCALE = 1.02;
const ESCAPED_BREAK = 0.5;

/** The instructions for tools: chosen freely or not at all, and forced; `sequential`: so much more when calls come one at a time. */
interface ToolPrompt {
  readonly auto: number;
  readonly forced: number;
  readonly sequential?: { readonly auto: number; readonly forced: number };
}

/** Claude 4.5 and 4.6 are told how to call several at once only where they choose. */
const CURRENT: ToolPrompt = { auto: 499, forced: 592, sequential: { auto: -199, forced: 0 } };

/** First match wins. */
const TOOL_PROMPT: readonly (readonly [RegExp, ToolPrompt])[] = [
  [/haiku-3|3-5-haiku/, { auto: 269, forced: 370 }],
  [/claude-3-haiku/, { auto: 269, forced: 361 }],
  [/claude-3-opus/, { auto: 536, forced: 287 }],
  [/claude-3-sonnet/, { auto: 165, forced: 241 }],
  [/claude-3-7|(?:sonnet|opus)-4(?:-0|-20\d{6}|-1(?:-|$)|@|$)|claude-4-(?:sonnet|opus)/, { auto: 316, forced: 318, sequential: { auto: 0, forced: -34 } }],
  [/claude-3/, { auto: 303, forced: 394 }],
  [/sonnet-5/, { auto: 364, forced: 492 }],
  [/opus-(?:4-[78]|5)|haiku-5|fable|mythos/, { auto: 298, forced: 425 }],
];

export function countClaude(outline: RequestOutline, count: Count, family: FamilyId, model: string): OutlineCount {
  let text = 0;
  let framing = BASE;
  let turns = 0;
  let calls = 0;
  const round = family === 'claude-5' ? ROUND.latest : ROUND.settled;
  const asked = lastAsked(outline.messages);
  outline.messages.forEach((message, index) => {
    if (message.role !== 'system') turns += 1;
    // Of turns before this one it is dropped before anything is billed.
    if (index > asked) for (const thought of message.thoughts ?? []) text += count(thought);
    for (const part of message.texts) text += count(part);
    for (const call of message.calls) text += round.scale * (count(call.name) + count(written(call.args)));
    for (const call of message.calls) framing += round.call + round.argument * argumentsOf(call.args);
    for (const result of message.results) text += round.scale * count(written(result.output));
    calls += message.calls.length;
  });
  framing += PER_FURTHER_MESSAGE * Math.max(0, turns - 1);
  if (outline.messages.at(-1)?.role === 'assistant') framing += PREFILLED;
  if (outline.lateTools === true) framing += LATE_TOOLS;
  if (outline.citations === true) framing += CITATIONS;
  if (outline.taskBudget === true) framing += TASK_BUDGET;
  if (outline.messages.find(({ role }) => role !== 'system')?.role === 'assistant') framing += UNASKED;
  const declared = countDeclared(outline, count, family, model);
  framing += declared.framing;
  if (outline.thinking && family !== 'claude-5') framing += thinkingFraming(model, outline.tools.length > 0);
  const settled = family === 'claude-4';
  const margin = (settled ? 2 : 6) + 0.06 * declared.schemas + 5 * calls + (outline.tools.length > 0 ? (settled ? 4 : 30) : 0) + (outline.schema === null ? 0 : 15) + (outline.citations === true ? 60 : 0) + (outline.lateTools === true ? LATE_TOOLS : 0);
  return { text, schemas: declared.schemas, framing, margin };
}

/** What the request declares: tools, and the form of the answer. */
function countDeclared(outline: RequestOutline, count: Count, family: FamilyId, model: string): { readonly schemas: number; readonly framing: number } {
  const output = outline.schema === null ? 0 : SCHEMA.base + SCHEMA.scale * count(spacedJson(outline.schema));
  if (outline.tools.length === 0) return { schemas: output, framing: 0 };
  const prompt = TOOL_PROMPT.find(([pattern]) => pattern.test(model.replace(/(\d)\.(\d)/, '$1-$2')))?.[1] ?? CURRENT;
  const way = outline.toolChoice === 'any' || outline.toolChoice === 'named' ? 'forced' : 'auto';
  const tools = outline.tools.reduce((sum, { description, name, parameters }) => {
    const json = spacedJson({ description, name, parameters: parameters ?? {} });
    return sum + count(json) + ESCAPED_BREAK * (json.split('\\n').length - 1);
  }, 0);
  return {
    schemas: output + TOOL_SCALE * tools,
    framing: prompt[way] + (outline.toolChoice === 'named' ? NAMED : 0) + (outline.sequential === true ? (prompt.sequential?.[way] ?? 0) : 0)
      + (outline.heldBack === true && family === 'claude-5' ? HELD_BACK : 0),
  };
}

const thinkingFraming = (model: string, tools: boolean): number => (/opus-4-[56]/.test(model) ? (tools ? 0 : OPUS_THINKING) : THINKING);

const written = (value: unknown): string => (typeof value === 'string' ? value : spacedJson(value));
