/** The OTLP/HTTP receiver. An answer of 200 means that everything in the request is on the disk. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { admit, refuseHost, type Accepted, type Refusal } from './admission.ts';
import { MOST_BYTES, readBody, TooLargeError } from './body.ts';
import { type Facts, UndecodableError } from './facts.ts';
import { decodeJson } from './json.ts';
import { decodeProtobuf } from './protobuf.ts';

export interface Received {
  readonly facts: Facts;
  readonly workspace: string | null;
  readonly accepted: Accepted;
  /** As sent, unpacked: what is forwarded upstream. */
  readonly body: Buffer;
}

export interface ReceiverOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly allowedHosts: readonly string[];
  readonly mostBytes?: number;
  /** Resolves when the facts are durable; a rejection is answered with 503, so that the sender tries again. */
  readonly store: (received: Received) => Promise<void>;
  /** Something was turned away: shown in the panel. */
  readonly rejected: (refusal: Refusal, from: string) => void;
  /** Body of `GET /healthz`. */
  readonly health: () => Readonly<Record<string, unknown>>;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects with the system's error, e.g. EADDRINUSE, when the port is taken on either loopback address. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const first = await listen(options, '127.0.0.1', options.port);
  const address = first.address();
  const port = isAddress(address) ? address.port : options.port;
  // Another program could otherwise own ::1 on the same port and take what is sent to `localhost`.
  const second = await listen(options, '::1', port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return null;
    first.close();
    throw error;
  });
  const servers = second === null ? [first] : [first, second];
  return { port, close: async () => void (await Promise.all(servers.map(closeServer))) };
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === 'object' && address !== null;

function listen(options: ReceiverOptions, host: string, port: number): Promise<Server> {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 }, (request, response) => {
    answer(request, response, options).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

const closeServer = (server: Server): Promise<void> => new Promise((resolve) => {
  server.close(() => resolve());
  server.closeAllConnections();
});

async function answer(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions): Promise<void> {
  const refused = refuseHost(request, options);
  if (refused === null && request.method === 'GET' && request.url === '/healthz') return void sendJson(response, 200, options.health());
  const admitted = refused ?? admit(request);
  if ('status' in admitted) {
    // What was not read is thrown away, so that the connection can be used again.
    request.resume();
    options.rejected(admitted, request.headers['user-agent'] ?? '');
    return sendStatus(response, admitted, 'json');
  }
  const failure = await receive(request, admitted, options);
  if (failure === null) return sendSuccess(response, admitted);
  options.rejected(failure, request.headers['user-agent'] ?? '');
  sendStatus(response, failure, admitted.encoding);
}

/** Null when everything is durable. */
async function receive(request: IncomingMessage, accepted: Accepted, options: ReceiverOptions): Promise<Refusal | null> {
  try {
    const body = await readBody(request, options.mostBytes ?? MOST_BYTES);
    const facts = accepted.encoding === 'json' ? decodeJson(accepted.signal, body) : decodeProtobuf(accepted.signal, body);
    await options.store({ facts, workspace: accepted.workspace, accepted, body });
    return null;
  } catch (error) {
    if (error instanceof TooLargeError) return { status: 413, reason: error.message };
    if (error instanceof UndecodableError) return { status: 400, reason: error.message };
    return { status: 503, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** An empty Export*ServiceResponse: all was taken. */
function sendSuccess(response: ServerResponse, { encoding }: Accepted): void {
  const json = encoding === 'json';
  response.writeHead(200, { 'content-type': json ? 'application/json' : 'application/x-protobuf' });
  response.end(json ? '{}' : undefined);
}

/** Errors carry a google.rpc.Status in the encoding of the request. */
function sendStatus(response: ServerResponse, { status, reason }: Refusal, encoding: 'protobuf' | 'json'): void {
  const retry = status === 503 ? { 'retry-after': '1' } : {};
  const allow = status === 405 ? { allow: 'POST' } : {};
  if (encoding === 'json') {
    response.writeHead(status, { 'content-type': 'application/json', ...retry, ...allow });
    response.end(JSON.stringify({ code: status, message: reason }));
    return;
  }
  const message = Buffer.from(reason, 'utf8').subarray(0, 120);
  response.writeHead(status, { 'content-type': 'application/x-protobuf', ...retry });
  response.end(Buffer.concat([Buffer.from([0x12, message.length]), message]));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
