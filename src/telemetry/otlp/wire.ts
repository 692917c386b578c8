/**
 * A reader of the protobuf wire format: just what OTLP needs, bounded in depth and never past its end. It reads what
 * protobuf's specification says: a field of another wire type than its own is an unknown one, unknown ones are passed
 * over, groups among them, and what comes twice is put together. Text that is no UTF-8 is read with U+FFFD in its place:
 * one bad attribute is no reason to lose a batch.
 */
import { UndecodableError } from './facts.ts';
import { WIRE, type FieldTypes } from './field-types.ts';

/** Messages and groups within each other; protobuf's own libraries go no deeper. */
const MOST_DEPTH = 100;
const MOST_VARINT = 10;

const tooLong = (): UndecodableError => new UndecodableError('a number has more than ten bytes');
const tooDeep = (): UndecodableError => new UndecodableError('messages are nested too deeply');

/** Emitters repeat a few hundred attribute names for ever: each is made once, so that objects with the same names share a shape. */
const NAMES = new Map<number, string>();
const MOST_NAMES = 4_096;
const LONGEST_NAME = 80;
/** Short texts come again and again, too: models, statuses, versions. Each takes the place of another with the same low bits of its hash. */
const TEXTS: string[] = Array.from({ length: 2_048 }, () => '');
const LONGEST_TEXT = 24;

