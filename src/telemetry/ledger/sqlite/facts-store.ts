/** Facts in and out of their tables. Every insert is idempotent: what was there stays as it first came. */
import type { DatabaseSync } from 'node:sqlite';
import { keptOf, withoutContent } from '../../content.ts';
import type { Kept, KeptSpan, Trace } from '../../derive.ts';
import type { Attributes, LogFact, PointFact, SpanFact } from '../../otlp/facts.ts';
import { createCleaning, type Cleaning } from './cleaning.ts';
import type { ContentsStore } from './contents-store.ts';
import { createAttributePacker } from './packed-attributes.ts';
import { createPointsStore, POINTS_GROUP } from './points-store.ts';
import { attributesIn, changed, createResources, hash, textOrNull, type Row } from './rows.ts';

export interface FactsStore {
  /** What was kept of it; null when it was known. */
  addSpan(span: SpanFact, workspace: string | null): KeptSpan | null;
  /** The log's key, or null when it was known. */
  addLog(log: LogFact, workspace: string | null): string | null;
  /** The groups whose calls the points may change. */
  addPoints(points: readonly PointFact[], workspace: string | null): readonly string[];
  /** Everything of one trace, of one log record that has none (`log <key>`), or of one export of a metric (`points …`). */
  trace(group: string): Trace;
  /** Newest first. */
  newest(from: number, limit: number): Kept<SpanFact>[];
  groups(): string[];
  /** The transaction is over. */
  settled(committed: boolean): void;
  prune(before: number): number;
  readonly cleaning: Cleaning;
}

export const LOG_GROUP = 'log ';

/** `contents`: where texts go; null drops them. */
export function createFactsStore(db: DatabaseSync, contents: ContentsStore | null = null): FactsStore {
  const resources = createResources(db);
  const addSpan = db.prepare('INSERT OR IGNORE INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addLog = db.prepare('INSERT OR IGNORE INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const packer = createAttributePacker(db);
  const points = createPointsStore(db, resources);
  const spansOf = db.prepare('SELECT * FROM spans WHERE trace_id = ?');
  const countsOf = db.prepare('SELECT (SELECT count(*) FROM spans WHERE trace_id = ?1) AS spans, EXISTS (SELECT 1 FROM logs WHERE trace_id = ?1) AS logs');
  /** Spans of the transaction under way: most traces arrive whole, and need not be read back. */
  const fresh = new Map<string, KeptSpan[]>();
  const newest = db.prepare('SELECT * FROM spans WHERE started >= ? ORDER BY started DESC LIMIT ?');
  const logsOf = db.prepare('SELECT * FROM logs WHERE trace_id = ?');
  const logByKey = db.prepare('SELECT * FROM logs WHERE key = ?');

  const kept = (row: Row): { readonly resource: Attributes; readonly workspace: string | null } =>
    ({ resource: resources.read(Number(row['resource'])), workspace: textOrNull(row['workspace']) });
  const spanOf = (row: Row): Kept<SpanFact> => {
    const { resource, workspace } = kept(row);
    return {
      workspace,
      fact: {
        traceId: String(row['trace_id']), spanId: String(row['span_id']), parentSpanId: textOrNull(row['parent_id']), name: String(row['name']),
        start: Number(row['started']), end: Number(row['ended']), status: statusIn(row['status']), attributes: packer.unpack(row['attributes'], row['names']),
        scope: { name: String(row['scope']), version: String(row['scope_version']) }, resource,
      },
    };
  };
  const logOf = (row: Row): Trace['logs'][number] => {
    const { resource, workspace } = kept(row);
    return {
      key: String(row['key']), workspace,
      fact: {
        time: Number(row['time']), event: String(row['event']), body: null, traceId: textOrNull(row['trace_id']), spanId: textOrNull(row['span_id']),
        attributes: attributesIn(row['attributes']), scope: { name: String(row['scope']), version: String(row['scope_version']) }, resource,
      },
    };
  };

  return {
    addSpan(span, workspace) {
      const { name, version } = span.scope;
      const resource = resources.write(span.resource);
      const { fact, usage } = keptOf({ ...span, resource: resources.read(resource) });
      const packed = packer.pack(fact.attributes);
      const isNew = changed(addSpan, span.traceId, span.spanId, span.parentSpanId, span.name, name, version, span.start, span.end, span.status, packed.attributes, resource, workspace, packed.names);
      if (!isNew) return null;
      contents?.add(span);
      const kept = { fact, workspace, usage };
      const others = fresh.get(span.traceId);
      if (others === undefined) fresh.set(span.traceId, [kept]);
      else others.push(kept);
      return kept;
    },
    addLog(log, workspace) {
      const attributes = JSON.stringify(withoutContent(log.attributes));
      const resource = resources.write(log.resource);
      const key = hash(log.time, log.event, log.traceId ?? '', log.spanId ?? '', attributes, resource);
      const { name, version } = log.scope;
      return changed(addLog, key, log.traceId, log.spanId, log.time, log.event, name, version, attributes, resource, workspace) ? key : null;
    },
    addPoints: points.add,
    trace(group) {
      if (group.startsWith(LOG_GROUP)) return { spans: [], logs: logByKey.all(group.slice(LOG_GROUP.length)).map(logOf) };
      if (group.startsWith(POINTS_GROUP)) return { spans: [], logs: [], points: { key: group, increments: points.increments(group) } };
      const arrived = fresh.get(group);
      const counts = countsOf.get(group);
      const spans = arrived !== undefined && counts?.['spans'] === arrived.length ? arrived : spansOf.all(group).map(spanOf);
      return { spans, logs: counts?.['logs'] === 0 ? [] : logsOf.all(group).map(logOf) };
    },
    newest: (from, limit) => newest.all(from, limit).map(spanOf),
    groups() {
      const traces = db.prepare('SELECT DISTINCT trace_id AS id FROM spans UNION SELECT trace_id FROM logs WHERE trace_id IS NOT NULL').all();
      const alone = db.prepare('SELECT key FROM logs WHERE trace_id IS NULL').all();
      return [...traces.map((row) => String(row['id'])), ...alone.map((row) => LOG_GROUP + String(row['key'])), ...points.groups()];
    },
    settled(committed) {
      fresh.clear();
      resources.settled(committed);
      packer.settled(committed);
    },
    cleaning: createCleaning({ db, packer, spanIn: (row) => spanOf(row).fact, contents }),
    prune(before) {
      const results = [['spans', 'started'], ['logs', 'time']].map(([table, column]) => db.prepare(`DELETE FROM ${table} WHERE ${column} < ?`).run(before));
      return results.reduce((sum, { changes }) => sum + Number(changes), points.prune(before));
    },
  };
}

const statusIn = (value: unknown): SpanFact['status'] => (value === 'error' || value === 'ok' ? value : 'unset');
