import { writeFile } from 'node:fs/promises';
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

/** Writes all records and answers how many; rejects with the file system's error. */
export async function exportRecords(records: readonly CallRecord[], format: 'csv' | 'json', file: string): Promise<number> {
  const rows = records.map((record) => ({ ...record, time: new Date(record.time).toISOString(), cost: dollarText(record.cost) }));
  const text = format === 'json'
    ? `${JSON.stringify(rows, null, 2)}\n`
    : [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))].join('\n') + '\n';
  await writeFile(file, text);
  return rows.length;
}