export class WireReader {
  readonly #bytes: Buffer;
  #at: number;
  #end: number;
  /** Number of the field `next` stopped at. */
  field = 0;
  #type = 0;
  /** Messages around the one that is read. */
  #depth: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length, depth = 0) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    this.#depth = depth;
  }

  /** Moves to the next field that is read, past all others; false at the end. */
  next(types: FieldTypes): boolean {
    while (this.#at < this.#end) {
      this.#readTag();
      if (types[this.field] === this.#type) return true;
      this.#skip(this.#depth);
    }
    return false;
  }

  #readTag(): void {
    const tag = this.#varint32('a tag', 15);
    this.field = tag >>> 3;
    this.#type = tag & 7;
    if (this.field === 0) throw new UndecodableError('a field has number 0');
  }

  #skip(depth: number): void {
    if (depth > MOST_DEPTH) throw tooDeep();
    if (this.#type === WIRE.varint) this.#skipVarint();
    else if (this.#type === WIRE.fixed64) this.#take(8);
    else if (this.#type === WIRE.bytes) this.#take(this.#length());
    else if (this.#type === WIRE.fixed32) this.#take(4);
    else if (this.#type === WIRE.group) this.#skipGroup(depth);
    else throw new UndecodableError(`a field has wire type ${this.#type}`);
  }

  #skipVarint(): void {
    for (let bytes = 1; this.#byte() >= 128; bytes += 1) if (bytes === MOST_VARINT) throw tooLong();
  }

  #skipGroup(depth: number): void {
    const { field } = this;
    for (;;) {
      this.#readTag();
      if (this.#type !== WIRE.groupEnd) this.#skip(depth + 1);
      else if (this.field === field) return;
      else throw new UndecodableError('a group ends that did not begin');
    }
  }

  /** Goes into the message of this field, to be read to its end; answers where the one around it ends, for `leave`. */
  enter(): number {
    const length = this.#length();
    const outer = this.#end;
    if (length > outer - this.#at) throw new UndecodableError('a field is longer than its message');
    if (this.#depth >= MOST_DEPTH) throw tooDeep();
    this.#depth += 1;
    this.#end = this.#at + length;
    return outer;
  }

  leave(outer: number): void {
    this.#depth -= 1;
    this.#end = outer;
  }

  /** A reader of its own, for messages that must wait for a later field. */
  message(): WireReader {
    const [start, end] = this.#slice();
    return new WireReader(this.#bytes, start, end, this.#depth + 1);
  }

  string(): string {
    const [start, end] = this.#slice();
    if (end - start >= LONGEST_TEXT) return this.#bytes.toString('utf8', start, end);
    const place = this.#hash(start, end) & (TEXTS.length - 1);
    const known = TEXTS[place] ?? '';
    return this.#says(known, start, end) ? known : (TEXTS[place] = this.#short(start, end));
  }

  /** An attribute's name. */
  name(): string {
    const [start, end] = this.#slice();
    if (end - start > LONGEST_NAME) return this.#bytes.toString('utf8', start, end);
    const hash = this.#hash(start, end);
    const known = NAMES.get(hash);
    if (known !== undefined && this.#says(known, start, end)) return known;
    const name = this.#bytes.toString('utf8', start, end);
    if (NAMES.size < MOST_NAMES) NAMES.set(hash, name);
    return name;
  }

  /** Exact for ASCII; any other name never equals its bytes and is decoded anew. */
  #says(name: string, start: number, end: number): boolean {
    if (name.length !== end - start) return false;
    for (let i = start; i < end; i += 1) {
      const unit = name.charCodeAt(i - start);
      if (unit !== this.#bytes[i] || unit > 127) return false;
    }
    return true;
  }

  #hash(start: number, end: number): number {
    let hash = end - start;
    for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + (this.#bytes[i] ?? 0)) | 0;
    return hash;
  }

  /** Texts that are ASCII, as most are, need no decoder. */
  #short(start: number, end: number): string {
    for (let i = start; i < end; i += 1) if ((this.#bytes[i] ?? 0) > 127) return this.#bytes.toString('utf8', start, end);
    return this.#bytes.toString('latin1', start, end);
  }

  hex(): string {
    const [start, end] = this.#slice();
    return this.#bytes.toString('hex', start, end);
  }

  base64(): string {
    const [start, end] = this.#slice();
    return this.#bytes.toString('base64', start, end);
  }

  bool(): boolean {
    let any = 0;
    for (let bytes = 0; bytes < MOST_VARINT; bytes += 1) {
      const byte = this.#byte();
      any |= byte & 127;
      if (byte < 128) return any !== 0;
    }
    throw tooLong();
  }

  /** An enum's number: the lowest 32 bits of however many there are. */
  int32(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw tooLong();
  }

  /** Beyond 2^53 the nearest double. */
  int64(): number {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      if (shift < 28) low |= (byte & 127) << shift;
      else if (shift === 28) {
        low |= (byte & 15) << 28;
        high |= (byte & 127) >> 4;
      } else if (shift < 63) high |= (byte & 127) << (shift - 32);
      else high |= (byte & 1) << 31;
      if (byte < 128) return high * 4_294_967_296 + (low >>> 0);
    }
    throw tooLong();
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#take(8));
  }

  fixed64(): number {
    const at = this.#take(8);
    return this.#bytes.readUInt32LE(at + 4) * 4_294_967_296 + this.#bytes.readUInt32LE(at);
  }

  sfixed64(): number {
    const at = this.#take(8);
    return this.#bytes.readInt32LE(at + 4) * 4_294_967_296 + this.#bytes.readUInt32LE(at);
  }

  /** Nanoseconds since the epoch → milliseconds. */
  time(): number {
    return this.fixed64() / 1e6;
  }

  #slice(): readonly [number, number] {
    const length = this.#length();
    const start = this.#take(length);
    return [start, start + length];
  }

  #take(length: number): number {
    const start = this.#at;
    if (length > this.#end - start) throw new UndecodableError('a field is longer than its message');
    this.#at = start + length;
    return start;
  }

  #byte(): number {
    if (this.#at >= this.#end) throw new UndecodableError('the message ends inside a number');
    const byte = this.#bytes[this.#at] ?? 0;
    this.#at += 1;
    return byte;
  }

  #length(): number {
    return this.#varint32('a length', 7);
  }

  /** Five bytes at most, of which the last is no greater than `last`. */
  #varint32(what: string, last: number): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.#byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    const byte = this.#byte();
    if (byte > last) throw new UndecodableError(`${what} is too large`);
    return (value | (byte << 28)) >>> 0;
  }
}
