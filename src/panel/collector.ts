/** What the collector does, said so that a reader knows what to do next. */
import type { CollectorStatus } from '../telemetry/protocol.ts';
import { environmentLines } from './connect.ts';
import type { CollectorView } from './protocol.ts';

export interface CollectorInput {
  readonly trusted: boolean;
  /** A folder is open: without one no spend has an owner. */
  readonly hasFolder: boolean;
  /** Null while no child runs, or before it answered. */
  readonly status: CollectorStatus | null;
  /** The child was started and has not answered. */
  readonly starting: boolean;
  /** Why the child gave up; null when it did not. */
  readonly failure: string | null;
}

const NOTHING: CollectorView = { tone: 'off', text: 'Not listening', detail: null, endpoint: null, env: [], lastRejected: null, action: 'start-collector' };

export function collectorView({ trusted, hasFolder, status, starting, failure }: CollectorInput): CollectorView {
  if (!hasFolder) return { ...NOTHING, detail: 'Open a folder: spend belongs to the folder it comes from.', action: null };
  if (!trusted) return { ...NOTHING, detail: 'This folder is in restricted mode. Costline listens only in folders you trust.', action: 'manage-trust' };
  if (failure !== null) return { ...NOTHING, tone: 'problem', detail: failure };
  if (status === null) return starting ? { ...NOTHING, tone: 'waiting', text: 'Starting …', action: null } : NOTHING;
  return { ...roleView(status), env: status.endpoint === null ? [] : environmentLines(status.endpoint), endpoint: status.endpoint, lastRejected: rejected(status) };
}

function roleView({ role, message, foreign, endpoint, upstream }: CollectorStatus): CollectorView {
  const lost = upstream !== null && upstream.dropped > 0 ? `${upstream.dropped} requests could not be sent on to costline.collector.upstream.` : null;
  switch (role) {
    case 'owner': return endpoint === null
      ? { ...NOTHING, tone: 'waiting', text: 'Starting …', detail: message, action: null }
      : { ...NOTHING, tone: 'listening', text: 'Listening', detail: lost ?? message, action: null };
    case 'follower': return { ...NOTHING, tone: 'listening', text: 'Another window listens', detail: message, action: null };
    case 'foreign': return { ...NOTHING, tone: 'problem', text: 'The port is taken', detail: message ?? `By ${foreign ?? 'another program'}.`, action: null };
    case 'unavailable': return { ...NOTHING, tone: 'problem', text: 'Not available', detail: message ?? 'This editor’s Node has no SQLite.', action: null };
    case 'stopped': return NOTHING;
    default: return unknownRole(role);
  }
}

const unknownRole = (role: never): CollectorView => ({ ...NOTHING, tone: 'problem', detail: `Unknown role ${String(role)}.` });

const rejected = ({ lastRejected }: CollectorStatus): string | null =>
  lastRejected === null ? null : `${new Date(lastRejected.time).toISOString().slice(11, 19)} UTC, from ${lastRejected.from}: ${lastRejected.reason}`;
