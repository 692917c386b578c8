/**
 * Writes OTLP/JSON as odd as it may be, and then damages it: numbers as texts, ids in any case, enums by name, nulls, unknown
 * fields, names in snake case; what is of another type than it should be. Beside each text stands what it says.
 */
import type { OtlpJson } from './otlp-messages.ts';
import type { Random } from './random.ts';

export interface Written {
  readonly text: string;
  /** The plain request that says the same; null when a reader must refuse the text. */
  readonly says: OtlpJson | null;
}

/** What a value is written as, and what a reader should take from it. */
interface Pair {
  readonly written: unknown;
  /** `undefined`: nothing, as if it were not there. */
  readonly says: unknown;
}

/** `damage`: one in so many values is not what it should be; 0 for none. */
export function writtenOddly(request: OtlpJson, random: Random, damage: number): Written {
  const writer = createWriter(random, damage);
  const { written, says } = writer.message(request);
  const named = random.int(6) === 0 ? inSnakeCase(written) : written;
  const text = JSON.stringify(named, null, random.int(3));
  return { text: random.int(3) === 0 ? escaped(text) : text, says: writer.refused() || !isMessage(says) ? null : says };
}

const isMessage = (value: unknown): value is OtlpJson => typeof value === 'object' && value !== null && !Array.isArray(value);

/** How each field of OTLP is written; all others are passed over unread. */
const IDS: ReadonlySet<string> = new Set(['traceId', 'spanId', 'parentSpanId']);
const TIMES: ReadonlySet<string> = new Set(['startTimeUnixNano', 'endTimeUnixNano', 'timeUnixNano', 'observedTimeUnixNano', 'count']);
const NUMBERS: ReadonlySet<string> = new Set(['asInt', 'asDouble']);
const VALUES: ReadonlySet<string> = new Set(['stringValue', 'boolValue', 'intValue', 'doubleValue', 'bytesValue', 'arrayValue', 'kvlistValue']);
const TEXTS: ReadonlySet<string> = new Set(['name', 'version', 'eventName', 'key']);
const UNREAD: ReadonlySet<string> = new Set(['kind', 'flags', 'severityNumber', 'unit', 'isMonotonic', 'events', 'bucketCounts', 'explicitBounds', 'message']);
const ENUMS: Readonly<Record<string, readonly string[]>> = {
  code: ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'],
  aggregationTemporality: ['AGGREGATION_TEMPORALITY_UNSPECIFIED', 'AGGREGATION_TEMPORALITY_DELTA', 'AGGREGATION_TEMPORALITY_CUMULATIVE'],
};
const NO_NUMBERS = ['soon', '12abc', '0x10', '', ' 1', '1.', true, {}, [1]] as const;
const NO_OBJECTS = [5, 'text', true, []] as const;
const NO_LISTS = [{}, 'text', 7, [null], [5], [[]]] as const;

interface Writer {
  message(value: OtlpJson): Pair;
  /** Whether something was written that no reader may take. */
  refused(): boolean;
}

