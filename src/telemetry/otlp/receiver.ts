/** One port for OTLP over HTTP and over gRPC, on both loopback addresses. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MOST_BYTES } from './body.ts';
import { createGrpcService } from './grpc.ts';
import { createHttpService } from './http.ts';
import { createReception, type ReceptionOptions } from './reception.ts';

export interface ReceiverOptions extends Omit<ReceptionOptions, 'mostBytes'> {
  /** 0 takes any free port. */
  readonly port: number;
  readonly mostBytes?: number;
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** Rejects with the system's error, e.g. EADDRINUSE, when the port is taken on either loopback address. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const reception = createReception({ ...options, mostBytes: options.mostBytes ?? MOST_BYTES });
  const services: Services = { http: createHttpService(reception), grpc: createGrpcService(reception) };
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
  readonly grpc: { connect(socket: Socket): void };
}

/** A connection that says nothing is not kept. */
const SILENCE_MS = 60_000;

function listen(services: Services, sockets: Set<Socket>, host: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(SILENCE_MS, () => socket.destroy());
    socket.once('readable', () => {
      const chunk: Buffer | null = socket.read();
      if (chunk === null) return void socket.destroy();
      socket.unshift(chunk);
      // HTTP/2 begins with `PRI * HTTP/2.0`, sent as one piece; no HTTP/1 method begins like it.
      (chunk.toString('latin1', 0, 3) === 'PRI' ? services.grpc : services.http).connect(socket);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}
