/**
 * From the facts of a group to its calls as they stand in the ledger. A group is derived by itself; its calls are then
 * seen beside those of other groups: told twice, answered out of a cache, or summed by a metric that something finer covers.
 */
import type { DatabaseSync } from 'node:sqlite';
import { deriveCalls, type Told, type Trace } from '../../derive.ts';
import { areTwins, covers, DOUBT, stand } from '../../standing.ts';
import type { KnownWorkspace } from '../../workspace.ts';
import type { PriceCall } from '../ledger.ts';
import type { CallsStore, StoredCall } from './calls-store.ts';
import type { FactsStore } from './facts-store.ts';
import { packed } from './packed-record.ts';
import type { Rollups } from './rollups.ts';

export interface SettlementDeps {
  readonly db: DatabaseSync;
  readonly facts: FactsStore;
  readonly calls: CallsStore;
  readonly rollups: Rollups;
  readonly price: PriceCall;
}

export interface Settlement {
  /** Replaces what is derived from a group by what its facts say now; answers how many calls it has. */
  settle(group: string, known: readonly KnownWorkspace[]): number;
}

export function createSettlement({ db, facts, calls, rollups, price }: SettlementDeps): Settlement {
  const doubts = createDoubts(db);
  /** Per service, the scopes that tell of calls: only where there are several can two tell one call. */
  const scopes = new Map<string | null, Set<string>>();

  const relatives = ({ told, group }: Pick<StoredCall, 'told' | 'group'>): StoredCall[] => {
    const { responseId, service, time, durationMs, traceId } = told.record;
    const named = responseId === null ? [] : calls.ofResponse(responseId, group);
    if (traceId === null || (scopes.get(service)?.size ?? 0) < 2) return named;
    const near = calls.between(time - LONGEST_CALL, time + (durationMs ?? 0) + 1, group).filter((other) => areTwins(told, other.told));
    return [...named, ...near.filter((other) => !named.some((one) => one.told.record.id === other.told.record.id))];
  };

  /** Looks at one call anew; what is shown of it may change. */
  const restate = (call: StoredCall, others: readonly StoredCall[]): void => {
    const { record, hidden } = stand(call.told, others.map(({ told }) => told));
    if (hidden === call.hidden && packed(record) === packed(call.shown)) return;
    if (!call.hidden) rollups.add(call.shown, -1);
    calls.restate(call.told.record.id, record, hidden);
    if (!hidden) rollups.add(record, 1);
  };
  const restateAll = (ids: ReadonlySet<string>): void => {
    for (const id of ids) {
      const call = calls.find(id);
      if (call !== null) restate(call, relatives(call));
    }
  };

  const takeBack = ({ shown, hidden }: StoredCall): void => {
    if (!hidden) rollups.add(shown, -1);
  };

  const settleOne = (group: string, known: readonly KnownWorkspace[]): { readonly calls: number; readonly doubtful: readonly string[] } => {
    const before = new Map(calls.ofGroup(group).map((call) => [call.told.record.id, call]));
    const trace = facts.trace(group);
    const told = deriveCalls(trace, { known, price });
    const after = told.some(({ rank }) => rank > 0) ? believed(group, told) : told;
    const related = new Set<string>();
    const doubtful = new Set<string>();
    for (const one of after) {
      const { record } = one;
      const former = before.get(record.id);
      before.delete(record.id);
      if (former !== undefined && packed(former.told.record) === packed(record)) continue;
      if (former !== undefined) {
        takeBack(former);
        for (const other of relatives(former)) related.add(other.told.record.id);
      }
      calls.put(group, one);
      rollups.add(record, 1);
      noteScope(record.service, one.scopeName);
      const others = relatives({ told: one, group });
      if (others.length > 0 || former !== undefined) related.add(record.id);
      for (const other of others) related.add(other.told.record.id);
      for (const waiting of doubts.about(one)) if (waiting !== group) doubtful.add(waiting);
    }
    for (const gone of before.values()) {
      if (isPruned(gone, trace)) continue;
      takeBack(gone);
      calls.remove(gone.told.record.id);
      for (const other of relatives(gone)) related.add(other.told.record.id);
    }
    if (related.size > 0) restateAll(related);
    return { calls: after.length, doubtful: [...doubtful] };
  };

  const noteScope = (service: string | null, scope: string): void => {
    const known = scopes.get(service);
    if (known === undefined) scopes.set(service, new Set([scope]));
    else known.add(scope);
  };

  /** Of a group that tells less, the calls that nothing finer tells. It is remembered, to be looked at again when something finer comes. */
  const believed = (group: string, told: readonly Told[]): readonly Told[] => {
    doubts.remember(group, told.filter(({ rank }) => rank > 0));
    return told.filter((one) => one.rank === 0 || !(
      told.some((other) => covers(other, one))
      || calls.between(one.since - DOUBT.before, one.record.time + DOUBT.after, group).some((other) => covers(other.told, one))
    ));
  };

  return {
    settle(group, known) {
      const { calls: count, doubtful } = settleOne(group, known);
      for (const waiting of doubtful) settleOne(waiting, known);
      return count;
    },
  };
}

/** Of a trace that lies across the edge of what is kept: the call is all that is left of its span. */
function isPruned({ told: { record } }: StoredCall, { spans, logs }: Trace): boolean {
  if (record.traceId === null) return false;
  const own = record.id.slice(record.traceId.length + 1);
  return !spans.some(({ fact }) => fact.spanId === own) && !logs.some(({ key }) => own === `log ${key}`);
}

/** Calls are not looked for further back than this. */
const LONGEST_CALL = 10 * 60_000;

interface Doubts {
  remember(group: string, told: readonly Told[]): void;
  /** Groups with calls that this one may tell better. */
  about(told: Told): readonly string[];
}

/** Groups that count only while nothing finer arrives. */
function createDoubts(db: DatabaseSync): Doubts {
  const put = db.prepare('INSERT OR REPLACE INTO doubtful VALUES (?, ?, ?, ?)');
  const about = db.prepare(`SELECT trace FROM doubtful WHERE service = ? AND until >= ? AND since <= ? AND EXISTS (SELECT 1 FROM calls WHERE id >= doubtful.trace AND id < doubtful.trace || '0' AND calls.trace = doubtful.trace AND rank > ?)`);
  const services = new Set(db.prepare('SELECT DISTINCT service FROM doubtful').all().map((row) => String(row['service'])));
  return {
    remember(group, told) {
      const [first] = told;
      if (first === undefined) return;
      const service = first.record.service ?? '';
      services.add(service);
      put.run(group, service, Math.min(...told.map(({ since }) => since)), Math.max(...told.map(({ record }) => record.time)));
    },
    about({ record, rank }) {
      const service = record.service ?? '';
      if (rank >= 2 || !services.has(service)) return [];
      return about.all(service, record.time - DOUBT.after, record.time + DOUBT.before, rank).map((row) => String(row['trace']));
    },
  };
}
