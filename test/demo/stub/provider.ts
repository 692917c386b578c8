/** A provider on loopback: answers OpenAI's and Anthropic's requests and writes down what it charged. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { messages } from './anthropic.ts';
import { createBill } from './bill.ts';
import type { Bill } from './bill.ts';
import { chat, responses } from './openai.ts';
import type { Answer, Desk } from './openai.ts';
import { PrefixCache } from './prefix-cache.ts';

export interface Provider {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly address: string;
  readonly bill: Bill;
  close(): Promise<void>;
}

export interface ProviderOptions {
  /** Where to append the bill; null keeps it in memory. */
  readonly billFile?: string | null;
  /** Milliseconds an answer takes; real ones take hundreds. */
  readonly latencyMs?: number;
}

const routes: Readonly<Record<string, (desk: Desk, request: never) => Answer>> = {
  '/v1/chat/completions': chat,
  '/v1/responses': responses,
  '/v1/messages': messages,
};

export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  let calls = 0;
  const desk: Desk = { bill: createBill(options.billFile ?? null), cache: new PrefixCache(), next: () => calls++ };
  const server = createServer((request, response) => {
    serve(desk, options.latencyMs ?? 0, request, response).catch((error: unknown) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: String(error) } }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    bill: desk.bill,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function serve(desk: Desk, latencyMs: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = routes[new URL(request.url ?? '/', 'http://stub').pathname];
  if (request.method !== 'POST' || route === undefined) {
    response.writeHead(404).end();
    return;
  }
  const body: unknown = JSON.parse(await textOf(request));
  const answer = route(desk, body as never);
  await pause(latencyMs * (0.5 + (desk.bill.calls.length % 4) / 3));
  if ('body' in answer) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { event, data } of answer.events) {
    response.write(`${event === undefined ? '' : `event: ${event}\n`}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
