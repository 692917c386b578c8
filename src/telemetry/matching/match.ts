/** Which call site a place in telemetry is: literal names first, then file and line, then file and function. */
import type { CallSite } from '../../core/call-site.ts';
import type { ObservedPlace } from '../protocol.ts';

export interface Match {
  readonly site: CallSite;
  /** 0 to 1; under 0.9 nothing should stand on the line. */
  readonly confidence: number;
}

/** Null when no site fits, or two fit equally well. */
export function matchPlace(place: ObservedPlace, sites: readonly CallSite[]): Match | null {
  const scored = sites.map((site) => ({ site, confidence: confidenceOf(place, site) })).filter(({ confidence }) => confidence > 0);
  const [best, next] = scored.sort((a, b) => b.confidence - a.confidence);
  if (best === undefined || best.confidence === next?.confidence) return null;
  return best;
}

function confidenceOf({ location, names, model }: ObservedPlace, site: CallSite): number {
  if (names.some((name) => site.telemetryNames.includes(name))) return 0.97;
  if (location?.file == null || !samePath(site.location.file, location.file)) return 0;
  const { start, end } = site.location.range;
  const line = location.line === null ? null : location.line - 1;
  if (line !== null && line >= start.line && line <= end.line) return 0.99;
  if (location.function === null || site.enclosing === null || lastName(site.enclosing) !== lastName(location.function)) return 0;
  return model !== null && site.model.id !== null && model.startsWith(site.model.id) ? 0.93 : 0.91;
}

const samePath = (file: string, seen: string): boolean => file === seen || file.endsWith(`/${seen.replace(/^\.\//, '')}`);
const lastName = (dotted: string): string => dotted.slice(Math.max(dotted.lastIndexOf('.'), dotted.lastIndexOf(':')) + 1);
