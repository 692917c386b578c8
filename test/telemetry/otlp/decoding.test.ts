import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndecodableError, type Signal } from '../../../src/telemetry/otlp/facts.ts';
import { decodeJson } from '../../../src/telemetry/otlp/json.ts';
import { decodeProtobuf } from '../../../src/telemetry/otlp/protobuf.ts';
import { decodeOtlp, encodeOtlp, type OtlpJson } from '../../support/otlp-messages.ts';
import { writtenOddly } from '../../support/json-mutation.ts';
import { createRandom } from '../../support/random.ts';
import { changedWithin } from '../../support/wire-mutation.ts';
import { randomRequest } from './requests.ts';

const SIGNALS: readonly Signal[] = ['traces', 'logs', 'metrics'];
const asJson = (request: OtlpJson): Buffer => Buffer.from(JSON.stringify(request));

for (const signal of SIGNALS) {
  test(`${signal}: protobuf written by protobufjs says the same as the JSON it was written from`, () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const request = randomRequest(signal, createRandom(seed));
      const bytes = encodeOtlp(signal, request);
      assert.deepEqual(decodeProtobuf(signal, bytes), decodeJson(signal, asJson(request)), `seed ${seed}`);
      assert.deepEqual(decodeProtobuf(signal, bytes), decodeJson(signal, asJson(decodeOtlp(signal, bytes))), `seed ${seed}, read back by protobufjs`);
    }
  });

  test(`${signal}: a body cut anywhere is read or refused, never anything else`, () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const bytes = encodeOtlp(signal, randomRequest(signal, createRandom(seed)));
      for (let end = 0; end < bytes.length; end += 1 + (end >> 4)) readOrRefuse(() => decodeProtobuf(signal, bytes.subarray(0, end)), `seed ${seed}, ${end} bytes`);
    }
  });
}

test('a body changed by its structure says what protobufjs reads in it, or both refuse it', () => {
  const refusals = { ours: 0, theirs: 0 };
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = createRandom(seed);
    const signal = random.pick(SIGNALS);
    const bytes = changedWithin(changedWithin(encodeOtlp(signal, randomRequest(signal, random)), random), random);
    const ours = orNull(() => decodeProtobuf(signal, bytes));
    const theirs = orNull(() => decodeOtlp(signal, bytes));
    refusals.ours += ours === null ? 1 : 0;
    refusals.theirs += theirs === null ? 1 : 0;
    assert.deepEqual(ours, theirs === null ? null : decodeJson(signal, asJson(theirs)), `seed ${seed}`);
  }
  assert.ok(refusals.ours > 0 && refusals.ours < 200, `${refusals.ours} refused`);
});

test('JSON written in every odd way says what its protobuf says, and damage is refused', () => {
  let refused = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = createRandom(seed);
    const signal = random.pick(SIGNALS);
    const { text, says } = writtenOddly(randomRequest(signal, random), random, seed % 2 === 0 ? 0 : random.between(10, 200));
    const ours = orNull(() => decodeJson(signal, Buffer.from(text)));
    refused += ours === null ? 1 : 0;
    assert.deepEqual(ours, says === null ? null : decodeProtobuf(signal, encodeOtlp(signal, says)), `seed ${seed}`);
  }
  assert.ok(refused > 20 && refused < 200, `${refused} refused`);
});

test('an attribute that is not what it says has no value, and is never 0', () => {
  assert.deepEqual(attributesIn(spanWith([
    { key: 'all but one are null', value: { stringValue: null, intValue: null, doubleValue: 2.5 } }, { key: 'not a number', value: { doubleValue: null } },
    { key: 'no number', value: { intValue: 'many' } }, { key: 'plain', value: 'text' }, { key: 'a number as text', value: { stringValue: 5 } },
  ])), { 'all but one are null': 2.5, 'not a number': null, 'no number': null, plain: null, 'a number as text': null });
});

test('names in snake case are read, as other readers of protobuf JSON read them', () => {
  const span = { trace_id: 'ab'.repeat(16), span_id: 'cd'.repeat(8), attributes: [{ key: 'snake_case', value: { int_value: '3' } }] };
  const [found] = decodeJson('traces', asJson({ resource_spans: [{ scope_spans: [{ spans: [span] }] }] })).spans;
  assert.deepEqual([found?.traceId, found?.attributes], ['ab'.repeat(16), { snake_case: 3 }]);
});

test('fields of another wire type, groups, and text that is no UTF-8 do not cost the span they stand in', () => {
  const span = encodeOtlp('traces', spanWith([{ key: 'model', value: { stringValue: 'gpt-4o' } }], { name: 'chat' }));
  // The innermost message is the span: resource spans, scope spans, spans.
  const [request, resource, scope] = [2, 2, 2].map((length, i) => span.subarray(i * length, (i + 1) * length));
  const inner = span.subarray(6);
  const odd = Buffer.from([
    0x28, 0x07, // name, as a number
    0x1b, 0x28, 0x01, 0x23, 0x2b, 0x2c, 0x24, 0x1c, // a group with a group in it
    0x2a, 0x03, 0x63, 0xff, 0x74, // name again: c, a byte that is no UTF-8, t
  ]);
  const longer = (head: Buffer | undefined, by: number): Buffer => Buffer.from([head?.[0] ?? 0, (head?.[1] ?? 0) + by]);
  const body = Buffer.concat([longer(request, odd.length), longer(resource, odd.length), longer(scope, odd.length), inner, odd]);
  const [found] = decodeProtobuf('traces', body).spans;
  assert.equal(found?.name, 'c\ufffdt');
  assert.deepEqual(found?.attributes, { model: 'gpt-4o' });
  assert.throws(() => decodeProtobuf('traces', Buffer.concat([body, Buffer.from([0x1b, 0x24])])), UndecodableError, 'a group that ends as another');
});

