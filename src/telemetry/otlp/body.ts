/** Reading a request body within bounds, also after it is unpacked. */
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { RequestHead } from './admission.ts';
import { UndecodableError } from './facts.ts';
import type { Place } from './room.ts';

/** What the OTLP specification recommends; counted after decompression. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** The sender should send less at once. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

const unpack = promisify(gunzip);

export interface Reading {
  /** Bytes, unpacked. */
  readonly most: number;
  readonly gzipped: boolean;
  /** Called when it will be read: senders may wait for it. */
  readonly begin: () => void;
}

export async function readBody(request: Readable & RequestHead, place: Place, { most, gzipped, begin }: Reading): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > most) throw new TooLargeError(`the body has ${declared} bytes; at most ${most} are taken`);
  begin();
  const body = await readAll(request, place, most);
  await place.turn(gzipped ? unpackedSize(body, most) : body.length);
  return gzipped ? unzipped(body, most) : body;
}

/** What gzip says at its end of its last part, which mostly is the only one. */
export const unpackedSize = (body: Buffer, most: number): number => (body.length < 4 ? 0 : Math.min(most, Math.max(body.length, body.readUInt32LE(body.length - 4))));

/** What is given up half-way is left open: its sender hears the answer only once it has sent all. */
export async function readAll(stream: Readable, place: Place, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    place.arrived(size);
    if (size > most) throw new TooLargeError(`the body has more than ${most} bytes`);
    chunks.push(bytes);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

export async function unzipped(body: Buffer, most: number): Promise<Buffer> {
  try {
    return await unpack(body, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) throw new TooLargeError(`the body unpacks to more than ${most} bytes`);
    throw new UndecodableError('the body is not gzip, though content-encoding says so');
  }
}
