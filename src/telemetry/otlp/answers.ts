/** Answers in protobuf, with the little of its wire format that they need. */
import { strayMessage } from './strays.ts';

/** Export*ServiceResponse in protobuf. */
export const successOf = (strays: number): Buffer =>
  (strays === 0 ? Buffer.alloc(0) : bytesField(1, Buffer.concat([varintField(1, strays), bytesField(2, Buffer.from(strayMessage(strays)))])));

/** Field number below 16. */
export const bytesField = (field: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes]);

const varintField = (field: number, value: number): Buffer => Buffer.concat([Buffer.from([field << 3]), varint(value)]);

/** `value`: an integer from 0 to 2^31. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 127) | 128);
  }
}
