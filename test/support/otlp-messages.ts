/** Encodes and decodes OTLP with protobufjs: the second opinion that our own reader is held against. Field numbers are those of opentelemetry-proto 1.x. */
import protobuf from 'protobufjs';
import type { Signal } from '../../src/telemetry/otlp/facts.ts';

type Field = readonly [type: string, id: number];
const fields = (table: Readonly<Record<string, Field>>, oneofs: Readonly<Record<string, readonly string[]>> = {}): protobuf.IType => ({
  fields: Object.fromEntries(Object.entries(table).map(([name, [type, id]]) =>
    [name, type.startsWith('repeated ') ? { rule: 'repeated', type: type.slice(9), id } : { type, id }])),
  oneofs: Object.fromEntries(Object.entries(oneofs).map(([name, oneof]) => [name, { oneof: [...oneof] }])),
});

/** What a schema may leave out: Costline passes it over unread. */
type Extra = (table: Readonly<Record<string, Field>>) => Readonly<Record<string, Field>>;

function schema(text: 'string' | 'bytes', extra: Extra): protobuf.Root {
  const point = { startTimeUnixNano: ['fixed64', 2], timeUnixNano: ['fixed64', 3] } as const;
  const resourceOf = (name: string): protobuf.IType => fields({ resource: ['Resource', 1], [`scope${name}`]: [`repeated Scope${name}`, 2], ...extra({ schemaUrl: [text, 3] }) });
  const scopeOf = (items: string, type: string): protobuf.IType => fields({ scope: ['Scope', 1], [items]: [`repeated ${type}`, 2], ...extra({ schemaUrl: [text, 3] }) });
  return protobuf.Root.fromJSON({
    nested: {
      AnyValue: fields({
        stringValue: [text, 1], boolValue: ['bool', 2], intValue: ['int64', 3], doubleValue: ['double', 4],
        arrayValue: ['ArrayValue', 5], kvlistValue: ['KeyValueList', 6], bytesValue: ['bytes', 7],
      }, { value: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'] }),
      ArrayValue: fields({ values: ['repeated AnyValue', 1] }),
      KeyValueList: fields({ values: ['repeated KeyValue', 1] }),
      KeyValue: fields({ key: [text, 1], value: ['AnyValue', 2] }),
      Resource: fields({ attributes: ['repeated KeyValue', 1], ...extra({ droppedAttributesCount: ['uint32', 2] }) }),
      Scope: fields({ name: [text, 1], version: [text, 2], ...extra({ attributes: ['repeated KeyValue', 3] }) }),
      ResourceSpans: resourceOf('Spans'), ResourceLogs: resourceOf('Logs'), ResourceMetrics: resourceOf('Metrics'),
      ScopeSpans: scopeOf('spans', 'Span'), ScopeLogs: scopeOf('logRecords', 'LogRecord'), ScopeMetrics: scopeOf('metrics', 'Metric'),
      Span: fields({
        traceId: ['bytes', 1], spanId: ['bytes', 2], parentSpanId: ['bytes', 4], name: [text, 5],
        startTimeUnixNano: ['fixed64', 7], endTimeUnixNano: ['fixed64', 8], attributes: ['repeated KeyValue', 9], status: ['Status', 15],
        ...extra({ traceState: [text, 3], kind: ['int32', 6], droppedAttributesCount: ['uint32', 10], events: ['repeated Event', 11], flags: ['fixed32', 16] }),
      }),
      Event: fields({ timeUnixNano: ['fixed64', 1], name: [text, 2], attributes: ['repeated KeyValue', 3] }),
      Status: fields({ code: ['int32', 3], ...extra({ message: [text, 2] }) }),
      LogRecord: fields({
        timeUnixNano: ['fixed64', 1], body: ['AnyValue', 5], attributes: ['repeated KeyValue', 6],
        traceId: ['bytes', 9], spanId: ['bytes', 10], observedTimeUnixNano: ['fixed64', 11], eventName: [text, 12],
        ...extra({ severityNumber: ['int32', 2], severityText: [text, 3], flags: ['fixed32', 8] }),
      }),
      Metric: fields({
        name: [text, 1], gauge: ['Gauge', 5], sum: ['Sum', 7], histogram: ['Histogram', 9], ...extra({ description: [text, 2], unit: [text, 3] }),
      }, { data: ['gauge', 'sum', 'histogram'] }),
      Gauge: fields({ dataPoints: ['repeated NumberPoint', 1] }),
      Sum: fields({ dataPoints: ['repeated NumberPoint', 1], aggregationTemporality: ['int32', 2], ...extra({ isMonotonic: ['bool', 3] }) }),
      Histogram: fields({ dataPoints: ['repeated HistogramPoint', 1], aggregationTemporality: ['int32', 2] }),
      NumberPoint: fields({ ...point, asDouble: ['double', 4], asInt: ['sfixed64', 6], attributes: ['repeated KeyValue', 7], ...extra({ flags: ['uint32', 8] }) }, { value: ['asDouble', 'asInt'] }),
      HistogramPoint: fields({
        ...point, count: ['fixed64', 4], sum: ['double', 5], attributes: ['repeated KeyValue', 9],
        ...extra({ bucketCounts: ['repeated fixed64', 6], explicitBounds: ['repeated double', 7], min: ['double', 11], max: ['double', 12] }),
      }),
      TracesRequest: fields({ resourceSpans: ['repeated ResourceSpans', 1] }),
      LogsRequest: fields({ resourceLogs: ['repeated ResourceLogs', 1] }),
      MetricsRequest: fields({ resourceMetrics: ['repeated ResourceMetrics', 1] }),
    },
  });
}

const typesOf = (root: protobuf.Root): Readonly<Record<Signal, protobuf.Type>> =>
  ({ traces: root.lookupType('TracesRequest'), logs: root.lookupType('LogsRequest'), metrics: root.lookupType('MetricsRequest') });

/** All of OTLP that emitters write. */
const TYPES = typesOf(schema('string', (table) => table));
/**
 * What Costline decides about reading, said as a schema: a field that it does not need is one it does not know, and is passed
 * over whatever it holds; a text is bytes, of which those that are no UTF-8 become U+FFFD.
 */
const READ = typesOf(schema('bytes', () => ({})));

/** A request in the shape of OTLP/JSON. */
export type OtlpJson = Readonly<Record<string, unknown>>;

/** OTLP/JSON writes these bytes as hex, protobuf's own JSON as base64. */
const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);
const TEXTS: ReadonlySet<string> = new Set(['stringValue', 'key', 'name', 'version', 'eventName']);

/** OTLP/JSON → protobuf. */
export function encodeOtlp(signal: Signal, request: OtlpJson): Buffer {
  const type = TYPES[signal];
  return Buffer.from(type.encode(type.fromObject(withTexts(request, (key, text) => (IDS.has(key) ? Buffer.from(text, 'hex').toString('base64') : text)))).finish());
}

/** Protobuf → OTLP/JSON, as far as Costline reads it; throws where protobufjs cannot read it. */
export function decodeOtlp(signal: Signal, body: Uint8Array): OtlpJson {
  const type = READ[signal];
  return withTexts(type.toObject(type.decode(body), { longs: String, bytes: String, json: true }), (key, text) => {
    if (IDS.has(key)) return Buffer.from(text, 'base64').toString('hex');
    return TEXTS.has(key) ? Buffer.from(text, 'base64').toString('utf8') : text;
  });
}

/** Decodes to protobufjs' own objects: the work a receiver built on it would do. */
export const decodeWithLibrary = (signal: Signal, body: Uint8Array): protobuf.Message => TYPES[signal].decode(body);

function withTexts(value: OtlpJson, change: (key: string, text: string) => string): OtlpJson {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(key, inner, change)]));
}

function changed(key: string, value: unknown, change: (key: string, text: string) => string): unknown {
  if (typeof value === 'string') return change(key, value);
  if (Array.isArray(value)) return value.map((item) => changed('', item, change));
  return isObject(value) ? withTexts(value, change) : value;
}

const isObject = (value: unknown): value is OtlpJson => typeof value === 'object' && value !== null;

/**
 * protobufjs passes over a number of any length in a field it does not know. "Variable-width integers … use between one and
 * ten bytes" (protobuf.dev, Encoding): one that is longer is damage, wherever it stands.
 */
const { skip } = protobuf.Reader.prototype;
protobuf.Reader.prototype.skip = function skipWithin(length) {
  if (length !== undefined) return skip.call(this, length);
  this.bool();
  return this;
};
