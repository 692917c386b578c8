/**
 * OpenAI: what calls of tools and their answers cost in the conversation that is sent again. Measured on recorded usage,
 * checked on recordings of other repositories.
 */
import { spacedJson } from './json.ts';
import { written } from './outline.ts';
import type { OutlineMessage } from './outline.ts';

type Count = (text: string) => number;

/** Whose way of writing a conversation out a model follows. */
export type Generation = 'plain' | 'o' | 'gpt-5' | 'gpt-5.2';

/** What a call and its answer cost beyond their text and names. */
const PER_ROUND: Readonly<Record<Generation, { readonly chat: number; readonly responses: number }>> = {
  'plain': { chat: 5, responses: 3 },
  'o': { chat: 11, responses: 9 },
  'gpt-5': { chat: 11, responses: 9 },
  'gpt-5.2': { chat: 11, responses: 12 },
};

/**
 * Calls of one turn are sent on as one call of `multi_tool_use`, which Chat Completions shows as JSON, and answered
 * together. From 13 recordings of six repositories, all of two calls; Responses shows each call as it is, but for GPT-5.2.
 */
const PARALLEL = { plain: 11, reasoning: 17 };
const PARALLEL_RESPONSES = { wrapper: 22, each: -6 };

/** A call beside text is a message of its own. */
const BESIDE_TEXT = 4;
/** GPT-3.5 and GPT-4 spoke of functions before there were tools: a call, and how much less its answer is. */
const FUNCTION = { call: 3, answer: -1 };
/** A call that Responses made itself and is handed back whole, when it was the only one of its turn. */
const HANDED_BACK = 3;

export interface Rounds {
  readonly text: number;
  readonly framing: number;
}

export function countRounds(messages: readonly OutlineMessage[], count: Count, responses: boolean, generation: Generation): Rounds {
  const names = messages.flatMap((message) => message.calls.map((call) => call.name));
  const per = PER_ROUND[generation][responses ? 'responses' : 'chat'];
  let text = 0;
  let framing = 0;
  let together = false;
  for (const turn of turnsOf(messages)) framing += parallelFraming(turn, responses, generation);
  for (const message of messages) {
    if (message.calls.length > 0) together = !responses && message.calls.length > 1;
    if (message.calls.length > 0 && message.texts.join('') !== '') framing += BESIDE_TEXT;
    if (message.legacy === true) framing += message.calls.length > 0 ? FUNCTION.call : FUNCTION.answer;
    if (message.calls.length > 0 && together) text += count(wrapped(message.calls));
    else for (const call of message.calls) text += count(`.${call.name}`) + count(compact(call.args));
    for (const result of message.results) {
      const name = names.shift() ?? result.name;
      text += together ? count(spacedOut(result.output)) : count(written(result.output)) + count(name);
      if (message.legacy !== true && !together) framing += per;
    }
  }
  return { text, framing };
}

/** `{"tool_uses":[{"recipient_name":"functions.get_weather","parameters":{"city":"Rome"}},…]}` */
const wrapped = (calls: Calls): string => `{"tool_uses":[${calls.map(({ name, args }) => `{"recipient_name":"functions.${name}","parameters":${compact(args)}}`).join(',')}]}`;

/** Answers in JSON are written anew there; others are as they were. */
function spacedOut(output: unknown): string {
  if (typeof output !== 'string') return spacedJson(output);
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === 'object' && value !== null ? spacedJson(value) : output;
  } catch {
    return output;
  }
}

type Calls = OutlineMessage['calls'];

/** The calls of each turn: Responses sends every one as an item of its own. */
function turnsOf(messages: readonly OutlineMessage[]): Calls[] {
  const turns: Calls[] = [];
  let open: Calls = [];
  for (const message of messages) {
    if (message.calls.length === 0) {
      if (open.length > 0) turns.push(open);
      open = [];
    } else {
      open = [...open, ...message.calls];
    }
  }
  return open.length > 0 ? [...turns, open] : turns;
}

function parallelFraming(calls: Calls, responses: boolean, generation: Generation): number {
  if (calls.length === 1) return generation === 'plain' && responses && calls[0]?.whole === true ? HANDED_BACK : 0;
  if (!responses) return generation === 'plain' ? PARALLEL.plain : PARALLEL.reasoning;
  return generation === 'gpt-5.2' ? PARALLEL_RESPONSES.wrapper + PARALLEL_RESPONSES.each * calls.length : 0;
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
