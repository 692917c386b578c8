/** Export*ServiceRequest in protobuf → facts. Field numbers are those of opentelemetry-proto 1.x. */
import { AttributeBuilder } from './attribute-builder.ts';
import type { AttributeValue, Attributes, Facts, LogFact, PointFact, Scope, Signal, SpanFact } from './facts.ts';
import { fieldTypes, WIRE } from './field-types.ts';
import { WireReader } from './wire.ts';

const { varint, fixed64, bytes } = WIRE;

/** Which fields of each message are read, and how they are written. */
const FIELDS = {
  request: fieldTypes({ 1: bytes }),
  /** The resource or scope, and what it is around. */
  around: fieldTypes({ 1: bytes, 2: bytes }),
  resource: fieldTypes({ 1: bytes }),
  scope: fieldTypes({ 1: bytes, 2: bytes }),
  span: fieldTypes({ 1: bytes, 2: bytes, 4: bytes, 5: bytes, 7: fixed64, 8: fixed64, 9: bytes, 15: bytes }),
  status: fieldTypes({ 3: varint }),
  log: fieldTypes({ 1: fixed64, 5: bytes, 6: bytes, 9: bytes, 10: bytes, 11: fixed64, 12: bytes }),
  metric: fieldTypes({ 1: bytes, 5: bytes, 7: bytes, 9: bytes }),
  gauge: fieldTypes({ 1: bytes }),
  /** Of a sum or a histogram. */
  data: fieldTypes({ 1: bytes, 2: varint }),
  numberPoint: fieldTypes({ 2: fixed64, 3: fixed64, 4: fixed64, 6: fixed64, 7: bytes }),
  histogramPoint: fieldTypes({ 2: fixed64, 3: fixed64, 4: fixed64, 5: fixed64, 9: bytes }),
  keyValue: fieldTypes({ 1: bytes, 2: bytes }),
  anyValue: fieldTypes({ 1: bytes, 2: varint, 3: varint, 4: fixed64, 5: bytes, 6: bytes, 7: bytes }),
  list: fieldTypes({ 1: bytes }),
} as const;

export function decodeProtobuf(signal: Signal, body: Buffer): Facts {
  const facts = { spans: [] as SpanFact[], logs: [] as LogFact[], points: [] as PointFact[] };
  const root = new WireReader(body);
  while (root.next(FIELDS.request)) readResource(signal, root.message(), facts);
  return facts;
}

type Collected = { spans: SpanFact[]; logs: LogFact[]; points: PointFact[] };

interface Around {
  readonly resource: Attributes;
  readonly scope: Scope;
}

/** The resource may stand behind the scopes it belongs to, so scopes wait for it. */
function readResource(signal: Signal, reader: WireReader, facts: Collected): void {
  let resource: Attributes = {};
  const scopes: WireReader[] = [];
  while (reader.next(FIELDS.around)) {
    if (reader.field === 1) resource = { ...resource, ...attributesIn(reader.message()) };
    else scopes.push(reader.message());
  }
  for (const scope of scopes) readScope(signal, scope, resource, facts);
}

function readScope(signal: Signal, reader: WireReader, resource: Attributes, facts: Collected): void {
  let scope: Scope = { name: '', version: '' };
  const items: WireReader[] = [];
  while (reader.next(FIELDS.around)) {
    if (reader.field === 1) scope = scopeIn(reader.message(), scope);
    else items.push(reader.message());
  }
  const around = { resource, scope };
  for (const item of items) {
    if (signal === 'traces') facts.spans.push(spanIn(item, around));
    else if (signal === 'logs') facts.logs.push(logIn(item, around));
    else metricIn(item, around, facts.points);
  }
}

/** What comes twice is put together, as protobuf wants it: texts replace each other, lists go on. */
function scopeIn(reader: WireReader, before: Scope): Scope {
  let { name, version } = before;
  while (reader.next(FIELDS.scope)) {
    if (reader.field === 1) name = reader.string();
    else version = reader.string();
  }
  return { name, version };
}

function spanIn(reader: WireReader, around: Around): SpanFact {
  let traceId = '', spanId = '', parent = '', name = '', start = 0, end = 0;
  let status = 0;
  const attributes = BUILDER.begin();
  while (reader.next(FIELDS.span)) {
    switch (reader.field) {
      case 1: traceId = reader.hex(); break;
      case 2: spanId = reader.hex(); break;
      case 4: parent = reader.hex(); break;
      case 5: name = reader.string(); break;
      case 7: start = reader.time(); break;
      case 8: end = reader.time(); break;
      case 9: attributeIn(reader, attributes); break;
      default: status = statusIn(reader.message(), status);
    }
  }
  return { traceId, spanId, parentSpanId: parent === '' ? null : parent, name, start, end, status: STATUSES[status] ?? 'unset', attributes: attributes.build(), ...around };
}

/** One message is read at a time; what it holds inside has builders of its own. */
const BUILDER = new AttributeBuilder();

const STATUSES: readonly SpanFact['status'][] = ['unset', 'ok', 'error'];

function statusIn(reader: WireReader, before: number): number {
  let code = before;
  while (reader.next(FIELDS.status)) code = reader.int32();
  return code;
}

