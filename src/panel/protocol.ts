/**
 * What the panel page and its host say to each other. Types only: the host sends state, the page sends intents.
 * Figures arrive as words (made in `state.ts`); numbers stay numbers only where they are drawn.
 */
import type { SpendTag } from '../telemetry/protocol.ts';

export type ToPage =
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'alert'; readonly text: string };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'open-call'; readonly record: string }
  | { readonly type: 'assign'; readonly record: string }
  | { readonly type: 'set-budget' }
  | { readonly type: 'send-test-call' }
  | { readonly type: 'connect' }
  | { readonly type: 'copy-endpoint' }
  | { readonly type: 'copy-collector-snippet' }
  | { readonly type: 'start-collector' }
  | { readonly type: 'manage-trust' }
  | { readonly type: 'export'; readonly format: 'csv' | 'json' };

export interface PanelState {
  readonly workspaceName: string;
  readonly collector: CollectorView;
  /** Null until the ledger answered. */
  readonly spend: SpendView | null;
}

export interface CollectorView {
  readonly tone: 'listening' | 'waiting' | 'off' | 'problem';
  /** e.g. `Listening`. */
  readonly text: string;
  /** What to do or know, in one sentence; null when there is nothing. */
  readonly detail: string | null;
  /** Where emitters send to; null when nothing listens. */
  readonly endpoint: string | null;
  /** Shell lines that point an emitter here; empty when nothing listens. */
  readonly env: readonly string[];
  readonly lastRejected: string | null;
  readonly action: 'start-collector' | 'manage-trust' | null;
}

export interface SpendView {
  /** Nothing was ever recorded for this workspace: the page says how to connect. */
  readonly empty: boolean;
  readonly figures: readonly Figure[];
  readonly budgets: readonly BudgetBar[];
  readonly series: Series;
  readonly tables: Readonly<Record<SpendTag, readonly TagLine[]>>;
  /** Newest first. */
  readonly calls: readonly CallLine[];
  /** Spend that counts in no budget of this workspace. */
  readonly apart: readonly Apart[];
}

export interface Figure {
  readonly id: 'today' | 'burn' | 'cache' | 'latency' | 'calls';
  readonly label: string;
  readonly value: string;
  /** The exact nano-dollars behind a value that is money; null otherwise. */
  readonly nanodollars: number | null;
  /** What the value leaves out or is made of; null when it is plain. */
  readonly note: string | null;
}

export interface BudgetBar {
  readonly id: string;
  readonly label: string;
  /** e.g. `$1.24 of $5.00`. */
  readonly text: string;
  readonly percent: number;
  readonly severity: 'ok' | 'warning' | 'error';
  /** Unix milliseconds; null for request and session budgets. */
  readonly resetsAt: number | null;
  readonly note: string | null;
}

/** Per minute, oldest first, of equal length. */
export interface Series {
  /** Unix seconds. */
  readonly times: readonly number[];
  /** Nano-dollars. */
  readonly costs: readonly number[];
  readonly calls: readonly number[];
}

export interface TagLine {
  /** Unique in its table. */
  readonly key: string;
  readonly name: string;
  /** False for the line of calls that carry no such tag. */
  readonly named: boolean;
  readonly cost: string;
  readonly calls: string;
  readonly input: string;
  readonly cached: string;
  readonly output: string;
  /** Share of the table's cost, 0 to 1. */
  readonly share: number;
}

export interface CallLine {
  readonly id: string;
  /** Unix milliseconds. */
  readonly time: number;
  readonly model: string;
  readonly names: string;
  readonly input: string;
  readonly cached: string;
  readonly output: string;
  readonly cost: string;
  /** False when the cost is a word: unpriced, replayed … */
  readonly priced: boolean;
  readonly failed: boolean;
  /** Where it says it came from, e.g. `answer.ts:41`; null when it does not say. */
  readonly place: string | null;
  /** The function or file a person said it comes from; null when nobody did. */
  readonly assigned: string | null;
}

export interface Apart {
  readonly id: 'unattributed' | 'coding-tools';
  readonly label: string;
  readonly cost: string;
  readonly calls: string;
  readonly explanation: string;
}

/** Kept by the page and its serializer, so that the panel survives a reload. */
export interface ViewState {
  readonly tag: SpendTag;
}
