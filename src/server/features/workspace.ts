/** What a scan of the workspace answers: its dearest prompts, where a call record came from. */
import { basename } from 'node:path';
import type { Analysis, CallReport } from '../../core/analysis.ts';
import type { Location } from '../../core/document.ts';
import { floorPerCall, pricePerCall } from '../../core/present/money.ts';
import { marksIn } from '../../telemetry/matching/fingerprint.ts';
import { matchPlace } from '../../telemetry/matching/match.ts';
import type { CallSiteItem, LocateParams, LocateResult, Summary, WireLocation } from '../protocol.ts';

/** A place as the client knows it. */
export type ToWire = (location: Location) => WireLocation;

const SHOWN = 3;

/** The three dearest prompts by one uncached call, and the finding that loses most. */
export function summarize({ calls, findings }: Analysis, place: ToWire): Summary {
  const loud = calls.filter((call) => !call.quiet);
  const priced = loud.filter((call): call is CallReport & { cost: NonNullable<CallReport['cost']> } => call.cost !== null && call.site.gateway === null);
  const dearest = priced.sort((a, b) => b.cost.uncached - a.cost.uncached).slice(0, SHOWN);
  const top = [...findings].sort((a, b) => (b.data.lostPerCall ?? 0) - (a.data.lostPerCall ?? 0))[0];
  return {
    prompts: loud.length,
    mostExpensive: dearest.map(({ site, cost }) => ({
      label: site.enclosing ?? `${basename(site.location.file)}:${site.location.range.start.line + 1}`,
      cost: cost.floor ? floorPerCall(cost.uncached) : pricePerCall(cost.uncached), location: place(site.nameLocation),
    })),
    topFinding: top === undefined ? null : { message: top.message, location: place(top.location) },
  };
}

/** What a person may say a recorded call comes from, in the order of files; functions that only pass prompts on made none by themselves. */
export const callSites = ({ calls }: Analysis, place: ToWire): readonly CallSiteItem[] => calls.filter(({ site }) => site.gateway === null).map(({ site }) => ({
  id: site.id, label: site.enclosing ?? basename(site.location.file), location: place(site.nameLocation), model: site.model.id,
}));

/** Below this nothing is shown as the place: a wrong jump is worse than none. */
const SURE = 0.9;

export function locate({ file, line, function: name, names, model, fingerprint = null, assigned }: LocateParams, { calls }: Analysis, place: ToWire): LocateResult {
  const match = matchPlace({
    location: { file, line, function: name }, names, model,
    calls: 0, callsToday: 0, costToday: 0, inputP50: 0, inputP95: 0, outputP50: 0, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null, marks: [...marksIn(fingerprint)],
    ...(assigned === undefined ? {} : { assigned }),
  }, calls.map((call) => call.site));
  return match === null || match.confidence < SURE ? null : { location: place(match.site.nameLocation), confidence: match.confidence };
}
