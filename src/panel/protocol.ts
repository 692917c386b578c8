/** What the panel page and its host say to each other. Types only: the host sends state, the page sends intents. */
import type { CollectorStatus, SpendState, SpendTag, Alert } from '../telemetry/protocol.ts';

export type ToPage =
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'alert'; readonly alert: Alert };

export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'open-call'; readonly record: string }
  | { readonly type: 'set-budget' }
  | { readonly type: 'send-test-call' }
  | { readonly type: 'copy-endpoint' }
  | { readonly type: 'copy-collector-snippet' }
  | { readonly type: 'start-collector' }
  | { readonly type: 'export'; readonly format: 'csv' | 'json' }
  | { readonly type: 'assign'; readonly record: string }
  /** Kept by the serializer so that the panel survives a reload. */
  | { readonly type: 'view'; readonly view: ViewState };

export interface PanelState {
  readonly workspaceName: string;
  readonly trusted: boolean;
  readonly status: CollectorStatus | null;
  readonly spend: SpendState | null;
}

export interface ViewState {
  readonly tag: SpendTag;
}
