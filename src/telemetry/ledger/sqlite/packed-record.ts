/** A call record as a list: its names, the same for all, are half of what it would take as an object. */
import type { CallRecord } from '../../call-record.ts';

/** In the order they are stored. A new one is added at the end: what was stored before then has the value it has here. */
const BLANK: CallRecord = {
  id: '', time: 0, durationMs: null, timeToFirstTokenMs: null, provider: null, model: null, requestedModel: null,
  input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0,
  cost: null, costSource: 'unpriced', reportedCost: null, estimated: false, unmeasured: false,
  emitter: '', traceId: null, spanId: null, parentSpanId: null, responseId: null, agent: null, task: null, feature: null, user: null, session: null,
  workspace: null, service: null, environment: null, location: null, status: 'ok', finishReason: null, codingTool: false, fingerprint: null,
};

const isField = (name: string): name is keyof CallRecord => name in BLANK;
const FIELDS = Object.keys(BLANK).filter(isField);

export function packed(record: CallRecord): string {
  const values: unknown[] = [];
  for (const field of FIELDS) values.push(record[field]);
  return JSON.stringify(values);
}

/** Written by us; before schema 7 as an object. */
export function unpacked(text: string): CallRecord {
  const stored: CallRecord | readonly unknown[] = JSON.parse(text);
  if (!isList(stored)) return { ...BLANK, ...stored };
  const record = { ...BLANK };
  const fields: Record<string, unknown> = record;
  for (let i = 0; i < stored.length; i += 1) fields[FIELDS[i] ?? ''] = stored[i];
  return record;
}

const isList = (value: CallRecord | readonly unknown[]): value is readonly unknown[] => Array.isArray(value);
