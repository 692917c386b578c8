/**
 * A call seen beside those of other traces: the same call told by another instrumentation, which counts once, or an
 * answer out of a cache, which is free. Pure: the same statements stand the same, in whatever order they came.
 */
import { isAnotherModel } from '../core/pricing/model-id.ts';
import type { CallRecord } from './call-record.ts';
import type { Told } from './derive.ts';
import { inputOf, inTurn, overlap, sayTheSame, type Interval } from './dialects/same-call.ts';

export interface Standing {
  /** As it is shown. */
  readonly record: CallRecord;
  /** Another statement on the same call is shown instead. */
  readonly hidden: boolean;
}

/** `others`: statements with the same response id, or at the same time. Their counts are not looked at when nothing relates them. */
export function stand(own: Told, others: readonly Told[]): Standing {
  const named = others.filter((other) => own.record.responseId !== null && other.record.responseId === own.record.responseId && !isAnotherModel(own.record.model, other.record.model));
  const turns = inTurn([own, ...named].map((told) => ({ told, id: told.record.id, span: intervalOf(told) })));
  const at = turns.findIndex((turn) => turn.members.some(({ told }) => told === own));
  const beside = (turns[at]?.members ?? []).flatMap(({ told }) => (told === own ? [] : [told]));
  const same = [...beside, ...others.filter((other) => !beside.includes(other) && areTwins(own, other))];
  if (same.some((other) => isBetter(other, own))) return { record: own.record, hidden: true };
  const record = same.reduce((kept, other) => filled(kept, other.record), own.record);
  const first = turns[0]?.members[0]?.told;
  // Ids of some local servers are short and come again by chance: an answer out of a cache has the same counts.
  const replayed = turns[at]?.replayed === true && first !== undefined && inputOf(first.record) === inputOf(own.record) && first.record.output === own.record.output;
  return { record: replayed ? { ...record, cost: 0, costSource: 'replayed' } : record, hidden: false };
}

const isBetter = (a: Told, b: Told): boolean => a.rank < b.rank || (a.rank === b.rank && (a.worth > b.worth || (a.worth === b.worth && a.record.id < b.record.id)));

/** A log record says only when the answer was there. */
function intervalOf({ record }: Told): Interval | null {
  return /(^|\/)log /.test(record.id) ? null : { start: record.time, end: record.time + Math.max(1, record.durationMs ?? 0) };
}

/** Two instrumentations of one process that say the same at the same time. */
export function areTwins(a: Told, b: Told): boolean {
  const [first, second] = [intervalOf(a), intervalOf(b)];
  if (a.scopeName === b.scopeName || a.record.service !== b.record.service || first === null || second === null || a.record.traceId === null || b.record.traceId === null) return false;
  if (a.record.responseId !== null && b.record.responseId !== null && a.record.responseId !== b.record.responseId) return false;
  if (isAnotherModel(a.record.model, b.record.model) || !overlap(first, second)) return false;
  return !a.record.unmeasured && !b.record.unmeasured && sayTheSame(a.record, b.record);
}

/** What the other statement knows and this one does not. */
function filled(record: CallRecord, other: CallRecord): CallRecord {
  const { provider, model, requestedModel, reportedCost, responseId, agent, task, feature, user, session, workspace, environment, location, finishReason, timeToFirstTokenMs, fingerprint } = record;
  return {
    ...record, provider: provider ?? other.provider, model: model ?? other.model, requestedModel: requestedModel ?? other.requestedModel,
    reportedCost: reportedCost ?? other.reportedCost, responseId: responseId ?? other.responseId,
    agent: agent ?? other.agent, task: task ?? other.task, feature: feature ?? other.feature, user: user ?? other.user, session: session ?? other.session,
    workspace: workspace ?? other.workspace, environment: environment ?? other.environment, location: location ?? other.location,
    finishReason: finishReason ?? other.finishReason, timeToFirstTokenMs: timeToFirstTokenMs ?? other.timeToFirstTokenMs, fingerprint: fingerprint ?? other.fingerprint,
  };
}

/** Unix milliseconds around a statement in which something nearer to the bill makes it superfluous. */
export const DOUBT = { before: 10 * 60_000, after: 2 * 60_000 } as const;

/** Whether `nearer` tells of the calls that `told` sums or repeats: same service, and the same model and session where both say. */
export function covers(nearer: Told, told: Told): boolean {
  if (nearer.rank >= told.rank || nearer.record.service !== told.record.service) return false;
  if (nearer.record.time < told.since - DOUBT.before || nearer.record.time > told.record.time + DOUBT.after) return false;
  const sessions = [nearer.record.session, told.record.session];
  if (!sessions.includes(null) && sessions[0] !== sessions[1]) return false;
  return !isAnotherModel(nearer.record.model, told.record.model) || !isAnotherModel(nearer.record.requestedModel, told.record.model);
}
