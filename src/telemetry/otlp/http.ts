/** OTLP over HTTP. An answer of 200 means that everything in the request is on the disk. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Socket } from 'node:net';
import { admit, encodingOf, refuseHost, refuseToken, type Accepted, type Encoding, type Refusal } from './admission.ts';
import { statusMessage, successMessage } from './answers.ts';
import { readBody } from './body.ts';
import { UNKNOWN_SIZE, type Reception } from './reception.ts';

export type HttpRequest = IncomingMessage | Http2ServerRequest;
export type HttpResponse = ServerResponse | Http2ServerResponse;

/** Longer than exporters of metrics pause, which send once a minute: a connection should not end just as it is used again. */
const KEPT_ALIVE_MS = 75_000;

export function createHttpService(reception: Reception): { connect(socket: Socket): void } {
  const most = reception.mostWaitMs;
  const server = createServer({ keepAliveTimeout: KEPT_ALIVE_MS, headersTimeout: most, requestTimeout: most, connectionsCheckingInterval: most / 4 });
  const handle = (request: IncomingMessage, response: ServerResponse): void =>
    void answerHttp(request, response, reception).catch(() => response.destroy());
  server.on('request', handle);
  // Who asks before sending is told only once there is a place for it.
  server.on('checkContinue', handle);
  // Node looks for requests that never end once a server listens; this one is handed its connections.
  server.emit('listening');
  return { connect: (socket) => void server.emit('connection', socket) };
}

/** Only programs of this machine get so far, and one that says a newer version. */
const YIELD = /^\/yield\/(\d+\.\d+\.\d+)$/;
const CONTROL = /^\/w\/([\w-]{1,64})\/control$/;

/** Over either version of HTTP. */
export async function answerHttp(request: HttpRequest, response: HttpResponse, reception: Reception): Promise<void> {
  const stranger = refuseHost(request.headers, reception);
  const refused = stranger ?? refuseToken(request.headers, reception);
  if (stranger === null && request.method === 'GET' && request.url === '/healthz') return send(response, 200, 'json', reception.health(refused === null));
  const newer = refused === null && request.method === 'POST' ? YIELD.exec(request.url ?? '')?.[1] : undefined;
  if (newer !== undefined && reception.yieldTo !== undefined) return send(response, 200, 'json', { yielded: reception.yieldTo(newer) });
  const asking = refused === null && request.method === 'GET' ? CONTROL.exec(request.url ?? '')?.[1] : undefined;
  if (asking !== undefined && reception.control !== undefined) return send(response, 200, 'json', reception.control(asking));
  const admitted = refused ?? admit(request);
  const taken = 'status' in admitted ? admitted : await reception.take(admitted, {
    sender: senderOf(request, admitted), size: sizeOf(request),
    read: (place) => readBody(request, place, { most: reception.mostBytes, gzipped: admitted.gzipped, begin: () => begin(request, response) }),
  });
  const encoding = encodingOf(request.headers) ?? 'json';
  if (!('status' in taken)) return send(response, 200, encoding, successMessage(taken.strays, encoding));
  reception.rejected(taken, request.headers['user-agent'] ?? '');
  // What was not read is thrown away, so that the sender hears the answer and can use the connection again.
  request.resume();
  refuse(response, taken, encoding);
}

function begin({ headers }: HttpRequest, response: HttpResponse): void {
  if (headers.expect !== undefined) response.writeContinue();
}

function sizeOf({ headers }: HttpRequest): number {
  const declared = Number(headers['content-length'] ?? Number.NaN);
  return Number.isFinite(declared) ? declared : UNKNOWN_SIZE;
}

/** All of this machine look alike; what they call themselves and where they post is what tells them apart. */
const senderOf = ({ headers }: HttpRequest, { workspace }: Accepted): string => `${workspace ?? ''} ${headers['user-agent'] ?? ''}`;

/** Errors carry a google.rpc.Status in the encoding of the request. */
function refuse(response: HttpResponse, refusal: Refusal, encoding: Encoding): void {
  const { status } = refusal;
  if (status === 503 || status === 429) response.setHeader('retry-after', '1');
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status === 405) response.setHeader('allow', 'POST');
  if (status === 415) response.setHeader('accept-encoding', 'gzip');
  send(response, status, encoding, statusMessage(refusal, encoding));
}

function send(response: HttpResponse, status: number, encoding: Encoding, body: Buffer | object): void {
  response.statusCode = status;
  response.setHeader('content-type', encoding === 'json' ? 'application/json' : 'application/x-protobuf');
  response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}
