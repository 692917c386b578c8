/**
 * What a window and its telemetry child say to each other, over the child's IPC channel. Types only.
 * The window states intents; the child pushes state. Money is integer nano-dollars.
 */
import type { Budget, CollectorConfig } from '../core/config/config.ts';
import type { CallRecord } from './call-record.ts';

export type TelemetryProtocolVersion = 1;

export type ToChild =
  | {
      readonly type: 'configure';
      readonly workspace: WorkspaceIdentity;
      readonly budgets: readonly Budget[];
      /** `service.name` → workspace-relative folder. */
      readonly services: Readonly<Record<string, string>>;
      readonly collector: CollectorConfig;
      readonly includeCodingTools: boolean;
      /** Offset of local time from UTC in minutes, east positive: decides what today is. */
      readonly utcOffsetMinutes: number;
    }
  /** Push `spend` at most every `everyMs` while something changes. */
  | { readonly type: 'subscribe'; readonly everyMs: number }
  | { readonly type: 'unsubscribe' }
  /** Rolled up actuals by code place, for the language server. */
  | { readonly type: 'observe'; readonly request: number }
  | { readonly type: 'export'; readonly request: number; readonly format: 'csv' | 'json'; readonly file: string }
  | { readonly type: 'send-test-call' }
  /** A record, and all that come from the same place or go by the same names, belong to this call site. */
  | { readonly type: 'assign'; readonly record: string; readonly callSite: string }
  | { readonly type: 'shutdown' };

export type FromChild =
  | { readonly type: 'ready'; readonly protocol: TelemetryProtocolVersion; readonly version: string }
  | { readonly type: 'status'; readonly status: CollectorStatus }
  | { readonly type: 'spend'; readonly spend: SpendState }
  | { readonly type: 'alert'; readonly alert: Alert }
  | { readonly type: 'observed'; readonly request: number; readonly places: readonly ObservedPlace[] }
  | { readonly type: 'exported'; readonly request: number; readonly rows: number; readonly file: string }
  | { readonly type: 'failed'; readonly request: number | null; readonly message: string };

export interface WorkspaceIdentity {
  /** Short hash of the first folder's path: the `<id>` of `/w/<id>`. */
  readonly id: string;
  readonly name: string;
  /** Absolute paths. */
  readonly folders: readonly string[];
}

export interface CollectorStatus {
  /** `foreign`: another program holds the port; `unavailable`: this Node has no SQLite. */
  readonly role: 'owner' | 'follower' | 'foreign' | 'stopped' | 'unavailable';
  readonly port: number | null;
  /** e.g. `http://127.0.0.1:4318/w/3fa9c1`; null when nothing listens. */
  readonly endpoint: string | null;
  readonly ledger: string;
  /** What answered on the port, when foreign. */
  readonly foreign: string | null;
  readonly lastRejected: { readonly time: number; readonly reason: string; readonly from: string } | null;
  readonly received: { readonly requests: number; readonly spans: number; readonly lastAt: number | null };
  readonly upstream: { readonly queued: number; readonly dropped: number } | null;
  readonly message: string | null;
}

export interface Totals {
  readonly cost: number;
  readonly calls: number;
  /** Calls without a price: their cost is unknown and not in `cost`. */
  readonly unpriced: number;
  readonly unmeasured: number;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly errors: number;
}

export interface TagRow extends Totals {
  readonly key: string | null;
}

/** Everything the panel and the status bar show for this workspace. */
export interface SpendState {
  readonly at: number;
  readonly today: Totals;
  /** Nano-dollars per minute over the last five minutes. */
  readonly burnPerMinute: number;
  /** Oldest first, one entry a minute, gaps filled with zeros. */
  readonly minutes: readonly { readonly minute: number; readonly cost: number; readonly calls: number; readonly tokens: number }[];
  readonly by: Readonly<Record<SpendTag, readonly TagRow[]>>;
  /** Newest first. */
  readonly recent: readonly CallRecord[];
  /** Of the recent ones, by their id, the call site the user said they come from. */
  readonly assigned: Readonly<Record<string, string>>;
  readonly budgets: readonly BudgetState[];
  /** Spend no workspace owns: shown, never counted. */
  readonly unattributed: Totals;
  readonly codingTools: Totals;
  readonly cacheHitRate: number | null;
  readonly latencyP50Ms: number | null;
  readonly latencyP95Ms: number | null;
}

export type SpendTag = 'model' | 'agent' | 'task' | 'feature' | 'user' | 'session';

export interface BudgetState {
  readonly id: string;
  readonly label: string;
  readonly spent: number;
  readonly limit: number;
  /** The highest level passed, as a fraction of the limit; null below the first. */
  readonly level: number | null;
  /** Unix milliseconds; null for request and session budgets. */
  readonly resetsAt: number | null;
  readonly unpriced: number;
}

export interface Alert {
  readonly id: string;
  readonly kind: 'budget' | 'spike' | 'loop' | 'retry-storm' | 'unpriced-model' | 'falling-cache' | 'growing-input' | 'runaway-session' | 'tool-failures';
  readonly severity: 'information' | 'warning' | 'critical';
  readonly time: number;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Actuals of one place in code (or one telemetry name), for joining with call sites. */
export interface ObservedPlace {
  readonly location: CallRecord['location'];
  /** Feature, task and agent names seen with it. */
  readonly names: readonly string[];
  readonly model: string | null;
  readonly calls: number;
  readonly callsToday: number;
  readonly costToday: number;
  readonly inputP50: number;
  readonly inputP95: number;
  readonly outputP50: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly lastSeen: number;
  readonly callsPerMonth: number | null;
  /** What the prompts of all its calls have in common, see `matching/fingerprint.ts`; absent when no texts were sent. */
  readonly marks?: readonly string[];
  /** The call site the user said it is. */
  readonly assigned?: string;
}
