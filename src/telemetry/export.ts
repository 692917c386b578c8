import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CallRecord } from './call-record.ts';

const COLUMNS = [
  'time', 'provider', 'model', 'requestedModel', 'input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'output', 'reasoning', 'cost', 'costSource',
  'estimated', 'unmeasured', 'emitter', 'traceId', 'spanId', 'agent', 'task', 'feature', 'user', 'session', 'status', 'durationMs',
] as const satisfies readonly (keyof CallRecord)[];

/** Nano-dollars → a decimal text in dollars, every digit kept; null stays null. */
export function dollarText(cost: number | null): string | null {
  if (cost === null) return null;
  const digits = String(Math.abs(cost)).padStart(10, '0');
  const fraction = digits.slice(-9).replace(/0+$/, '');
  return `${cost < 0 ? '-' : ''}${digits.slice(0, -9)}${fraction === '' ? '' : `.${fraction}`}`;
}

const cell = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  // A leading sign would be a formula to a spreadsheet.
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** A list as `JSON.stringify(list, null, 2)` writes it, a piece at a time. */
export function* jsonList(values: Iterable<unknown>): Generator<string> {
  let before = '[\n';
  for (const value of values) {
    yield `${before}  ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* csvLines(rows: Iterable<Row>): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (const row of rows) yield `${COLUMNS.map((column) => cell(row[column])).join(',')}\n`;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Writes all records, as they come, and answers how many. The file is there once it is whole; until then what stood in its
 * place stays. Rejects with the file system's error.
 */
export async function exportRecords(records: Iterable<CallRecord>, format: 'csv' | 'json', file: string): Promise<number> {
  let count = 0;
  function* rows(): Generator<Row> {
    for (const record of records) {
      count += 1;
      yield { ...record, time: new Date(record.time).toISOString(), cost: dollarText(record.cost) };
    }
  }
  const unfinished = `${file}.part`;
  try {
    await pipeline(Readable.from(format === 'json' ? jsonList(rows()) : csvLines(rows())), createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return count;
}
