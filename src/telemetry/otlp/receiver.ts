/** One port for OTLP over HTTP/1, HTTP/2 and gRPC, on both loopback addresses. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MOST_BYTES } from './body.ts';
import { createHttpService } from './http.ts';
import { createHttp2Service } from './http2.ts';
import { createReception, type ReceptionOptions } from './reception.ts';

export interface ReceiverOptions extends Omit<ReceptionOptions, 'mostBytes' | 'mostWaitMs'> {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default 64 MiB. */
  readonly mostBytes?: number;
  /** Default two minutes. */
  readonly mostWaitMs?: number;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects with the system's error, e.g. EADDRINUSE, when the port is taken on either loopback address. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const reception = createReception({ ...options, mostBytes: options.mostBytes ?? MOST_BYTES, mostWaitMs: options.mostWaitMs ?? MOST_WAIT_MS });
  const services: Services = { http: createHttpService(reception), http2: createHttp2Service(reception) };
  const sockets = new Set<Socket>();
  const first = await listen(services, sockets, '127.0.0.1', options.port);
  const address = first.address();
  const port = isAddress(address) ? address.port : options.port;
  // Another program could otherwise own ::1 on the same port and take what is sent to `localhost`.
  const second = await listen(services, sockets, '::1', port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return null;
    first.close();
    throw error;
  });
  return {
    port,
    async close() {
      const closed = [first, ...(second === null ? [] : [second])].map((server) => new Promise((resolve) => server.close(resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo => typeof address === 'object' && address !== null;

interface Services {
  readonly http: { connect(socket: Socket): void };
  readonly http2: { connect(socket: Socket): void };
}

const MOST_WAIT_MS = 120_000;
/** A connection that has said nothing yet is not kept; later each service looks to its own. */
const SILENCE_MS = 60_000;

function listen(services: Services, sockets: Set<Socket>, host: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.once('readable', () => {
      socket.setTimeout(0);
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return void socket.destroy();
      socket.unshift(chunk);
      // HTTP/2 begins with `PRI * HTTP/2.0`, sent as one piece; no HTTP/1 method begins like it.
      (chunk.toString('latin1', 0, 3) === 'PRI' ? services.http2 : services.http).connect(socket);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}
