/** Anthropic's messages, as far as the sample apps use them. */
import type { Answer, Desk } from './openai.ts';
import { fitting, prose, tokensOf } from './words.ts';

interface Part {
  readonly type: string;
  readonly text?: string;
  readonly cache_control?: unknown;
}

interface Tool {
  readonly name: string;
  readonly input_schema?: unknown;
  readonly cache_control?: unknown;
}

interface MessagesRequest {
  readonly model: string;
  readonly max_tokens: number;
  readonly system?: string | readonly Part[];
  readonly messages: readonly { readonly role: string; readonly content: string | readonly Part[] }[];
  readonly tools?: readonly Tool[];
  readonly tool_choice?: { readonly type: string; readonly name?: string };
  readonly stream?: boolean;
}

/** Claude's tokenizer makes about this many tokens of one of o200k's on English. */
const CLAUDE_PER_O200K = 1.12;
/** What Claude 4.5 and 4.6 add to a request with tools: with a choice of its own, and with a forced one. */
const TOOL_PROMPT = { auto: 497, forced: 593 };

export function messages(desk: Desk, request: MessagesRequest): Answer {
  const number = desk.next();
  const usage = charge(desk, request);
  const tool = request.tools?.find((candidate) => candidate.name === request.tool_choice?.name);
  const content = tool
    ? { type: 'tool_use', id: `toolu_demo${number}`, name: tool.name, input: fitting(tool.input_schema, number) }
    : { type: 'text', text: prose(Math.min(request.max_tokens, 90), number) };
  const output = claudeTokens(JSON.stringify(content));
  const id = `msg_demo${number}`;
  desk.bill.add({ provider: 'anthropic', model: request.model, responseId: id, ...usage, output, stream: request.stream === true });
  const wire = {
    input_tokens: usage.input, cache_creation_input_tokens: usage.cacheWrite5m, cache_read_input_tokens: usage.cacheRead,
    cache_creation: { ephemeral_5m_input_tokens: usage.cacheWrite5m, ephemeral_1h_input_tokens: 0 }, output_tokens: output, service_tier: 'standard',
  };
  const stop = tool ? 'tool_use' : 'end_turn';
  const message = { id, type: 'message', role: 'assistant', model: request.model, stop_sequence: null };
  if (!request.stream) return { body: { ...message, content: [content], stop_reason: stop, usage: wire } };
  const text = content.type === 'text' ? (content.text ?? '') : '';
  return {
    events: [
      event({ type: 'message_start', message: { ...message, content: [], stop_reason: null, usage: { ...wire, output_tokens: 1 } } }),
      event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
      event({ type: 'content_block_stop', index: 0 }),
      event({ type: 'message_delta', delta: { stop_reason: stop, stop_sequence: null }, usage: { output_tokens: output } }),
      event({ type: 'message_stop' }),
    ],
  };
}

function event<T extends { readonly type: string }>(data: T): { readonly event: string; readonly data: T } {
  return { event: data.type, data };
}

/** Tools, system, messages: the order in which Anthropic caches. */
function charge(desk: Desk, request: MessagesRequest): { input: number; cacheRead: number; cacheWrite5m: number } {
  const parts: { text: string; marked: boolean }[] = [
    ...(request.tools ?? []).map(({ cache_control, ...tool }) => ({ text: JSON.stringify(tool), marked: cache_control !== undefined })),
    ...partsOf(request.system ?? []),
    ...request.messages.flatMap((message) => partsOf(message.content)),
  ];
  const breakpoints: { length: number; text: string }[] = [];
  let text = '';
  let length = 0;
  for (const part of parts) {
    text += `${part.text}\n`;
    length += claudeTokens(part.text);
    if (part.marked) breakpoints.push({ length, text });
  }
  const { read, write } = desk.cache.marked(request.model, breakpoints);
  const forced = request.tool_choice?.type === 'tool' || request.tool_choice?.type === 'any';
  const around = 7 + (request.tools === undefined ? 0 : forced ? TOOL_PROMPT.forced : TOOL_PROMPT.auto);
  return { input: length + around - read - write, cacheRead: read, cacheWrite5m: write };
}

function partsOf(content: string | readonly Part[]): { text: string; marked: boolean }[] {
  if (typeof content === 'string') return [{ text: content, marked: false }];
  return content.map((part) => ({ text: part.text ?? '', marked: part.cache_control !== undefined }));
}

function claudeTokens(text: string): number {
  return Math.ceil(tokensOf(text).length * CLAUDE_PER_O200K);
}
