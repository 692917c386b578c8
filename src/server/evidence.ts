/** What was observed in the ledger, joined with the call sites the server knows. */
import type { CallReport, Evidence, Observed } from '../core/analysis.ts';
import { matchPlace } from '../telemetry/matching/match.ts';
import type { ObservedPlace } from '../telemetry/protocol.ts';

/** Below this nothing stands on the line. */
const SURE = 0.9;

export interface ObservedStore {
  /** By call site, for the sites last joined. */
  evidence(): Evidence;
  replace(places: readonly ObservedPlace[]): void;
  /** Joins these calls; true when that changed what is known about one of them. */
  join(calls: readonly CallReport[]): boolean;
}

export function createObservedStore(): ObservedStore {
  let places: readonly ObservedPlace[] = [];
  let evidence = new Map<string, Observed>();
  return {
    evidence: () => evidence,
    replace(newPlaces) {
      places = newPlaces;
    },
    join(calls) {
      const sites = calls.map((call) => call.site);
      const joined = new Map<string, Observed>();
      for (const place of places) {
        const match = matchPlace(place, sites);
        if (match === null || match.confidence < SURE) continue;
        const before = joined.get(match.site.id);
        joined.set(match.site.id, before === undefined ? observedOf(place) : added(before, place));
      }
      const changed = sites.filter(({ id }) => JSON.stringify(evidence.get(id)) !== JSON.stringify(joined.get(id)));
      if (changed.length === 0) return false;
      evidence = new Map(evidence);
      for (const { id } of changed) {
        const observed = joined.get(id);
        if (observed === undefined) evidence.delete(id);
        else evidence.set(id, observed);
      }
      return true;
    },
  };
}

const observedOf = ({ location: _location, names: _names, model: _model, marks: _marks, ...observed }: ObservedPlace): Observed => observed;

/** One place may be seen under several names or models. Quantiles of the busier one stand for both. */
function added(a: Observed, b: Observed): Observed {
  const busier = a.calls >= b.calls ? a : b;
  const perMonth = a.callsPerMonth === null && b.callsPerMonth === null ? null : (a.callsPerMonth ?? 0) + (b.callsPerMonth ?? 0);
  return {
    calls: a.calls + b.calls, callsToday: a.callsToday + b.callsToday, costToday: a.costToday + b.costToday,
    inputP50: busier.inputP50, inputP95: Math.max(a.inputP95, b.inputP95), outputP50: busier.outputP50,
    cacheRead: a.cacheRead + b.cacheRead, cacheWrite: a.cacheWrite + b.cacheWrite,
    lastSeen: Math.max(a.lastSeen, b.lastSeen), callsPerMonth: perMonth,
  };
}
