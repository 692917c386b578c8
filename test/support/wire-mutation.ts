/** Changes protobuf messages by their structure: fields are dropped, doubled, moved, renumbered or given other values, and all lengths stay right. */
import type { Random } from './random.ts';

interface Field {
  readonly number: number;
  readonly type: number;
  /** Without the length of a length-delimited one. */
  readonly payload: Buffer;
}

const MOST_DEPTH = 8;

/** The message with one change somewhere in it. */
export function changedWithin(message: Buffer, random: Random, depth = 0): Buffer {
  const fields = fieldsOf(message);
  if (fields === null || fields.length === 0) return message;
  const at = random.int(fields.length);
  const chosen = fields[at];
  if (chosen === undefined) return message;
  const inner = chosen.type === 2 && depth < MOST_DEPTH && random.int(4) > 0 ? fieldsOf(chosen.payload) : null;
  if (inner !== null && inner.length > 0) return encode(fields.with(at, { ...chosen, payload: changedWithin(chosen.payload, random, depth + 1) }));
  switch (random.int(10)) {
    case 0: return encode(fields.toSpliced(at, 1));
    case 1: return encode(fields.toSpliced(at, 0, chosen));
    case 2: return encode([...fields.toSpliced(at, 1), chosen]);
    case 3: return encode(fields.with(at, { ...chosen, number: 1 + random.int(20) }));
    case 4: return encode(fields.with(at, { ...chosen, payload: otherPayload(chosen, random) }));
    case 5: return encode(fields.with(at, withOtherType(chosen, random)));
    case 6: return Buffer.concat([encode(fields.slice(0, at)), grouped(1 + random.int(20), encode(fields.slice(at)), random), encode(fields.slice(at))]);
    case 7: return encode(fields.toSpliced(at, 0, { ...chosen, type: 0, payload: padded(1 + random.int(11), random) }));
    case 8: return Buffer.concat([encode(fields.slice(0, at)), nested(1 + random.int(20), random.int(4) === 0 ? 90 + random.int(12) : random.int(4)), encode(fields.slice(at))]);
    default: return encode(fields.toSpliced(at, 0, { number: 1 + random.int(20), type: 0, payload: varint(random.int(1_000_000)) }));
  }
}

/** The same number, written as another kind of field. */
function withOtherType({ number }: Field, random: Random): Field {
  const type = random.pick([0, 1, 2, 5]);
  const payload = type === 0 ? varint(random.int(1_000_000)) : Buffer.alloc(type === 1 ? 8 : type === 5 ? 4 : random.int(9), random.int(256));
  return { number, type, payload };
}

/** A group, which nobody writes any more and every reader passes over; now and then it ends as another. */
const grouped = (number: number, content: Buffer, random: Random): Buffer =>
  Buffer.concat([varint(number * 8 + 3), content, varint((random.int(8) === 0 ? number + 1 : number) * 8 + 4)]);

/** Groups in groups, now and then as deep as readers go. */
const nested = (number: number, depth: number): Buffer =>
  Buffer.concat([...Array.from({ length: depth }, () => varint(number * 8 + 3)), varint(8), varint(300), ...Array.from({ length: depth }, () => varint(number * 8 + 4))]);

/** A number in as many bytes, most of which say nothing. */
const padded = (bytes: number, random: Random): Buffer =>
  Buffer.from(Array.from({ length: bytes }, (_, i) => (i === bytes - 1 ? random.pick([0, 0, 1, 2, 127]) : (i === 0 ? random.int(2) : 0) | 128)));

function otherPayload({ type, payload }: Field, random: Random): Buffer {
  if (type === 0) return varint(random.pick([0, 1, 2, 127, 128, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 45]));
  const bytes = Buffer.from(payload);
  if (bytes.length > 0) bytes[random.int(bytes.length)] = random.int(256);
  return type === 2 && random.int(3) === 0 ? bytes.subarray(0, random.int(bytes.length + 1)) : bytes;
}

/** Null when it is no message. */
function fieldsOf(bytes: Buffer): Field[] | null {
  const fields: Field[] = [];
  let at = 0;
  const read = (): number | null => {
    let value = 0;
    for (let shift = 0; shift < 10; shift += 1, at += 1) {
      const byte = bytes[at];
      if (byte === undefined) return null;
      value += (byte & 127) * 2 ** (7 * shift);
      if (byte < 128) {
        at += 1;
        return value;
      }
    }
    return null;
  };
  while (at < bytes.length) {
    const tag = read();
    if (tag === null || tag < 8 || tag > 8 * 2048) return null;
    const type = tag % 8;
    const from = at;
    if (type === 0) {
      if (read() === null) return null;
      fields.push({ number: Math.floor(tag / 8), type, payload: bytes.subarray(from, at) });
      continue;
    }
    const length = type === 1 ? 8 : type === 5 ? 4 : type === 2 ? read() : null;
    if (length === null || at + length > bytes.length) return null;
    fields.push({ number: Math.floor(tag / 8), type, payload: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}

const encode = (fields: readonly Field[]): Buffer =>
  Buffer.concat(fields.flatMap(({ number, type, payload }) => [varint(number * 8 + type), ...(type === 2 ? [varint(payload.length)] : []), payload]));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}
