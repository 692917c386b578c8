/** What is answered, in JSON and in protobuf, with the little of its wire format that it needs. */
import type { Encoding, Refusal } from './admission.ts';
import { strayMessage } from './strays.ts';

/** HTTP statuses as gRPC's. Of these only UNAVAILABLE makes a sender try again. */
const GRPC_STATUSES: Readonly<Record<number, number>> = { 400: 3, 401: 16, 403: 7, 404: 12, 405: 12, 413: 8, 415: 12, 429: 14, 503: 14 };
const INTERNAL = 13;

export const grpcStatusOf = ({ status }: Refusal): number => GRPC_STATUSES[status] ?? INTERNAL;

/** A google.rpc.Status. */
export const statusMessage = (refusal: Refusal, encoding: Encoding): Buffer => (encoding === 'json'
  ? Buffer.from(JSON.stringify({ code: grpcStatusOf(refusal), message: refusal.reason }))
  : Buffer.concat([varintField(1, grpcStatusOf(refusal)), bytesField(2, Buffer.from(refusal.reason))]));

/** An empty Export*ServiceResponse when all was taken, else its partial success: the sender must not try again. */
export const successMessage = (strays: number, encoding: Encoding): Buffer => (encoding === 'protobuf' ? successOf(strays)
  : Buffer.from(JSON.stringify(strays === 0 ? {} : { partialSuccess: { rejectedSpans: String(strays), errorMessage: strayMessage(strays) } })));

const successOf = (strays: number): Buffer =>
  (strays === 0 ? Buffer.alloc(0) : bytesField(1, Buffer.concat([varintField(1, strays), bytesField(2, Buffer.from(strayMessage(strays)))])));

/** Field number below 16. */
const bytesField = (field: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes]);

const varintField = (field: number, value: number): Buffer => Buffer.concat([Buffer.from([field << 3]), varint(value)]);

/** `value`: an integer from 0 to 2^31. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}
