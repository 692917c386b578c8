/** OTLP over gRPC: unary calls, so all it takes is a five-byte frame around the message and a status in the trailers. */
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { refuseHost, refuseToken, type Accepted, type Refusal } from './admission.ts';
import { grpcStatusOf, successMessage } from './answers.ts';
import { readAll, TooLargeError, unpackedSize, unzipped } from './body.ts';
import { type Signal, UndecodableError } from './facts.ts';
import { UNKNOWN_SIZE, type Reception } from './reception.ts';
import type { Place } from './room.ts';

const METHODS: Readonly<Record<string, Signal>> = {
  '/opentelemetry.proto.collector.trace.v1.TraceService/Export': 'traces',
  '/opentelemetry.proto.collector.logs.v1.LogsService/Export': 'logs',
  '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export': 'metrics',
};

const FRAME_HEAD = 5;

export const isCall = ({ headers }: Http2ServerRequest): boolean => (headers['content-type'] ?? '').startsWith('application/grpc');

export async function answerCall(request: Http2ServerRequest, response: Http2ServerResponse, reception: Reception): Promise<void> {
  const sender = request.headers['user-agent'] ?? '';
  response.setHeader('content-type', 'application/grpc');
  response.setHeader('grpc-accept-encoding', 'identity,gzip');
  const admitted = refuseHost(request.headers, reception) ?? refuseToken(request.headers, reception) ?? admitCall(request);
  const taken = 'status' in admitted ? admitted
    : await reception.take(admitted, { sender, size: UNKNOWN_SIZE, read: (place) => readMessage(request, place, admitted.gzipped, reception.mostBytes) });
  if (!('status' in taken)) {
    response.addTrailers({ 'grpc-status': '0' });
    response.end(framed(successMessage(taken.strays, 'protobuf')));
    return;
  }
  reception.rejected(taken, sender);
  request.resume();
  response.setHeader('grpc-status', String(grpcStatusOf(taken)));
  response.setHeader('grpc-message', encodeURIComponent(taken.reason));
  response.end();
}

function admitCall({ headers, url }: Http2ServerRequest): Accepted | Refusal {
  const signal = METHODS[url];
  if (signal === undefined) return { status: 404, reason: `${url} is not an OTLP method` };
  const packing = String(headers['grpc-encoding'] ?? 'identity');
  if (packing !== 'identity' && packing !== 'gzip') return { status: 415, reason: `messages packed with ${packing} are not taken; use gzip, or none` };
  return { signal, encoding: 'protobuf', gzipped: packing === 'gzip', workspace: null };
}

async function readMessage(request: Http2ServerRequest, place: Place, gzipped: boolean, most: number): Promise<Buffer> {
  const frame = await readAll(request, place, most + FRAME_HEAD);
  if (frame.length < FRAME_HEAD || frame.readUInt32BE(1) !== frame.length - FRAME_HEAD) throw new UndecodableError('the frame is not as long as it says');
  const message = frame.subarray(FRAME_HEAD);
  const packed = frame[0] !== 0;
  await place.turn(packed ? unpackedSize(message, most) : message.length);
  if (!packed) return message;
  if (!gzipped) throw new UndecodableError('the message is packed, and no header says how');
  if (message.length > most) throw new TooLargeError(`the message has more than ${most} bytes`);
  return unzipped(message, most);
}

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}
