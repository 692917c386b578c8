/** Export*ServiceRequest in OTLP/JSON → facts. Numbers may be strings, enums names, and unknown fields are ignored. */
import { MOST_NESTING, UndecodableError } from './facts.ts';
import type { AttributeValue, Attributes, Facts, LogFact, PointFact, Scope, Signal, SpanFact } from './facts.ts';

type Json = Readonly<Record<string, unknown>>;

export function decodeJson(signal: Signal, body: Buffer): Facts {
  let request: unknown;
  try {
    request = JSON.parse(body.toString('utf8'));
  } catch {
    throw new UndecodableError('the body is not JSON');
  }
  if (!isObject(request)) throw new UndecodableError('the body is not a JSON object');
  const facts = { spans: [] as SpanFact[], logs: [] as LogFact[], points: [] as PointFact[] };
  const [resources, scopes] = FIELDS[signal];
  for (const entry of objects(request[resources])) {
    const resource = attributesOf(isObject(entry['resource']) ? entry['resource']['attributes'] : undefined);
    for (const scoped of objects(entry[scopes])) {
      const around = { resource, scope: scopeOf(scoped['scope']) };
      if (signal === 'traces') facts.spans.push(...objects(scoped['spans']).map((span) => spanOf(span, around)));
      else if (signal === 'logs') facts.logs.push(...objects(scoped['logRecords']).map((log) => logOf(log, around)));
      else facts.points.push(...objects(scoped['metrics']).flatMap((metric) => pointsOf(metric, around)));
    }
  }
  return facts;
}

const FIELDS: Readonly<Record<Signal, readonly [string, string]>> = {
  traces: ['resourceSpans', 'scopeSpans'], logs: ['resourceLogs', 'scopeLogs'], metrics: ['resourceMetrics', 'scopeMetrics'],
};

interface Around {
  readonly resource: Attributes;
  readonly scope: Scope;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absent and null are empty; anything else that is no list of objects cannot be read. */
function objects(value: unknown): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isObject)) throw new UndecodableError('a list of objects was expected');
  return value;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function numberOf(value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : 0;
  if (Number.isNaN(number)) throw new UndecodableError(`${JSON.stringify(value)} is not a number`);
  return number;
}

/** A nanosecond time has more digits than a double holds; the lost ones are below a microsecond. */
function timeOf(value: unknown): number {
  const time = numberOf(value);
  if (time < 0 || time > MOST_NANOSECONDS) throw new UndecodableError(`${JSON.stringify(value)} is not a time`);
  return time / 1e6;
}

/** A fixed64: what protobuf can say. */
const MOST_NANOSECONDS = 2 ** 64;

/** JSON has no literals for these, so protobuf's JSON writes them as texts. */
const doubleOf = (value: unknown): number => (value === 'NaN' ? Number.NaN : value === 'Infinity' ? Infinity : value === '-Infinity' ? -Infinity : numberOf(value));

const scopeOf = (value: unknown): Scope => (isObject(value) ? { name: textOf(value['name']), version: textOf(value['version']) } : { name: '', version: '' });

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
    status: statusOf(span['status']), attributes: attributesOf(span['attributes']), ...around,
  };
}

function statusOf(status: unknown): SpanFact['status'] {
  const code = isObject(status) ? status['code'] : undefined;
  if (code === 2 || code === 'STATUS_CODE_ERROR') return 'error';
  return code === 1 || code === 'STATUS_CODE_OK' ? 'ok' : 'unset';
}

function logOf(log: Json, around: Around): LogFact {
  const attributes = attributesOf(log['attributes']);
  const time = timeOf(log['timeUnixNano']);
  const [traceId, spanId] = [idOf(log['traceId']), idOf(log['spanId'])];
  return {
    time: time === 0 ? timeOf(log['observedTimeUnixNano']) : time,
    event: textOf(attributes['event.name']) || textOf(log['eventName']), body: valueOf(log['body'], 0),
    traceId: traceId === '' ? null : traceId, spanId: spanId === '' ? null : spanId, attributes, ...around,
  };
}

function pointsOf(metric: Json, around: Around): PointFact[] {
  return (['sum', 'gauge', 'histogram'] as const).flatMap((type) => {
    const data = metric[type];
    if (!isObject(data)) return [];
    const temporality = temporalityOf(data['aggregationTemporality']);
    return objects(data['dataPoints']).map((point) => ({
      metric: textOf(metric['name']), type, temporality,
      start: timeOf(point['startTimeUnixNano']), time: timeOf(point['timeUnixNano']),
      value: doubleOf(point['sum'] ?? point['asDouble'] ?? point['asInt']), count: type === 'histogram' ? numberOf(point['count']) : 1,
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
    const key = textOf(entry['key']);
    if (key !== '__proto__') attributes[key] = valueOf(entry['value'], depth);
  }
  return attributes;
}

function valueOf(value: unknown, depth: number): AttributeValue {
  if (depth > MOST_NESTING) throw new UndecodableError('attribute values are nested too deeply');
  if (!isObject(value)) return null;
  if (typeof value['stringValue'] === 'string') return value['stringValue'];
  if (typeof value['boolValue'] === 'boolean') return value['boolValue'];
  if (value['intValue'] !== undefined) return numberOf(value['intValue']);
  if (value['doubleValue'] !== undefined) return doubleOf(value['doubleValue']);
  if (typeof value['bytesValue'] === 'string') return value['bytesValue'];
  if (isObject(value['arrayValue'])) return objects(value['arrayValue']['values']).map((item) => valueOf(item, depth + 1));
  if (isObject(value['kvlistValue'])) return attributesOf(value['kvlistValue']['values'], depth + 1);
  return null;
}
