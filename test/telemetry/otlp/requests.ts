/** Random OTLP requests in the shape of OTLP/JSON, within what both encodings can say. */
import type { Signal } from '../../../src/telemetry/otlp/facts.ts';
import type { OtlpJson } from '../../support/otlp-messages.ts';
import type { Random } from '../../support/random.ts';

export function randomRequest(signal: Signal, random: Random): OtlpJson {
  const many = <T>(most: number, make: () => T): T[] => Array.from({ length: random.int(most + 1) }, make);
  const anyValue = makeAny(random);
  const attributes = (): unknown[] => many(4, () => ({ key: keyOf(random), value: anyValue(0) }));
  const time = (): string => `17${String(random.int(1e9)).padStart(9, '0')}${String(random.int(1e9)).padStart(8, '0')}`;
  const id = (bytes: number): string => Array.from({ length: bytes }, () => random.int(256).toString(16).padStart(2, '0')).join('');
  const point = (): OtlpJson => ({ startTimeUnixNano: time(), timeUnixNano: time(), attributes: attributes() });
  const number = (): OtlpJson => ({ ...point(), ...(random.int(2) === 0 ? { asInt: String(random.int(1e9) - 5e8) } : { asDouble: random.int(1e9) / 64 }) });
  const metric = (): OtlpJson => {
    const shared = { aggregationTemporality: random.int(3) };
    const data = random.pick([
      (): OtlpJson => ({ gauge: { dataPoints: many(3, number) } }), (): OtlpJson => ({ sum: { dataPoints: many(3, number), ...shared, isMonotonic: true } }),
      (): OtlpJson => ({ histogram: { dataPoints: many(3, () => ({ ...point(), count: random.pick(['0', '98', '18446744073709551615']), sum: random.int(999) / 4, bucketCounts: ['1', '2'], explicitBounds: [1.5] })), ...shared } }),
    ]);
    return { name: textOf(random), unit: '1', ...data() };
  };
  const items: Readonly<Record<Signal, () => OtlpJson>> = {
    traces: () => ({
      traceId: id(16), spanId: id(8), ...(random.int(2) === 0 ? { parentSpanId: id(8) } : {}), name: textOf(random), kind: random.int(6), startTimeUnixNano: time(), endTimeUnixNano: time(),
      attributes: attributes(), events: many(2, () => ({ timeUnixNano: time(), name: textOf(random), attributes: attributes() })), status: { code: random.int(3), message: textOf(random) }, flags: random.int(9),
    }),
    logs: () => ({
      ...(random.int(3) === 0 ? {} : { timeUnixNano: time() }), observedTimeUnixNano: time(), severityNumber: random.int(20), ...(random.int(2) === 0 ? { eventName: textOf(random) } : {}),
      body: anyValue(0), attributes: attributes(), ...(random.int(2) === 0 ? { traceId: id(16), spanId: id(8) } : {}),
    }),
    metrics: metric,
  };
  const [outer, inner, list] = NAMES[signal];
  return {
    [outer]: many(3, () => ({
      resource: { attributes: attributes() },
      [inner]: many(2, () => ({ scope: { name: textOf(random), version: textOf(random) }, [list]: many(4, items[signal]) })),
    })),
  };
}

const NAMES: Readonly<Record<Signal, readonly [string, string, string]>> = {
  traces: ['resourceSpans', 'scopeSpans', 'spans'], logs: ['resourceLogs', 'scopeLogs', 'logRecords'], metrics: ['resourceMetrics', 'scopeMetrics', 'metrics'],
};

function makeAny(random: Random): (depth: number) => OtlpJson {
  const anyValue = (depth: number): OtlpJson => random.pick([
    (): OtlpJson => ({ stringValue: textOf(random) }), (): OtlpJson => ({ boolValue: random.int(2) === 0 }), (): OtlpJson => ({ intValue: integerOf(random) }),
    (): OtlpJson => ({ doubleValue: (random.int(2e9) - 1e9) / 128 }), (): OtlpJson => ({}), (): OtlpJson => ({ bytesValue: Buffer.from(textOf(random)).toString('base64') }),
    (): OtlpJson => (depth > 3 ? { stringValue: '' } : { arrayValue: { values: Array.from({ length: random.int(3) }, () => anyValue(depth + 1)) } }),
    (): OtlpJson => (depth > 3 ? { intValue: '0' } : { kvlistValue: { values: Array.from({ length: random.int(3) }, () => ({ key: keyOf(random), value: anyValue(depth + 1) })) } }),
  ])();
  return anyValue;
}

/** Around every boundary of the varint encoding, on both sides of zero. */
const integerOf = (random: Random): string => {
  const power = 2n ** BigInt(random.int(53)) + BigInt(random.int(3) - 1);
  return String(random.int(2) === 0 ? power : -power);
};

const TEXTS = ['', 'a', 'gen_ai.usage.input_tokens', 'żółć', '你好', '👩‍👩‍👧', 'x'.repeat(23), 'x'.repeat(24), `${'x'.repeat(22)}é`, '\u0000', '"', 'long '.repeat(80)] as const;
const textOf = (random: Random): string => random.pick(TEXTS);
const keyOf = (random: Random): string => random.pick(['__proto__', 'constructor', '', ...TEXTS]);