const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const readOrRefuse = (read: () => unknown, what: string): void => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof UndecodableError, `${what}: ${String(error)}`);
  }
};

const spanWith = (attributes: unknown, more: OtlpJson = {}): OtlpJson =>
  ({ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8), attributes, ...more }] }] }] });
const attributesIn = (request: OtlpJson): unknown => decodeJson('traces', asJson(request)).spans[0]?.attributes;

test('JSON numbers come as numbers and as texts, and not-a-number is a value', () => {
  assert.deepEqual(attributesIn(spanWith([
    { key: 'number', value: { intValue: 1200 } }, { key: 'text', value: { intValue: '1200' } }, { key: 'double', value: { doubleValue: '0.5' } },
    { key: 'nan', value: { doubleValue: 'NaN' } }, { key: 'infinite', value: { doubleValue: '-Infinity' } }, { key: 'empty', value: {} },
  ])), { number: 1200, text: 1200, double: 0.5, nan: NaN, infinite: -Infinity, empty: null });
});

test('fields that we do not know are ignored, in both encodings', () => {
  const request = spanWith([], { future: { deep: [1, { x: true }] } });
  assert.equal(decodeJson('traces', asJson({ ...request, another: 1 })).spans.length, 1);
  const unknown = Buffer.from([0xfa, 0x3f, 0x02, 0x08, 0x01, 0xf0, 0x3f, 0x96, 0x01]);
  assert.equal(decodeProtobuf('traces', Buffer.concat([encodeOtlp('traces', request), unknown])).spans.length, 1);
});

test('ids are the same in whatever case they are written', () => {
  const upper = spanWith([], { traceId: 'AB'.repeat(16), spanId: 'CD'.repeat(8) });
  assert.deepEqual(decodeJson('traces', asJson(upper)), decodeJson('traces', asJson(spanWith([]))));
});

test('the attribute event.name names an event, whatever the record is called', () => {
  const record = { eventName: 'event src/telemetry.rs:1153', attributes: [{ key: 'event.name', value: { stringValue: 'api_request' } }] };
  const request = { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] };
  assert.equal(decodeJson('logs', asJson(request)).logs[0]?.event, 'api_request');
  assert.equal(decodeProtobuf('logs', encodeOtlp('logs', request)).logs[0]?.event, 'api_request');
});

test('nesting without end is refused before it exhausts the stack', () => {
  const json = JSON.stringify(spanWith([{ key: 'k', value: 'HERE' }]));
  const deep = `${'{"arrayValue":{"values":['.repeat(50_000)}${']}}'.repeat(50_000)}`;
  assert.throws(() => decodeJson('traces', Buffer.from(json.replace('"HERE"', deep))), UndecodableError);
  let bytes: Buffer = Buffer.from([0x0a, 0x00]);
  const wrap = (tag: number): Buffer => Buffer.concat([Buffer.from([tag, ...varint(bytes.length)]), bytes]);
  for (let i = 0; i < 3_000; i += 1) bytes = wrap(i % 2 === 0 ? 0x0a : 0x2a);
  for (const tag of [0x12, 0x4a, 0x12, 0x12, 0x0a]) bytes = wrap(tag);
  assert.throws(() => decodeProtobuf('traces', bytes), UndecodableError);
});

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

for (const [what, body] of [['no JSON', 'nonsense'], ['a list', '[]'], ['spans that are no list', '{"resourceSpans":{}}'], ['an id that is not hexadecimal', JSON.stringify(spanWith([], { traceId: 'zz' }))], ['a time that is no time', JSON.stringify(spanWith([], { startTimeUnixNano: 'soon' }))]] as const) {
  test(`JSON with ${what} is refused`, () => {
    assert.throws(() => decodeJson('traces', Buffer.from(body)), UndecodableError);
  });
}

/** A span whose attribute holds a list in a list, and so on. */
function nested(levels: number): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  const wrap = (tag: number): Buffer => Buffer.concat([Buffer.from([tag, ...varint(bytes.length)]), bytes]);
  for (let i = 0; i < levels; i += 1) for (const tag of [0x0a, 0x2a]) bytes = wrap(tag);
  for (const tag of [0x12, 0x4a, 0x12, 0x12, 0x0a]) bytes = wrap(tag);
  return bytes;
}

test('values are read as deep as protobuf libraries read them, and refused where they refuse', () => {
  const depths = Array.from({ length: 60 }, (_, levels) => levels);
  const [ours, theirs] = [decodeProtobuf, decodeOtlp].map((decode) => depths.map((levels) => orNull(() => decode('traces', nested(levels))) !== null));
  assert.deepEqual(ours, theirs);
  assert.ok(ours?.includes(true) && ours.includes(false));
});
