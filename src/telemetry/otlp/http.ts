/** OTLP over HTTP. An answer of 200 means that everything in the request is on the disk. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { admit, refuseHost, type Accepted, type Refusal } from './admission.ts';
import { readBody } from './body.ts';
import { UNKNOWN_SIZE, type Reception, type Taken } from './reception.ts';
import { strayMessage } from './strays.ts';
import { bytesField, successOf } from './answers.ts';

export function createHttpService(reception: Reception): { connect(socket: Socket): void } {
  const server = createServer((request, response) => {
    answer(request, response, reception).catch(() => response.destroy());
  });
  return { connect: (socket) => void server.emit('connection', socket) };
}

/** Only programs of this machine get so far, and one that says a newer version. */
const YIELD = /^\/yield\/(\d+\.\d+\.\d+)$/;
const CONTROL = /^\/w\/([\w-]{1,64})\/control$/;

async function answer(request: IncomingMessage, response: ServerResponse, reception: Reception): Promise<void> {
  const refused = refuseHost(request.headers, reception);
  if (refused === null && request.method === 'GET' && request.url === '/healthz') return sendJson(response, 200, reception.health());
  const newer = refused === null && request.method === 'POST' ? YIELD.exec(request.url ?? '')?.[1] : undefined;
  if (newer !== undefined && reception.yieldTo !== undefined) return sendJson(response, 200, { yielded: reception.yieldTo(newer) });
  const asking = refused === null && request.method === 'GET' ? CONTROL.exec(request.url ?? '')?.[1] : undefined;
  if (asking !== undefined && reception.control !== undefined) return sendJson(response, 200, reception.control(asking));
  const admitted = refused ?? admit(request);
  if ('status' in admitted) {
    // What was not read is thrown away, so that the connection can be used again.
    request.resume();
    return refuse(admitted, 'json');
  }
  const taken = await reception.take(admitted, { sender: senderOf(request, admitted), size: sizeOf(request), read: (place) => readBody(request, place, reception.mostBytes) });
  if ('status' in taken) return refuse(taken, admitted.encoding);
  sendSuccess(response, admitted, taken);

  function refuse(refusal: Refusal, encoding: Accepted['encoding']): void {
    reception.rejected(refusal, request.headers['user-agent'] ?? '');
    // What was not read, for there is too much, is thrown away.
    if (refusal.status !== 413) request.resume();
    sendStatus(response, refusal, encoding);
  }
}

function sizeOf({ headers }: IncomingMessage): number {
  const declared = Number(headers['content-length'] ?? Number.NaN);
  return Number.isFinite(declared) ? declared : UNKNOWN_SIZE;
}

/** All of this machine look alike; what they call themselves and where they post is what tells them apart. */
const senderOf = ({ headers }: IncomingMessage, { workspace }: Accepted): string => `${workspace ?? ''} ${headers['user-agent'] ?? ''}`;

/** An empty Export*ServiceResponse when all was taken, else its partial success: the sender must not try again. */
function sendSuccess(response: ServerResponse, { encoding }: Accepted, { strays }: Taken): void {
  if (encoding === 'json') return sendJson(response, 200, strays === 0 ? {} : { partialSuccess: { rejectedSpans: String(strays), errorMessage: strayMessage(strays) } });
  response.writeHead(200, { 'content-type': 'application/x-protobuf' });
  response.end(successOf(strays));
}

/** Errors carry a google.rpc.Status in the encoding of the request. */
function sendStatus(response: ServerResponse, { status, reason }: Refusal, encoding: Accepted['encoding']): void {
  if (status === 503 || status === 429) response.setHeader('retry-after', '1');
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (status === 405) response.setHeader('allow', 'POST');
  // What was given up half-way is still on its way: answering and hanging up is all that can be done.
  if (status === 413 || response.req.destroyed) response.setHeader('connection', 'close');
  if (encoding === 'json') return sendJson(response, status, { code: status, message: reason });
  response.writeHead(status, { 'content-type': 'application/x-protobuf' });
  response.end(bytesField(2, Buffer.from(reason)));
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
