/**
 * Export*ServiceRequest in OTLP/JSON → facts. Numbers may be strings, enums names, names protobuf's own, and unknown fields
 * are ignored. Where the structure, an id or a number is damaged nothing is read; an attribute that is not what it says has no
 * value: one bad attribute is no reason to lose a batch.
 */
import { MOST_NESTING, UndecodableError } from './facts.ts';
import type { AttributeValue, Attributes, Facts, LogFact, PointFact, Scope, Signal, SpanFact } from './facts.ts';

type Json = Readonly<Record<string, unknown>>;

export function decodeJson(signal: Signal, body: Buffer): Facts {
  const [resources, scopes] = FIELDS[signal];
  const request = parsed(body.toString('utf8'), resources);
  const facts = { spans: [] as SpanFact[], logs: [] as LogFact[], points: [] as PointFact[] };
  for (const entry of objects(request[resources])) {
    const resource = attributesOf(message(entry['resource'])['attributes']);
    for (const scoped of objects(entry[scopes])) {
      const around = { resource, scope: scopeOf(message(scoped['scope'])) };
      if (signal === 'traces') facts.spans.push(...objects(scoped['spans']).map((span) => spanOf(span, around)));
      else if (signal === 'logs') facts.logs.push(...objects(scoped['logRecords']).map((log) => logOf(log, around)));
      else facts.points.push(...objects(scoped['metrics']).flatMap((metric) => pointsOf(metric, around)));
    }
  }
  return facts;
}

function parsed(text: string, resources: string): Json {
  try {
    const request: unknown = JSON.parse(text);
    if (isObject(request) && !(resources in request) && snakeCase(resources) in request) return message(JSON.parse(text, inCamelCase));
    return message(request);
  } catch (error) {
    throw error instanceof UndecodableError ? error : new UndecodableError('the body is not JSON');
  }
}

/** OTLP wants names in camel case; writers of plain protobuf JSON may keep those of its definition, and its other readers take them. */
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const inCamelCase = (_: string, value: unknown): unknown =>
  (isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [camelCase(name), inner])) : value);

const FIELDS: Readonly<Record<Signal, readonly [string, string]>> = {
  traces: ['resourceSpans', 'scopeSpans'], logs: ['resourceLogs', 'scopeLogs'], metrics: ['resourceMetrics', 'scopeMetrics'],
};

interface Around {
  readonly resource: Attributes;
  readonly scope: Scope;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent and null are empty; anything else that is no object cannot be read. */
function message(value: unknown): Json {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new UndecodableError('an object was expected');
  return value;
}

/** As above. */
function objects(value: unknown): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw new UndecodableError('a list of objects was expected');
  return value;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Null when it is none. */
function numberIn(value: unknown): number | null {
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : null;
  return typeof value === 'number' ? value : null;
}

/** JSON has no literals for these, so protobuf's JSON writes them as texts. */
const doubleIn = (value: unknown): number | null => (value === 'NaN' ? Number.NaN : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : numberIn(value));

function numberOf(value: unknown, read = numberIn): number {
  const number = value === undefined || value === null ? 0 : read(value);
  if (number === null) throw new UndecodableError(`${typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : `a ${typeof value}`} is not a number`);
  return number;
}

/** A fixed64 in protobuf. */
function unsignedOf(value: unknown): number {
  const number = numberOf(value);
  if (number < 0 || number > MOST_UNSIGNED) throw new UndecodableError(`${number} is neither a time nor a count`);
  return number;
}

const MOST_UNSIGNED = 2 ** 64;

/** A nanosecond time has more digits than a double holds; the lost ones are below a microsecond. */
const timeOf = (value: unknown): number => unsignedOf(value) / 1e6;

const scopeOf = (scope: Json): Scope => ({ name: textOf(scope['name']), version: textOf(scope['version']) });

function idOf(value: unknown): string {
  const id = textOf(value).toLowerCase();
  if (!/^[0-9a-f]*$/.test(id)) throw new UndecodableError('trace and span ids are hexadecimal in OTLP/JSON');
  return id;
}

function spanOf(span: Json, around: Around): SpanFact {
  const parent = idOf(span['parentSpanId']);
  return {
    traceId: idOf(span['traceId']), spanId: idOf(span['spanId']), parentSpanId: parent === '' ? null : parent,
    name: textOf(span['name']), start: timeOf(span['startTimeUnixNano']), end: timeOf(span['endTimeUnixNano']),
    status: statusOf(message(span['status'])['code']), attributes: attributesOf(span['attributes']), ...around,
  };
}

function statusOf(code: unknown): SpanFact['status'] {
  if (code === 2 || code === 'STATUS_CODE_ERROR') return 'error';
  return code === 1 || code === 'STATUS_CODE_OK' ? 'ok' : 'unset';
}

function logOf(log: Json, around: Around): LogFact {
  const attributes = attributesOf(log['attributes']);
  const [time, observed] = [timeOf(log['timeUnixNano']), timeOf(log['observedTimeUnixNano'])];
  const [traceId, spanId] = [idOf(log['traceId']), idOf(log['spanId'])];
  return {
    time: time === 0 ? observed : time,
    event: textOf(attributes['event.name']) || textOf(log['eventName']), body: valueOf(log['body'], 0),
    traceId: traceId === '' ? null : traceId, spanId: spanId === '' ? null : spanId, attributes, ...around,
  };
}

function pointsOf(metric: Json, around: Around): PointFact[] {
  return (['sum', 'gauge', 'histogram'] as const).flatMap((type) => {
    const data = message(metric[type]);
    const temporality = temporalityOf(data['aggregationTemporality']);
    return objects(data['dataPoints']).map((point) => ({
      metric: textOf(metric['name']), type, temporality,
      start: timeOf(point['startTimeUnixNano']), time: timeOf(point['timeUnixNano']),
      value: numberOf(type === 'histogram' ? point['sum'] : (point['asDouble'] ?? point['asInt']), doubleIn), count: type === 'histogram' ? unsignedOf(point['count']) : 1,
      attributes: attributesOf(point['attributes']), ...around,
    }));
  });
}

function temporalityOf(value: unknown): PointFact['temporality'] {
  if (value === 1 || value === 'AGGREGATION_TEMPORALITY_DELTA') return 'delta';
  return value === 2 || value === 'AGGREGATION_TEMPORALITY_CUMULATIVE' ? 'cumulative' : 'unspecified';
}

function attributesOf(list: unknown, depth = 0): Attributes {
  const attributes: Record<string, AttributeValue> = {};
  for (const entry of objects(list)) {
    const [key, value] = [textOf(entry['key']), valueOf(entry['value'], depth)];
    // An attribute named like a property of every object is data, not a prototype.
    if (key !== '__proto__') attributes[key] = value;
  }
  return attributes;
}

function valueOf(value: unknown, depth: number): AttributeValue {
  if (depth > MOST_NESTING) throw new UndecodableError('attribute values are nested too deeply');
  if (!isObject(value)) return null;
  if (typeof value['stringValue'] === 'string') return value['stringValue'];
  if (typeof value['boolValue'] === 'boolean') return value['boolValue'];
  const number = value['intValue'] ?? value['doubleValue'] ?? null;
  if (number !== null) return doubleIn(number);
  if (typeof value['bytesValue'] === 'string') return value['bytesValue'];
  if (isObject(value['arrayValue'])) return objects(value['arrayValue']['values']).map((item) => valueOf(item, depth + 1));
  if (isObject(value['kvlistValue'])) return attributesOf(value['kvlistValue']['values'], depth + 1);
  return null;
}
