/** From drawn telemetry to one line per call: `emitter provider model uncached + read + written = output (reasoning) marks`. */
import assert from 'node:assert/strict';
import type { CallRecord } from '../../../src/telemetry/call-record.ts';
import { keptOf } from '../../../src/telemetry/content.ts';
import { deriveCalls, type DeriveContext, type Trace } from '../../../src/telemetry/derive.ts';
import { drawLog, drawSpans, type Drawing } from '../../support/drawn-spans.ts';

const UNPRICED: DeriveContext = { known: [], price: () => ({ cost: null, source: 'unpriced' }) };

export const derive = (trace: Partial<Trace>): CallRecord[] => deriveCalls({ spans: [], logs: [], ...trace }, UNPRICED).map(({ record }) => record);

export const spansOf = (picture: string, drawing?: Drawing): Trace['spans'] => drawSpans(picture, drawing).map((fact) => ({ fact, workspace: null }));

/** Before and after texts are dropped. */
export function check(picture: string, expected: readonly string[]): void {
  const spans = spansOf(picture);
  assert.deepEqual(derive({ spans }).map(billOf), expected);
  assert.deepEqual(derive({ spans: spans.map((span) => ({ ...span, fact: keptOf(span.fact).fact })) }).map(billOf), expected, 'once texts are dropped');
}

export const checkLog = (picture: string, expected: readonly string[]): void =>
  assert.deepEqual(derive({ logs: [{ fact: drawLog(picture), workspace: null, key: 'k' }] }).map(billOf), expected);

export function billOf(record: CallRecord): string {
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning } = record;
  const ins = [String(input), cacheRead > 0 ? `${cacheRead}r` : '', cacheWrite5m > 0 ? `${cacheWrite5m}w` : '', cacheWrite1h > 0 ? `${cacheWrite1h}h` : ''].filter((part) => part !== '');
  const counts = record.unmeasured ? 'unmeasured' : `${ins.join(' + ')} = ${output}${reasoning > 0 ? ` (${reasoning})` : ''}`;
  return [
    record.emitter, record.provider ?? '?', record.model ?? '?', counts,
    record.agent === null ? '' : `@${record.agent}`, record.feature === null ? '' : `#${record.feature}`,
    record.reportedCost === null ? '' : `reported $${record.reportedCost / 1e9}`,
    record.costSource === 'replayed' ? 'replayed' : '', record.estimated ? 'estimated' : '', record.codingTool ? 'tool' : '',
  ].filter((part) => part !== '').join(' ');
}
