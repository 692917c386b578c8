/** HTTP/2 without TLS: OTLP over gRPC, and OTLP over HTTP for senders that begin with the newer version. */
import { constants, createServer } from 'node:http2';
import type { Socket } from 'node:net';
import { answerCall, isCall } from './grpc.ts';
import { answerHttp } from './http.ts';
import type { Reception } from './reception.ts';

/** Of a connection: exporters keep theirs open between two exports, which may be minutes apart. */
const MOST_SILENCE_MS = 600_000;

export function createHttp2Service(reception: Reception): { connect(socket: Socket): void } {
  const server = createServer();
  server.on('session', (session) => session.setTimeout(MOST_SILENCE_MS, () => session.close()));
  server.on('sessionError', () => undefined);
  server.on('request', (request, response) => {
    const { stream } = request;
    // Answers come when all is there; a sender that stalls before gets none.
    stream.setTimeout(reception.mostWaitMs, () => stream.close(constants.NGHTTP2_CANCEL));
    stream.on('error', () => stream.destroy());
    (isCall(request) ? answerCall : answerHttp)(request, response, reception).catch(() => stream.destroy());
  });
  return { connect: (socket) => void server.emit('connection', socket) };
}
