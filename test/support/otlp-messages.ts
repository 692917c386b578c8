/** Encodes and decodes OTLP with protobufjs: the second opinion that our own reader is held against. Field numbers are those of opentelemetry-proto 1.x. */
import protobuf from 'protobufjs';
import type { Signal } from '../../src/telemetry/otlp/facts.ts';

type Field = readonly [type: string, id: number];
const fields = (table: Readonly<Record<string, Field>>, oneofs: Readonly<Record<string, readonly string[]>> = {}): protobuf.IType => ({
  fields: Object.fromEntries(Object.entries(table).map(([name, [type, id]]) =>
    [name, type.startsWith('repeated ') ? { rule: 'repeated', type: type.slice(9), id } : { type, id }])),
  oneofs: Object.fromEntries(Object.entries(oneofs).map(([name, oneof]) => [name, { oneof: [...oneof] }])),
});

const point = { startTimeUnixNano: ['fixed64', 2], timeUnixNano: ['fixed64', 3] } as const;
const resourceOf = (name: string): protobuf.IType => fields({ resource: ['Resource', 1], [`scope${name}`]: [`repeated Scope${name}`, 2], schemaUrl: ['string', 3] });
const scopeOf = (items: string, type: string): protobuf.IType => fields({ scope: ['Scope', 1], [items]: [`repeated ${type}`, 2], schemaUrl: ['string', 3] });

const ROOT = protobuf.Root.fromJSON({
  nested: {
    AnyValue: fields({
      stringValue: ['string', 1], boolValue: ['bool', 2], intValue: ['int64', 3], doubleValue: ['double', 4],
      arrayValue: ['ArrayValue', 5], kvlistValue: ['KeyValueList', 6], bytesValue: ['bytes', 7],
    }, { value: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'] }),
    ArrayValue: fields({ values: ['repeated AnyValue', 1] }),
    KeyValueList: fields({ values: ['repeated KeyValue', 1] }),
    KeyValue: fields({ key: ['string', 1], value: ['AnyValue', 2] }),
    Resource: fields({ attributes: ['repeated KeyValue', 1], droppedAttributesCount: ['uint32', 2] }),
    Scope: fields({ name: ['string', 1], version: ['string', 2], attributes: ['repeated KeyValue', 3] }),
    ResourceSpans: resourceOf('Spans'), ResourceLogs: resourceOf('Logs'), ResourceMetrics: resourceOf('Metrics'),
    ScopeSpans: scopeOf('spans', 'Span'), ScopeLogs: scopeOf('logRecords', 'LogRecord'), ScopeMetrics: scopeOf('metrics', 'Metric'),
    Span: fields({
      traceId: ['bytes', 1], spanId: ['bytes', 2], traceState: ['string', 3], parentSpanId: ['bytes', 4], name: ['string', 5], kind: ['int32', 6],
      startTimeUnixNano: ['fixed64', 7], endTimeUnixNano: ['fixed64', 8], attributes: ['repeated KeyValue', 9], droppedAttributesCount: ['uint32', 10],
      events: ['repeated Event', 11], status: ['Status', 15], flags: ['fixed32', 16],
    }),
    Event: fields({ timeUnixNano: ['fixed64', 1], name: ['string', 2], attributes: ['repeated KeyValue', 3] }),
    Status: fields({ message: ['string', 2], code: ['int32', 3] }),
    LogRecord: fields({
      timeUnixNano: ['fixed64', 1], severityNumber: ['int32', 2], severityText: ['string', 3], body: ['AnyValue', 5], attributes: ['repeated KeyValue', 6],
      flags: ['fixed32', 8], traceId: ['bytes', 9], spanId: ['bytes', 10], observedTimeUnixNano: ['fixed64', 11], eventName: ['string', 12],
    }),
    Metric: fields({
      name: ['string', 1], description: ['string', 2], unit: ['string', 3], gauge: ['Gauge', 5], sum: ['Sum', 7], histogram: ['Histogram', 9],
    }, { data: ['gauge', 'sum', 'histogram'] }),
    Gauge: fields({ dataPoints: ['repeated NumberPoint', 1] }),
    Sum: fields({ dataPoints: ['repeated NumberPoint', 1], aggregationTemporality: ['int32', 2], isMonotonic: ['bool', 3] }),
    Histogram: fields({ dataPoints: ['repeated HistogramPoint', 1], aggregationTemporality: ['int32', 2] }),
    NumberPoint: fields({ ...point, asDouble: ['double', 4], asInt: ['sfixed64', 6], attributes: ['repeated KeyValue', 7], flags: ['uint32', 8] }, { value: ['asDouble', 'asInt'] }),
    HistogramPoint: fields({
      ...point, count: ['fixed64', 4], sum: ['double', 5], bucketCounts: ['repeated fixed64', 6], explicitBounds: ['repeated double', 7],
      attributes: ['repeated KeyValue', 9], min: ['double', 11], max: ['double', 12],
    }),
    TracesRequest: fields({ resourceSpans: ['repeated ResourceSpans', 1] }),
    LogsRequest: fields({ resourceLogs: ['repeated ResourceLogs', 1] }),
    MetricsRequest: fields({ resourceMetrics: ['repeated ResourceMetrics', 1] }),
  },
});

const TYPES: Readonly<Record<Signal, protobuf.Type>> = {
  traces: ROOT.lookupType('TracesRequest'), logs: ROOT.lookupType('LogsRequest'), metrics: ROOT.lookupType('MetricsRequest'),
};

/** A request in the shape of OTLP/JSON. */
export type OtlpJson = Readonly<Record<string, unknown>>;

/** OTLP/JSON writes these bytes as hex, protobuf's own JSON as base64. */
const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);

/** OTLP/JSON → protobuf. */
export function encodeOtlp(signal: Signal, request: OtlpJson): Buffer {
  const type = TYPES[signal];
  return Buffer.from(type.encode(type.fromObject(withIds(request, (hex) => Buffer.from(hex, 'hex').toString('base64')))).finish());
}

/** Protobuf → OTLP/JSON; throws where protobufjs cannot read it. */
export function decodeOtlp(signal: Signal, body: Uint8Array): OtlpJson {
  const type = TYPES[signal];
  return withIds(type.toObject(type.decode(body), { longs: String, bytes: String }), (base64) => Buffer.from(base64, 'base64').toString('hex'));
}

/** Decodes to protobufjs' own objects: the work a receiver built on it would do. */
export const decodeWithLibrary = (signal: Signal, body: Uint8Array): protobuf.Message => TYPES[signal].decode(body);

function withIds(value: OtlpJson, change: (id: string) => string): OtlpJson {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(key, inner, change)]));
}

function changed(key: string, value: unknown, change: (id: string) => string): unknown {
  if (typeof value === 'string') return IDS.has(key) ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => changed('', item, change));
  return isObject(value) ? withIds(value, change) : value;
}

const isObject = (value: unknown): value is OtlpJson => typeof value === 'object' && value !== null;
