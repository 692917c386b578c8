/** OpenAI's chat completions and responses, as far as the sample apps use them. */
import type { Bill } from './bill.ts';
import type { PrefixCache } from './prefix-cache.ts';
import { fitting, prose, tokensOf } from './words.ts';

/** One answer: a body, or the events of a stream. */
export type Answer = { readonly body: unknown } | { readonly events: readonly { readonly event?: string; readonly data: unknown }[] };

export interface Desk {
  readonly bill: Bill;
  readonly cache: PrefixCache;
  /** Counts calls, so that ids and texts are the same in each run. */
  readonly next: () => number;
}

interface Message {
  readonly role: string;
  readonly content?: string | readonly { readonly text?: string }[];
}

interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly unknown[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly max_completion_tokens?: number;
  readonly max_tokens?: number;
  readonly response_format?: { readonly json_schema?: { readonly schema?: unknown } };
}

interface ResponsesRequest {
  readonly model: string;
  readonly instructions?: string;
  readonly input: string | readonly Message[];
  readonly max_output_tokens?: number;
}

/** Tokens around each message and before the answer, as OpenAI's cookbook counts them. */
const MESSAGE_START = [-1, -2, -3];
const ANSWER_START = [-4, -5, -6];

export function chat(desk: Desk, request: ChatRequest): Answer {
  const number = desk.next();
  const schema = request.response_format?.json_schema?.schema;
  const limit = request.max_completion_tokens ?? request.max_tokens ?? 200;
  const text = schema === undefined ? prose(Math.min(limit, 60 + (number % 5) * 15), number) : JSON.stringify(fitting(schema, number));
  const id = `chatcmpl-demo${number}`;
  const shapes = [request.tools, schema].flatMap((shape) => (shape === undefined ? [] : tokensOf(JSON.stringify(shape))));
  const usage = charge(desk, request.model, id, [...shapes, ...prompt(request.messages)], text, request.stream === true);
  const wire = { prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output, prompt_tokens_details: { cached_tokens: usage.cached }, completion_tokens_details: { reasoning_tokens: 0 } };
  const head = { id, created: Math.floor(Date.now() / 1000), model: request.model };
  if (!request.stream) {
    const message = { role: 'assistant', content: text, refusal: null };
    return { body: { ...head, object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }], usage: wire } };
  }
  const chunk = (choices: unknown, more: object = {}) => ({ data: { ...head, object: 'chat.completion.chunk', choices, ...more } });
  return {
    events: [
      ...text.split(/(?<= )/).map((content, index) => chunk([{ index: 0, delta: index === 0 ? { role: 'assistant', content } : { content }, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
      ...(request.stream_options?.include_usage ? [chunk([], { usage: wire })] : []),
      { data: '[DONE]' },
    ],
  };
}

export function responses(desk: Desk, request: ResponsesRequest): Answer {
  const number = desk.next();
  const messages = [
    ...(request.instructions === undefined ? [] : [{ role: 'system', content: request.instructions }]),
    ...(typeof request.input === 'string' ? [{ role: 'user', content: request.input }] : request.input),
  ];
  const text = prose(Math.min(request.max_output_tokens ?? 120, 50), number);
  const id = `resp_demo${number}`;
  const usage = charge(desk, request.model, id, prompt(messages), text, false);
  return {
    body: {
      id, object: 'response', created_at: Math.floor(Date.now() / 1000), status: 'completed', model: request.model, error: null,
      output: [{ id: `msg_demo${number}`, type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] }],
      usage: { input_tokens: usage.input, input_tokens_details: { cached_tokens: usage.cached }, output_tokens: usage.output, output_tokens_details: { reasoning_tokens: 0 }, total_tokens: usage.input + usage.output },
    },
  };
}

function prompt(messages: readonly Message[]): number[] {
  const tokens = messages.flatMap((message) => [...MESSAGE_START, ...tokensOf(message.role), ...tokensOf(textOf(message.content))]);
  return [...tokens, ...ANSWER_START];
}

function charge(desk: Desk, model: string, id: string, tokens: readonly number[], answer: string, stream: boolean): { input: number; cached: number; output: number } {
  const cached = desk.cache.automatic(model, tokens);
  const output = tokensOf(answer).length;
  desk.bill.add({ provider: 'openai', model, responseId: id, input: tokens.length - cached, cacheRead: cached, cacheWrite5m: 0, output, stream });
  return { input: tokens.length, cached, output };
}

function textOf(content: Message['content']): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
}
