/** The embedded ledger. Facts are written, calls derived and minutes rolled up in one transaction. */
import type { CallRecord } from '../../call-record.ts';
import { readLog } from '../../dialects/registry.ts';
import { toolCallsIn } from '../../tool-calls.ts';
import { workspaceOf, type KnownWorkspace } from '../../workspace.ts';
import type { Arrival, Ledger, PriceCall } from '../ledger.ts';
import { createAssignments } from './assignments.ts';
import { createCallsStore, placeOf } from './calls-store.ts';
import { createContentsStore } from './contents-store.ts';
import { createControls } from './controls.ts';
import { createFactsStore, LOG_GROUP, type FactsStore } from './facts-store.ts';
import { giveBack } from './cleaning.ts';
import { openDatabase, schemaOf } from './open.ts';
import { observedPlaces } from './places.ts';
import { fileProblems, sumProblems } from './problems.ts';
import { createRollups } from './rollups.ts';
import { createSettlement } from './settlement.ts';
import { createWorkspaces } from './workspaces.ts';

export interface SqliteLedgerOptions {
  /** A file, or `:memory:`. */
  readonly path: string;
  readonly price: PriceCall;
  /** Keep prompts and answers; otherwise they are dropped. */
  readonly keepContent?: boolean;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** Rejects with `LedgerError` when the file is not a ledger, is newer, or Node has no SQLite. */
export async function openSqliteLedger({ path, price, now, keepContent = false }: SqliteLedgerOptions): Promise<Ledger> {
  const { db, rebuild: mustRebuild } = await openDatabase(path);
  const contents = createContentsStore(db);
  const facts = createFactsStore(db, keepContent ? contents : null);
  const controls = createControls(db, now);
  const calls = createCallsStore(db);
  const rollups = createRollups(db);
  const workspaces = createWorkspaces(db, now);
  const assignments = createAssignments(db);
  const version = db.prepare('PRAGMA data_version');
  const changes = db.prepare('SELECT total_changes() AS changes');

  const transaction = <T>(work: () => T): T => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      rollups.flush();
      db.exec('COMMIT');
      facts.settled(true);
      return result;
    } catch (error) {
      rollups.forget();
      if (db.isTransaction) db.exec('ROLLBACK');
      facts.settled(false);
      throw error;
    }
  };

  const settlement = createSettlement({ db, facts, calls, rollups, price });
  const settle = (group: string, known: readonly KnownWorkspace[]): number => settlement.settle(group, known);

  /** Calls whose facts were pruned stay as they are: they are all that is left of that spend. */
  const rebuild = (): void => transaction(() => {
    const known = workspaces.all();
    for (const group of facts.groups()) settle(group, known);
    rollups.clear();
    calls.each((record) => rollups.add(record, 1));
  });
  if (mustRebuild) rebuild();

  return {
    path,
    schema: schemaOf(db),
    ingest: (arrivals) => transaction(() => {
      const { groups, silent, spans } = store(arrivals, facts);
      // What says nothing of usage may still stand around a call, and name it.
      for (const trace of silent) if (!groups.has(trace) && calls.has(trace)) groups.add(trace);
      const known = groups.size === 0 ? [] : workspaces.all();
      let settled = 0;
      for (const group of groups) settled += settle(group, known);
      return { calls: settled, spans };
    }),
    register: (workspace) => workspaces.put(workspace),
    workspaces: () => workspaces.all(),
    totals: (owner, from, to) => rollups.totals(owner, from, to),
    codingTools: (from, to, owner) => rollups.codingTools(owner, from, to),
    byTag: (owner, tag, from, to) => rollups.byTag(owner, tag, from, to),
    minutes: (owner, from, to) => rollups.minutes(owner, from, to),
    records: (query) => calls.query(query),
    recordsInOrder: (query) => calls.inOrder(query),
    toolCalls: ({ workspace, from, spans }) => {
      const known = workspaces.all();
      return toolCallsIn(facts.newest(from, spans), (claim) => workspaceOf(claim, known) === workspace);
    },
    places: (workspace, since, today) => observedPlaces(calls.query({ workspace, from: since, limit: MOST_OBSERVED }).filter(isProduct), today, assignments.of(workspace)),
    assign(record, site) {
      const shown = calls.find(record)?.shown;
      if (shown === undefined) return false;
      assignments.put(shown.workspace ?? '', placeOf(shown), site);
      return true;
    },
    assigned(workspace, records) {
      const sites = assignments.of(workspace);
      return Object.fromEntries(records.flatMap((record) => {
        const site = sites.get(placeOf(record));
        return site === undefined ? [] : [[record.id, site]];
      }));
    },
    control: (workspace) => controls.of(workspace),
    setControl: (workspace, control) => controls.put(workspace, control),
    containing: (text, limit) => contents.containing(text, limit).flatMap(({ traceId, spanId }) => calls.ofGroup(traceId).filter(({ shown, hidden }) => !hidden && shown.spanId === spanId).map(({ shown }) => shown)),
    version: () => Number(version.get()?.['data_version']) * 1e9 + Number(changes.get()?.['changes']),
    rebuild,
    prune: (before) => transaction(() => {
      contents.prune(before);
      return facts.prune(before);
    }),
    clean(rows) {
      const more = transaction(() => facts.cleaning.step(rows));
      if (!more) giveBack(db);
      return more;
    },
    size() {
      const of = (pragma: string): number => Number(Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
      return (of('page_count') - of('freelist_count')) * of('page_size');
    },
    problems: () => [...fileProblems(db), ...sumProblems(db)],
    close: () => db.close(),
  };
}

/** The newest calls tell what a place costs now; older ones would only slow the answer. */
const MOST_OBSERVED = 4_000;

const isProduct = (record: CallRecord): boolean => !record.codingTool;

interface Stored {
  /** Whose calls may have changed. */
  readonly groups: Set<string>;
  /** Traces of new spans that tell of no usage. */
  readonly silent: Set<string>;
  /** New ones. */
  readonly spans: number;
}

function store(arrivals: readonly Arrival[], facts: FactsStore): Stored {
  const [groups, silent] = [new Set<string>(), new Set<string>()];
  let added = 0;
  for (const { facts: { spans, logs, points }, workspace } of arrivals) {
    for (const span of spans) {
      const kept = span.traceId === '' || span.spanId === '' ? null : facts.addSpan(span, workspace);
      if (kept === null) continue;
      added += 1;
      (kept.usage == null ? silent : groups).add(span.traceId);
    }
    for (const log of logs) {
      if (readLog(log) === null) continue;
      const key = facts.addLog(log, workspace);
      if (key !== null) groups.add(log.traceId ?? LOG_GROUP + key);
    }
    if (points.length > 0) for (const group of facts.addPoints(points, workspace)) groups.add(group);
  }
  return { groups, silent, spans: added };
}