function logIn(reader: WireReader, around: Around): LogFact {
  let time = 0, observed = 0, event = '', traceId = '', spanId = '';
  let body: AttributeValue = null;
  const builder = BUILDER.begin();
  while (reader.next(FIELDS.log)) {
    switch (reader.field) {
      case 1: time = reader.time(); break;
      case 5: body = valueIn(reader, body); break;
      case 6: attributeIn(reader, builder); break;
      case 9: traceId = reader.hex(); break;
      case 10: spanId = reader.hex(); break;
      case 11: observed = reader.time(); break;
      default: event = reader.string();
    }
  }
  const attributes = builder.build();
  const named = attributes['event.name'];
  return {
    time: time === 0 ? observed : time, event: typeof named === 'string' ? named : event, body,
    traceId: traceId === '' ? null : traceId, spanId: spanId === '' ? null : spanId, attributes, ...around,
  };
}

const METRIC_TYPES: Readonly<Record<number, PointFact['type']>> = { 5: 'gauge', 7: 'sum', 9: 'histogram' };

function metricIn(reader: WireReader, around: Around, points: PointFact[]): void {
  let metric = '';
  // A metric has one kind of data: the last.
  let datas: { readonly type: PointFact['type']; readonly reader: WireReader }[] = [];
  while (reader.next(FIELDS.metric)) {
    const type = METRIC_TYPES[reader.field];
    if (type === undefined) {
      metric = reader.string();
      continue;
    }
    // Also what is given up must be readable.
    for (const data of datas) if (data.type !== type) pointsIn(metric, data.type, [data.reader], around, []);
    datas = [...datas.filter((data) => data.type === type), { type, reader: reader.message() }];
  }
  const [first] = datas;
  if (first !== undefined) pointsIn(metric, first.type, datas.map((data) => data.reader), around, points);
}

function pointsIn(metric: string, type: PointFact['type'], readers: readonly WireReader[], around: Around, points: PointFact[]): void {
  let temporality: PointFact['temporality'] = 'unspecified';
  const found: WireReader[] = [];
  for (const reader of readers) {
    while (reader.next(type === 'gauge' ? FIELDS.gauge : FIELDS.data)) {
      if (reader.field === 1) found.push(reader.message());
      else temporality = TEMPORALITIES[reader.int32()] ?? 'unspecified';
    }
  }
  for (const point of found) points.push({ metric, type, temporality, ...pointIn(type, point), ...around });
}

const TEMPORALITIES: readonly PointFact['temporality'][] = ['unspecified', 'delta', 'cumulative'];

function pointIn(type: PointFact['type'], reader: WireReader): Pick<PointFact, 'start' | 'time' | 'value' | 'count' | 'attributes'> {
  const histogram = type === 'histogram';
  let start = 0, time = 0, value = 0, count = histogram ? 0 : 1;
  const attributes = BUILDER.begin();
  while (reader.next(histogram ? FIELDS.histogramPoint : FIELDS.numberPoint)) {
    switch (reader.field) {
      case 2: start = reader.time(); break;
      case 3: time = reader.time(); break;
      case 4: if (histogram) count = reader.fixed64(); else value = reader.double(); break;
      case 5: value = reader.double(); break;
      case 6: value = reader.sfixed64(); break;
      default: attributeIn(reader, attributes);
    }
  }
  return { start, time, value, count, attributes: attributes.build() };
}

function attributesIn(reader: WireReader): Attributes {
  const attributes = BUILDER.begin();
  while (reader.next(FIELDS.resource)) attributeIn(reader, attributes);
  return attributes.build();
}

/** The functions below read the message of the field the reader stands at, in place: attributes are most of what arrives. */
function attributeIn(reader: WireReader, into: AttributeBuilder): void {
  const outer = reader.enter();
  let key = '';
  let value: AttributeValue = null;
  while (reader.next(FIELDS.keyValue)) {
    if (reader.field === 1) key = reader.name();
    else value = valueIn(reader, value);
  }
  reader.leave(outer);
  into.add(key, value);
}

function valueIn(reader: WireReader, before: AttributeValue = null): AttributeValue {
  const outer = reader.enter();
  let value = before;
  while (reader.next(FIELDS.anyValue)) {
    switch (reader.field) {
      case 1: value = reader.string(); break;
      case 2: value = reader.bool(); break;
      case 3: value = reader.int64(); break;
      case 4: value = reader.double(); break;
      case 5: value = [...(isList(value) ? value : []), ...listIn(reader)]; break;
      case 6: value = { ...(isList(value) || typeof value !== 'object' ? {} : value), ...recordIn(reader) }; break;
      default: value = reader.base64();
    }
  }
  reader.leave(outer);
  return value;
}

const isList = (value: AttributeValue): value is readonly AttributeValue[] => Array.isArray(value);

function listIn(reader: WireReader): readonly AttributeValue[] {
  const outer = reader.enter();
  const items: AttributeValue[] = [];
  while (reader.next(FIELDS.list)) items.push(valueIn(reader));
  reader.leave(outer);
  return items;
}

function recordIn(reader: WireReader): Readonly<Record<string, AttributeValue>> {
  const outer = reader.enter();
  const record = new AttributeBuilder();
  while (reader.next(FIELDS.list)) attributeIn(reader, record);
  reader.leave(outer);
  return record.build();
}
