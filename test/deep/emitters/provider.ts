/**
 * Providers on loopback that bill set amounts, every kind of token among them, no two calls alike:
 * what an emitter makes of a bill is seen best when each number tells which call and which part it is.
 */
import { createServer, type IncomingMessage } from 'node:http';

export interface BilledCall {
  readonly provider: 'openai' | 'anthropic' | 'google';
  readonly model: string;
  readonly id: string;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  /** Reasoning is part of it. */
  readonly output: number;
  readonly reasoning: number;
  readonly stream: boolean;
  /** The answer carried no usage: nobody but the provider knows what it billed. */
  readonly silent: boolean;
}

export interface FixedProvider {
  readonly address: string;
  readonly bill: readonly BilledCall[];
  close(): Promise<void>;
}

interface Asked {
  readonly model?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
}

/** A body, or the events of a stream. */
type Answer = { readonly body: object } | { readonly events: readonly (readonly [event: string | null, data: object | string])[] };
type Route = (asked: Asked, number: number, model: string) => { readonly call: BilledCall; readonly answer: Answer };

/** Said by every model, in one piece where it is not streamed. */
export const ANSWER_TEXT = 'Hello world';

export async function startFixedProvider(): Promise<FixedProvider> {
  const bill: BilledCall[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const [path = ''] = (request.url ?? '').split('?');
      const route = ROUTES.find(([pattern]) => pattern.test(path));
      if (route === undefined || request.method !== 'POST') return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no such route"}}');
      const asked: Asked = JSON.parse(await textOf(request));
      const model = asked.model ?? /models\/([^:/]+)/.exec(path)?.[1] ?? 'unknown';
      const { call, answer } = route[1](/:stream/.test(path) ? { ...asked, stream: true } : asked, bill.length + 1, decodeURIComponent(model));
      bill.push(call);
      const headers = { 'request-id': `req_${call.id}`, 'x-request-id': `req_${call.id}` };
      if ('body' in answer) return void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer.body));
      response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
      for (const [event, data] of answer.events) response.write(`${event === null ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
      response.end();
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, bill,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

const NONE = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, reasoning: 0, stream: false, silent: false } as const;

const chat: Route = (asked, n, model) => {
  const told = asked.stream !== true || asked.stream_options?.include_usage === true;
  const call: BilledCall = { ...NONE, provider: 'openai', model, id: `chatcmpl-fixed-${n}`, input: 170 + n, cacheRead: 1024, output: 340 + n, reasoning: 128, stream: asked.stream === true, silent: !told };
  const usage = {
    prompt_tokens: call.input + call.cacheRead, completion_tokens: call.output, total_tokens: call.input + call.cacheRead + call.output,
    prompt_tokens_details: { cached_tokens: call.cacheRead, audio_tokens: 0 }, completion_tokens_details: { reasoning_tokens: call.reasoning, audio_tokens: 0 },
  };
  const head = { id: call.id, created: 1_790_000_000, model, system_fingerprint: 'fp', service_tier: 'default' };
  if (asked.stream !== true) {
    return { call, answer: { body: { ...head, object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: ANSWER_TEXT, refusal: null }, finish_reason: 'stop', logprobs: null }], usage } } };
  }
  const chunk = (choices: readonly object[], more: object = {}): readonly [null, object] => [null, { ...head, object: 'chat.completion.chunk', choices, ...more }];
  return { call, answer: { events: [
    chunk([{ index: 0, delta: { role: 'assistant', content: 'Hello' }, finish_reason: null }]), chunk([{ index: 0, delta: { content: ' world' }, finish_reason: null }]),
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]), ...(told ? [chunk([], { usage })] : []), [null, '[DONE]'],
  ] } };
};

const responses: Route = (asked, n, model) => {
  const call: BilledCall = { ...NONE, provider: 'openai', model, id: `resp_fixed_${n}`, input: 170 + n, cacheRead: 1024, output: 340 + n, reasoning: 128, stream: asked.stream === true };
  const item = { id: `msg_fixed_${n}`, type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: ANSWER_TEXT, annotations: [] }] };
  const body = {
    id: call.id, object: 'response', created_at: 1_790_000_000, status: 'completed', model, error: null, incomplete_details: null, instructions: null, output: [item], parallel_tool_calls: true,
    tool_choice: 'auto', tools: [], temperature: 1, top_p: 1, metadata: {}, text: { format: { type: 'text' } }, reasoning: { effort: null, summary: null }, truncation: 'disabled', service_tier: 'default',
    usage: { input_tokens: call.input + call.cacheRead, input_tokens_details: { cached_tokens: call.cacheRead }, output_tokens: call.output, output_tokens_details: { reasoning_tokens: call.reasoning }, total_tokens: call.input + call.cacheRead + call.output },
  };
  if (asked.stream !== true) return { call, answer: { body } };
  let sequence = 0;
  const event = (type: string, more: object): readonly [string, object] => [type, { type, sequence_number: sequence++, ...more }];
  const started = { ...body, status: 'in_progress', output: [], usage: null };
  const at = { item_id: item.id, output_index: 0, content_index: 0 };
  return { call, answer: { events: [
    event('response.created', { response: started }), event('response.in_progress', { response: started }),
    event('response.output_item.added', { output_index: 0, item: { ...item, status: 'in_progress', content: [] } }),
    event('response.content_part.added', { ...at, part: { type: 'output_text', text: '', annotations: [] } }),
    event('response.output_text.delta', { ...at, delta: ANSWER_TEXT, logprobs: [] }), event('response.output_text.done', { ...at, text: ANSWER_TEXT, logprobs: [] }),
    event('response.content_part.done', { ...at, part: item.content[0] }), event('response.output_item.done', { output_index: 0, item }), event('response.completed', { response: body }),
  ] } };
};

const embeddings: Route = (_asked, n, model) => {
  const call: BilledCall = { ...NONE, provider: 'openai', model, id: `embedding-${n}`, input: 8 + n, output: 0 };
  return { call, answer: { body: { object: 'list', model, data: [{ object: 'embedding', index: 0, embedding: [0.5, -0.25, 0.125] }], usage: { prompt_tokens: call.input, total_tokens: call.input } } } };
};

const messages: Route = (asked, n, model) => {
  const call: BilledCall = { ...NONE, provider: 'anthropic', model, id: `msg_fixed_${n}`, input: 176 + n, cacheRead: 1024, cacheWrite5m: 512, cacheWrite1h: n % 2 === 0 ? 256 : 0, output: 340 + n, stream: asked.stream === true };
  const usage = {
    input_tokens: call.input, cache_creation_input_tokens: call.cacheWrite5m + call.cacheWrite1h, cache_read_input_tokens: call.cacheRead, output_tokens: call.output,
    cache_creation: { ephemeral_5m_input_tokens: call.cacheWrite5m, ephemeral_1h_input_tokens: call.cacheWrite1h }, service_tier: 'standard',
  };
  const message = { id: call.id, type: 'message', role: 'assistant', model, content: [{ type: 'text', text: ANSWER_TEXT }], stop_reason: 'end_turn', stop_sequence: null, usage };
  if (asked.stream !== true) return { call, answer: { body: message } };
  const event = (type: string, more: object): readonly [string, object] => [type, { type, ...more }];
  return { call, answer: { events: [
    event('message_start', { message: { ...message, content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } } }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }), event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: ANSWER_TEXT } }),
    event('content_block_stop', { index: 0 }), event('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: call.output } }), event('message_stop', {}),
  ] } };
};

const gemini: Route = (asked, n, model) => {
  const call: BilledCall = { ...NONE, provider: 'google', model, id: `gemini-fixed-${n}`, input: 170 + n, cacheRead: 1024, output: 340 + n, reasoning: 128, stream: asked.stream === true };
  const body = {
    candidates: [{ content: { role: 'model', parts: [{ text: ANSWER_TEXT }] }, finishReason: 'STOP', index: 0 }], modelVersion: model, responseId: call.id,
    usageMetadata: {
      promptTokenCount: call.input + call.cacheRead, cachedContentTokenCount: call.cacheRead, candidatesTokenCount: call.output - call.reasoning, thoughtsTokenCount: call.reasoning,
      totalTokenCount: call.input + call.cacheRead + call.output,
    },
  };
  return { call, answer: asked.stream === true ? { events: [[null, body]] } : { body } };
};

const ROUTES: readonly (readonly [RegExp, Route])[] = [
  [/\/chat\/completions$/, chat], [/\/responses$/, responses], [/\/embeddings$/, embeddings], [/\/messages$/, messages], [/:(stream)?generateContent$/i, gemini],
];