function createWriter(random: Random, damage: number): Writer {
  let refused = false;
  const strikes = (): boolean => damage > 0 && random.int(damage) === 0;
  const refusing = (written: unknown): Pair => {
    refused = true;
    return { written, says: undefined };
  };
  const other = (wrong: readonly unknown[]): unknown => random.pick(wrong);
  const asText = (value: unknown): unknown => (random.int(2) === 0 ? String(value) : Number(value));

  const message = (value: OtlpJson): Pair => {
    const pairs = Object.entries(value).map(([key, inner]) => [key, random.int(60) === 0 && !VALUES.has(key) ? absent(key, inner) : field(key, inner)] as const);
    const more = [
      ...(random.int(8) === 0 ? [['unknownField', random.pick<unknown>([1, null, { deep: [{ x: 1 }] }, 'text'])] as const] : []),
      // Some serializers write every member of a oneof.
      ...(Object.keys(value).some((key) => VALUES.has(key)) && random.int(6) === 0 ? [...VALUES].filter((key) => !(key in value)).map((key) => [key, null] as const) : []),
    ];
    const written = [...pairs.map(([key, pair]) => [key, pair.written] as const), ...more];
    return {
      written: Object.fromEntries(random.int(4) === 0 ? written.toReversed() : written),
      says: Object.fromEntries(pairs.flatMap(([key, pair]) => (pair.says === undefined ? [] : [[key, pair.says]]))),
    };
  };

  /** What is null says nothing; whatever is unread stays unread. */
  const absent = (key: string, inner: unknown): Pair => (UNREAD.has(key) ? field(key, inner) : { written: null, says: undefined });

  const list = (items: readonly unknown[]): Pair => {
    const kept = items.flatMap((item) => (random.int(30) === 0 ? [] : random.int(30) === 0 ? [item, item] : [item]));
    const pairs = kept.map((item) => (isMessage(item) ? message(item) : { written: item, says: item }));
    return { written: pairs.map(({ written }) => written), says: pairs.map(({ says }) => says) };
  };

  const field = (key: string, inner: unknown): Pair => {
    if (UNREAD.has(key)) return { written: strikes() ? other([null, 5, 'text', {}, []]) : inner, says: inner };
    if (key === 'value' || key === 'body') return strikes() ? { written: other([null, ...NO_OBJECTS]), says: undefined } : whole(inner);
    if (VALUES.has(key)) return valueField(key, inner);
    if (IDS.has(key)) return strikes() ? idField() : { written: random.int(3) === 0 ? String(inner).toUpperCase() : inner, says: inner };
    if (TIMES.has(key) || NUMBERS.has(key) || typeof inner === 'number' && key === 'sum') return strikes() ? refusing(other(TIMES.has(key) ? [...NO_NUMBERS, -1, 'NaN'] : NO_NUMBERS)) : { written: asText(inner), says: inner };
    const names = ENUMS[key];
    if (names !== undefined) return strikes() ? { written: other(['NO_SUCH_NAME', '2', {}, true]), says: undefined } : { written: random.int(3) === 0 ? names[Number(inner)] : inner, says: inner };
    if (TEXTS.has(key)) return strikes() ? { written: other([5, true, {}, []]), says: undefined } : { written: inner, says: inner };
    return strikes() ? refusing(other(Array.isArray(inner) ? NO_LISTS : NO_OBJECTS)) : whole(inner);
  };

  const idField = (): Pair => (random.int(2) === 0 ? refusing(other(['zz', 'q6urq6urq6urq6urq6urqw=='])) : { written: other([5, {}, []]), says: undefined });

  const valueField = (key: string, inner: unknown): Pair => {
    if (strikes()) return { written: other(key === 'intValue' || key === 'doubleValue' ? NO_NUMBERS : [5, null]), says: undefined };
    return key === 'intValue' || key === 'doubleValue' ? { written: asText(inner), says: inner } : whole(inner);
  };

  const whole = (inner: unknown): Pair => (Array.isArray(inner) ? list(inner) : isMessage(inner) ? message(inner) : { written: inner, says: inner });

  return { message, refused: () => refused };
}

const inSnakeCase = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (!isMessage(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), inSnakeCase(inner)]));
};

/** The same JSON, all in ASCII. */
const escaped = (text: string): string => text.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The text with some characters of it cut out, doubled, moved or replaced. */
export function tornText(text: string, random: Random): string {
  const at = random.int(text.length + 1);
  const to = Math.min(text.length, at + random.int(12));
  const signs = '{}[]",:\\0-9eE.ntf\u0000\ud800';
  switch (random.int(5)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + text.slice(to);
    case 2: return text.slice(0, to) + text.slice(at);
    case 3: return text.slice(0, at) + random.pick(['[', '{', '{"a":']).repeat(1 + random.int(5_000)) + text.slice(at);
    default: return text.slice(0, at) + random.pick(signs) + text.slice(to);
  }
}
