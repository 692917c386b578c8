/** Metric points in and out of their table, and what each adds to the one before it. */
import type { DatabaseSync } from 'node:sqlite';
import { withoutContent } from '../../content.ts';
import { readPoint } from '../../dialects/registry.ts';
import type { Increment } from '../../metered.ts';
import type { PointFact } from '../../otlp/facts.ts';
import { tagsOf } from '../../tags.ts';
import { attributesIn, changed, hash, textOrNull, type Resources, type Row } from './rows.ts';

export interface PointsStore {
  add(points: readonly PointFact[], workspace: string | null): readonly string[];
  increments(group: string): Increment[];
  groups(): string[];
  prune(before: number): number;
}

export const POINTS_GROUP = 'points ';

/** Metrics of one export are collected one after the other. */
const ONE_EXPORT_MS = 1_000;

export function createPointsStore(db: DatabaseSync, resources: Resources): PointsStore {
  const insert = db.prepare('INSERT OR IGNORE INTO points (key, metric, type, temporality, started, time, value, count, attributes, scope, resource, workspace, series, stream) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const ofStream = db.prepare('SELECT rowid AS row, * FROM points WHERE stream = ?');
  const former = db.prepare('SELECT started, time, value, count FROM points WHERE series = ? AND (time, rowid) < (?, ?) ORDER BY time DESC, rowid DESC LIMIT 1');
  const next = db.prepare('SELECT stream FROM points WHERE series = ? AND time > ? AND stream IS NOT NULL ORDER BY time LIMIT 1');

  const add: PointsStore['add'] = (points, workspace) => {
    const touched = new Set<string>();
    const exportsOf = new Map<string, number>();
    for (const point of points) {
      // Not-a-number has no column, and a count that no integer holds is damage.
      if (!Number.isFinite(point.value) || !Number.isSafeInteger(point.count)) continue;
      const attributes = JSON.stringify(withoutContent(point.attributes));
      const resource = resources.write(point.resource);
      const metered = readPoint(point);
      const series = metered === null ? null : seriesOf(point.metric, point.scope.name, attributes, resource);
      const stream = metered === null ? null : streamOf(point, hash(resource, point.scope.name, workspace ?? '', metered.model ?? '', ...Object.values(tagsOf([point.attributes, point.resource])).map(String)), exportsOf);
      // By the emitter's own time: sent again, it is received at another.
      const key = hash(point.metric, point.start, point.saidTime ?? point.time, attributes, resource, ...(series === null ? [] : [point.scope.name]));
      if (!changed(insert, key, point.metric, point.type, point.temporality, point.start, point.time, point.value, point.count, attributes, point.scope.name, resource, workspace, series, stream)) continue;
      if (stream === null || series === null) continue;
      touched.add(stream);
      // What came after a late point was reckoned from the one before it.
      const later = textOrNull(next.get(series, point.time)?.['stream']);
      if (later !== null && point.temporality !== 'delta') touched.add(later);
    }
    return [...touched];
  };

  const incrementOf = (row: Row): Increment => {
    const fact: PointFact = {
      metric: String(row['metric']), type: typeIn(row['type']), temporality: temporalityIn(row['temporality']), start: Number(row['started']), time: Number(row['time']),
      value: Number(row['value']), count: Number(row['count']), attributes: attributesIn(row['attributes']), scope: { name: String(row['scope']), version: '' }, resource: resources.read(Number(row['resource'])),
    };
    const workspace = textOrNull(row['workspace']);
    const before = fact.temporality === 'delta' ? undefined : former.get(String(row['series']), fact.time, Number(row['row']));
    // A new start or a lower value: the emitter began to count anew.
    const goesOn = before !== undefined && Number(before['started']) === fact.start && Number(before['value']) <= fact.value;
    if (!goesOn) return { fact, workspace, value: fact.value, count: fact.count, since: fact.start === 0 ? fact.time : Math.min(fact.start, fact.time) };
    const count = fact.type === 'histogram' ? fact.count - Number(before['count']) : 1;
    return { fact, workspace, value: fact.value - Number(before['value']), count, since: Number(before['time']) };
  };

  return {
    add,
    increments: (group) => ofStream.all(group).map(incrementOf),
    groups: () => db.prepare('SELECT DISTINCT stream FROM points WHERE stream IS NOT NULL').all().map((row) => String(row['stream'])),
    prune(before) {
      // The last one of a series that goes on stays, as what later ones are reckoned from.
      const anchor = 'time = (SELECT max(time) FROM points AS old WHERE old.series = points.series AND old.time < ?1) AND EXISTS (SELECT 1 FROM points AS new WHERE new.series = points.series AND new.time >= ?1)';
      db.prepare(`UPDATE points SET stream = NULL WHERE time < ?1 AND series IS NOT NULL AND ${anchor}`).run(before);
      return Number(db.prepare(`DELETE FROM points WHERE time < ?1 AND NOT (series IS NOT NULL AND ${anchor})`).run(before).changes);
    },
  };
}

/** What goes on from export to export. `attributes`: as stored; `resource`: its id. */
export const seriesOf = (metric: string, scope: string, attributes: string, resource: number): string => hash(metric, scope, attributes, resource);

/** The export a point came with: the first of its stream in this request that is not a second away. */
function streamOf(point: PointFact, stream: string, exportsOf: Map<string, number>): string {
  const known = exportsOf.get(stream);
  const at = known !== undefined && Math.abs(point.time - known) < ONE_EXPORT_MS ? known : point.time;
  exportsOf.set(stream, at);
  return `${POINTS_GROUP}${stream} ${at}`;
}

const typeIn = (value: unknown): PointFact['type'] => (value === 'sum' || value === 'gauge' ? value : 'histogram');
const temporalityIn = (value: unknown): PointFact['temporality'] => (value === 'delta' || value === 'cumulative' ? value : 'unspecified');
