/**
 * Clocks that are ahead. What says it ended later than it was received ended when it was received: left where it says, it
 * would stand in a tomorrow that no budget of today counts. Clocks that are behind cannot be told from data that is late,
 * so what lies in the past stays in its minute.
 */
import type { Facts, LogFact, PointFact, SpanFact } from './otlp/facts.ts';

/** Two clocks of one machine, or of machines that ask the same server, differ by less; Unix milliseconds. */
export const AHEAD = 60_000;

/** The same facts unless some lie in the future. `now`: Unix milliseconds at which they were received. */
export function notAhead(facts: Facts, now: number): Facts {
  const latest = now + AHEAD;
  const { spans, logs, points } = facts;
  const isAhead = ({ time }: LogFact | PointFact): boolean => time > latest;
  if (!spans.some(({ start, end }) => Math.max(start, end) > latest) && !logs.some(isAhead) && !points.some(isAhead)) return facts;
  return { spans: spans.map((span) => spanBefore(span, now)), logs: logs.map((log) => logBefore(log, now)), points: pointsBefore(points, latest) };
}

/** As long as it says, ending now. */
function spanBefore(span: SpanFact, now: number): SpanFact {
  const { start, end } = span;
  if (Math.max(start, end) <= now + AHEAD) return span;
  return { ...span, start: now - Math.min(Math.max(0, end - start), LONGEST), end: now };
}

/** A length that no call has is damage, as a time in the future is. */
const LONGEST = 86_400_000;

const logBefore = (log: LogFact, now: number): LogFact => (log.time > now + AHEAD ? { ...log, time: now } : log);

/**
 * Each point of a counter is reckoned from the one before it, so their order must stay: nothing is put before what was let
 * pass, and those of one time follow each other as they came. Their beginning tells which counter they go on with, and stays.
 */
function pointsBefore(points: readonly PointFact[], latest: number): readonly PointFact[] {
  if (!points.some(({ time }) => time > latest)) return points;
  return points.toSorted((a, b) => a.time - b.time).map((point) => (point.time > latest ? { ...point, time: latest, saidTime: point.time } : point));
}
