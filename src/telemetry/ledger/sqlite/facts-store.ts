/** Facts in and out of their tables. Every insert is idempotent: what was there stays as it first came. */
import { createHash } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { withoutContent } from '../../content.ts';
import type { Kept, Trace } from '../../derive.ts';
import type { Attributes, LogFact, PointFact, SpanFact } from '../../otlp/facts.ts';

type Row = Readonly<Record<string, unknown>>;

export interface FactsStore {
  /** False when it was known. */
  addSpan(span: SpanFact, workspace: string | null): boolean;
  /** The log's key, or null when it was known. */
  addLog(log: LogFact, workspace: string | null): string | null;
  addPoint(point: PointFact, workspace: string | null): boolean;
  /** Everything of one trace, or of one log record that has none (`log <key>`). */
  trace(group: string): Trace;
  /** Newest first. */
  newest(from: number, limit: number): Kept<SpanFact>[];
  groups(): string[];
  prune(before: number): number;
}

export const LOG_GROUP = 'log ';

export function createFactsStore(db: DatabaseSync): FactsStore {
  const resources = createResources(db);
  const addSpan = db.prepare('INSERT OR IGNORE INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addLog = db.prepare('INSERT OR IGNORE INTO logs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addPoint = db.prepare('INSERT OR IGNORE INTO points VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const spansOf = db.prepare('SELECT * FROM spans WHERE trace_id = ?');
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
        start: Number(row['started']), end: Number(row['ended']), status: statusIn(row['status']), attributes: attributesIn(row['attributes']),
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
      return changed(addSpan, span.traceId, span.spanId, span.parentSpanId, span.name, name, version, span.start, span.end, span.status,
        JSON.stringify(withoutContent(span.attributes)), resources.write(span.resource), workspace);
    },
    addLog(log, workspace) {
      const attributes = JSON.stringify(withoutContent(log.attributes));
      const resource = resources.write(log.resource);
      const key = hash(log.time, log.event, log.traceId ?? '', log.spanId ?? '', attributes, resource);
      const { name, version } = log.scope;
      return changed(addLog, key, log.traceId, log.spanId, log.time, log.event, name, version, attributes, resource, workspace) ? key : null;
    },
    addPoint(point, workspace) {
      // Not-a-number has no column, and a count that no integer holds is damage.
      if (!Number.isFinite(point.value) || !Number.isSafeInteger(point.count)) return false;
      const attributes = JSON.stringify(withoutContent(point.attributes));
      const resource = resources.write(point.resource);
      const key = hash(point.metric, point.start, point.time, attributes, resource);
      return changed(addPoint, key, point.metric, point.type, point.temporality, point.start, point.time, point.value, point.count, attributes, point.scope.name, resource, workspace);
    },
    trace(group) {
      if (group.startsWith(LOG_GROUP)) return { spans: [], logs: logByKey.all(group.slice(LOG_GROUP.length)).map(logOf) };
      return { spans: spansOf.all(group).map(spanOf), logs: logsOf.all(group).map(logOf) };
    },
    newest: (from, limit) => newest.all(from, limit).map(spanOf),
    groups() {
      const traces = db.prepare('SELECT DISTINCT trace_id AS id FROM spans UNION SELECT trace_id FROM logs WHERE trace_id IS NOT NULL').all();
      const alone = db.prepare('SELECT key FROM logs WHERE trace_id IS NULL').all();
      return [...traces.map((row) => String(row['id'])), ...alone.map((row) => LOG_GROUP + String(row['key']))];
    },
    prune(before) {
      const results = [['spans', 'started'], ['logs', 'time'], ['points', 'time']].map(([table, column]) =>
        db.prepare(`DELETE FROM ${table} WHERE ${column} < ?`).run(before));
      return results.reduce((sum, { changes }) => sum + Number(changes), 0);
    },
  };
}

const changed = (statement: StatementSync, ...values: readonly SQLInputValue[]): boolean => Number(statement.run(...values).changes) > 0;

const hash = (...parts: readonly (string | number)[]): string => createHash('sha1').update(parts.join('\u0000')).digest('base64url');

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const statusIn = (value: unknown): SpanFact['status'] => (value === 'error' || value === 'ok' ? value : 'unset');

/** Written by us, so it is JSON. */
function attributesIn(value: unknown): Attributes {
  const attributes: Attributes = JSON.parse(String(value));
  return attributes;
}

interface Resources {
  write(resource: Attributes): number;
  read(id: number): Attributes;
}

/** A process sends the same resource with every batch: it is kept once. */
function createResources(db: DatabaseSync): Resources {
  const insert = db.prepare('INSERT INTO resources (attributes) VALUES (?) ON CONFLICT DO UPDATE SET attributes = attributes RETURNING id');
  const select = db.prepare('SELECT attributes FROM resources WHERE id = ?');
  const ids = new WeakMap<Attributes, number>();
  const read = new Map<number, Attributes>();
  return {
    write(resource) {
      const known = ids.get(resource);
      if (known !== undefined) return known;
      const id = Number(insert.get(JSON.stringify(withoutContent(resource)))?.['id']);
      ids.set(resource, id);
      return id;
    },
    read(id) {
      const known = read.get(id) ?? attributesIn(select.get(id)?.['attributes'] ?? '{}');
      read.set(id, known);
      return known;
    },
  };
}
