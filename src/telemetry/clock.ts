/**
 * Clocks that are ahead. What says it ended later than it was received ended when it was received: left where it says, it
 * would stand in a tomorrow that no budget of today counts. Clocks that are behind cannot be told from data that is late,
 * so what lies in the past stays in its minute. Metric points stay, too: each is reckoned from the one before it.
 */
import type { Facts, LogFact, SpanFact } from './otlp/facts.ts';

/** Two clocks of one machine, or of machines that ask the same server, differ by less; Unix milliseconds. */
export const AHEAD = 60_000;

/** The same facts unless some lie in the future. `now`: Unix milliseconds at which they were received. */
export function notAhead(facts: Facts, now: number): Facts {
  const latest = now + AHEAD;
  if (!facts.spans.some(({ start, end }) => Math.max(start, end) > latest) && !facts.logs.some(({ time }) => time > latest)) return facts;
  return { ...facts, spans: facts.spans.map((span) => spanBefore(span, now)), logs: facts.logs.map((log) => logBefore(log, now)) };
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
