/**
 * Which call site a place in telemetry is: what the user assigned, then file and line, then literal names, then the prompt's
 * fingerprint, then file and function.
 * Two sites that fit equally well are none: a wrong line is worse than no line.
 */
import type { CallSite } from '../../core/call-site.ts';
import type { ObservedPlace } from '../protocol.ts';
import { sharedLength } from './fingerprint.ts';
import { knownTexts } from './known-texts.ts';

export interface Match {
  readonly site: CallSite;
  /** 0 to 1; under `SURE` nothing should stand on the line. */
  readonly confidence: number;
}

/** What may be shown at a call site. */
export const SURE = 0.9;

/** Null when no site fits, or two fit equally well. */
export function matchPlace(place: ObservedPlace, sites: readonly CallSite[]): Match | null {
  const scored = sites.map((site) => ({ site, confidence: confidenceOf(place, site) })).filter(({ confidence }) => confidence > 0);
  const [best, next] = scored.sort((a, b) => b.confidence - a.confidence || linesOf(a.site) - linesOf(b.site));
  if (best === undefined) return null;
  // Of calls inside each other the line means the inner one; side by side nothing tells them apart.
  if (best.confidence === next?.confidence && !(best.confidence === AT_LINE && linesOf(best.site) < linesOf(next.site))) return null;
  return best;
}

export interface Matched {
  readonly bySite: ReadonlyMap<string, readonly ObservedPlace[]>;
  /** Spend that no call site is sure to have made. */
  readonly unattributed: readonly ObservedPlace[];
}

export function matchPlaces(places: readonly ObservedPlace[], sites: readonly CallSite[]): Matched {
  const bySite = new Map<string, ObservedPlace[]>();
  const unattributed: ObservedPlace[] = [];
  for (const place of places) {
    const match = matchPlace(place, sites);
    if (match === null || match.confidence < SURE) unattributed.push(place);
    else bySite.set(match.site.id, [...(bySite.get(match.site.id) ?? []), place]);
  }
  return { bySite, unattributed };
}

const AT_LINE = 0.99;

function confidenceOf(place: ObservedPlace, site: CallSite): number {
  if (place.assigned !== undefined) return place.assigned === site.id ? 1 : 0;
  const model = sameModel(place.model, site.model.id);
  const named = place.names.some((name) => site.telemetryNames.includes(name));
  return Math.max(byPlace(place, site, model), named ? BY_NAME[model] : 0, byPrompt(place, site, model));
}

type Models = 'same' | 'unknown' | 'other';

/** Another model may still be an alias of the one that is written; a line and a name are stronger than it. */
const BY_NAME: Readonly<Record<Models, number>> = { same: 0.97, unknown: 0.96, other: 0.9 };
const BY_FUNCTION: Readonly<Record<Models, number>> = { same: 0.93, unknown: 0.91, other: 0.85 };
const BY_PROMPT: Readonly<Record<Models, number>> = { same: 0.94, unknown: 0.92, other: 0.85 };
const FAR = 0.01;
/** Of two sites that share a text with a call, the one that wrote more of it made it. */
const PER_CHARACTER = 1e-6;
const MOST_CHARACTERS = 10_000;

/** By the texts that code and call have in common. */
function byPrompt({ marks }: ObservedPlace, site: CallSite, model: Models): number {
  if (marks === undefined || marks.length === 0) return 0;
  const seen = new Set(marks);
  const shared = knownTexts(site).reduce((sum, known) => sum + sharedLength(seen, known), 0);
  return shared === 0 ? 0 : BY_PROMPT[model] + Math.min(shared, MOST_CHARACTERS) * PER_CHARACTER;
}

/** By `code.*`: the path as it is here, or, from a container or another checkout, at least its last two parts. */
function byPlace({ location }: ObservedPlace, site: CallSite, model: Models): number {
  if (location === null) return 0;
  const named = location.function !== null && site.enclosing !== null && lastName(site.enclosing) === lastName(location.function);
  if (location.file === null) return named && isDotted(location.function) && plainName(location.function ?? '').endsWith(plainName(site.enclosing ?? '')) ? 0.6 : 0;
  const alike = alikeness(site.location.file, location.file);
  if (alike === 'none') return 0;
  const { start, end } = site.location.range;
  const line = location.line === null ? null : location.line - 1;
  const atLine = line !== null && line >= start.line && line <= end.line;
  if (alike === 'tail') return atLine && (named || location.function === null || site.enclosing === null) ? 0.95 : named ? BY_FUNCTION[model] - FAR : 0;
  if (atLine) return AT_LINE;
  return named ? BY_FUNCTION[model] : 0;
}

function sameModel(seen: string | null, written: string | null): Models {
  if (seen === null || written === null) return 'unknown';
  const [a, b] = [bareModel(seen), bareModel(written)];
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`) ? 'same' : 'other';
}

/** `openai/gpt-4o-2024-08-06` → `gpt-4o-2024-08-06`. */
const bareModel = (model: string): string => model.slice(Math.max(model.lastIndexOf('/'), model.lastIndexOf(':')) + 1).toLowerCase();

function alikeness(file: string, seen: string): 'same' | 'tail' | 'none' {
  const [here, there] = [partsOf(file), partsOf(seen)];
  let shared = 0;
  while (shared < Math.min(here.length, there.length) && here.at(-1 - shared) === there.at(-1 - shared)) shared += 1;
  if (shared === here.length || shared === there.length) return shared > 0 ? 'same' : 'none';
  return shared >= 2 ? 'tail' : 'none';
}

const partsOf = (path: string): readonly string[] => path.replace(/^file:\/\//, '').replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.');
const plainName = (dotted: string): string => dotted.replaceAll(/[:#/]+/g, '.').replace(/<locals>\./g, '');
const lastName = (dotted: string): string => plainName(dotted).split('.').at(-1) ?? '';
const isDotted = (name: string | null): boolean => name !== null && plainName(name).includes('.');
const linesOf = (site: CallSite): number => site.location.range.end.line - site.location.range.start.line;
