/** Actuals by place in code, for the join with call sites. */
import type { CallRecord } from '../../call-record.ts';
import { marksIn } from '../../matching/fingerprint.ts';
import type { ObservedPlace } from '../../protocol.ts';
import { placeOf } from './calls-store.ts';

const DAY = 86_400_000;
const MONTH_DAYS = 30;
/** Fewer days of production records say nothing about a month. */
const LEAST_DAYS = 7;

/** `today`: Unix milliseconds at which the local day began. */
export function observedPlaces(records: readonly CallRecord[], today: number, assigned: ReadonlyMap<string, string>): ObservedPlace[] {
  const groups = new Map<string, CallRecord[]>();
  for (const record of records) {
    const key = placeOf(record);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups].map(([key, group]) => {
    const site = assigned.get(key);
    return { ...observedPlace(group, today), ...(site === undefined ? {} : { assigned: site }) };
  });
}

function observedPlace(records: readonly CallRecord[], today: number): ObservedPlace {
  const measured = records.filter((record) => !record.unmeasured);
  const inputs = measured.map((record) => record.input + record.cacheRead + record.cacheWrite5m + record.cacheWrite1h).sort(ascending);
  const outputs = measured.map((record) => record.output).sort(ascending);
  const todays = records.filter((record) => record.time >= today);
  const names = records.flatMap(({ feature, agent, task }) => [feature, agent, task]).filter((name) => name !== null);
  return {
    location: records[0]?.location ?? null, names: [...new Set(names)], model: records[0]?.model ?? null,
    calls: records.length, callsToday: todays.length, costToday: sum(todays, (record) => record.cost ?? 0),
    inputP50: quantile(inputs, 0.5), inputP95: quantile(inputs, 0.95), outputP50: quantile(outputs, 0.5),
    cacheRead: sum(measured, (record) => record.cacheRead), cacheWrite: sum(measured, (record) => record.cacheWrite5m + record.cacheWrite1h),
    ...marksOf(records),
    lastSeen: Math.max(...records.map((record) => record.time)), callsPerMonth: perMonth(records),
  };
}

/** What is written in code is in every call; what is filled in differs. */
function marksOf(records: readonly CallRecord[]): Pick<ObservedPlace, 'marks'> {
  const told = records.flatMap(({ fingerprint }) => (fingerprint === null ? [] : [marksIn(fingerprint)]));
  const [first, ...others] = told;
  return first === undefined ? {} : { marks: [...first].filter((mark) => others.every((marks) => marks.has(mark))) };
}

/** A laptop's ledger is not a month: only production records over a week or more are. */
function perMonth(records: readonly CallRecord[]): number | null {
  const times = records.filter((record) => /^prod/i.test(record.environment ?? '')).map((record) => record.time);
  if (times.length === 0) return null;
  const days = (Math.max(...times) - Math.min(...times)) / DAY;
  return days < LEAST_DAYS ? null : Math.round((times.length / days) * MONTH_DAYS);
}

const ascending = (a: number, b: number): number => a - b;

const sum = (records: readonly CallRecord[], read: (record: CallRecord) => number): number => records.reduce((total, record) => total + read(record), 0);

/** Of sorted values, the nearest one at or above the share; 0 of none. */
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
