/** OTLP over gRPC: unary calls, so all it takes is a five-byte frame around the message and a status in the trailers. */
import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { refuseHost, type Refusal } from './admission.ts';
import { successOf } from './answers.ts';
import { readAll, TooLargeError, unpackedSize, unzipped } from './body.ts';
import { type Signal, UndecodableError } from './facts.ts';
import { UNKNOWN_SIZE, type Reception } from './reception.ts';
import type { Place } from './room.ts';

const METHODS: Readonly<Record<string, Signal>> = {
  '/opentelemetry.proto.collector.trace.v1.TraceService/Export': 'traces',
  '/opentelemetry.proto.collector.logs.v1.LogsService/Export': 'logs',
  '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export': 'metrics',
};

/** HTTP statuses as gRPC's. Of these only UNAVAILABLE makes a sender try again. */
const STATUSES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 12, 413: 8, 415: 3, 429: 14, 503: 14 };
const INTERNAL = 13;

const FRAME_HEAD = 5;

export function createGrpcService(reception: Reception): { connect(socket: Socket): void } {
  const server = createServer();
  server.on('sessionError', () => undefined);
  server.on('stream', (stream, headers) => {
    stream.on('error', () => stream.destroy());
    answer(stream, headers, reception).catch(() => stream.destroy());
  });
  return { connect: (socket) => void server.emit('connection', socket) };
}

async function answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, reception: Reception): Promise<void> {
  const signal = METHODS[headers[':path'] ?? ''];
  const admitted = refuseHost(headers, reception) ?? refuseCall(headers, signal);
  if (admitted !== null || signal === undefined) {
    stream.resume();
    return refuse(admitted ?? { status: 404, reason: 'no such method' });
  }
  const sender = headers['user-agent'] ?? '';
  const taken = await reception.take({ signal, encoding: 'protobuf', workspace: null }, { sender, size: UNKNOWN_SIZE, read: (place) => readMessage(stream, headers, place, reception.mostBytes) });
  if ('status' in taken) return refuse(taken);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
  stream.end(framed(successOf(taken.strays)));

  function refuse(refusal: Refusal): void {
    reception.rejected(refusal, headers['user-agent'] ?? '');
    if (stream.destroyed) return;
    stream.resume();
    stream.respond({
      ':status': 200, 'content-type': 'application/grpc',
      'grpc-status': String(STATUSES[refusal.status] ?? INTERNAL), 'grpc-message': encodeURIComponent(refusal.reason),
    }, { endStream: true });
  }
}

function refuseCall(headers: IncomingHttpHeaders, signal: Signal | undefined): Refusal | null {
  if (!(headers['content-type'] ?? '').startsWith('application/grpc')) return { status: 415, reason: 'HTTP/2 is taken for gRPC only' };
  return signal === undefined ? { status: 404, reason: `${headers[':path'] ?? ''} is not an OTLP method` } : null;
}

async function readMessage(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, place: Place, most: number): Promise<Buffer> {
  const frame = await readAll(stream, place, most + FRAME_HEAD);
  if (frame.length < FRAME_HEAD || frame.readUInt32BE(1) !== frame.length - FRAME_HEAD) throw new UndecodableError('the frame is not as long as it says');
  const message = frame.subarray(FRAME_HEAD);
  const packed = frame[0] !== 0;
  await place.turn(packed ? unpackedSize(message, most) : message.length);
  if (!packed) return message;
  if (headers['grpc-encoding'] !== 'gzip') throw new UndecodableError('the message is packed with something other than gzip');
  if (message.length > most) throw new TooLargeError(`the message has more than ${most} bytes`);
  return unzipped(message, most);
}

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
