/**
 * Custom messages between a client and the language server, beyond LSP. Types only, versioned:
 * the server announces its version in `initialize`'s `experimental.costline`, and a client that
 * does not know the number leaves these messages out.
 */
import type { Position, Range } from '../core/document.ts';
import type { ObservedPlace } from '../telemetry/protocol.ts';

export type ServerProtocolVersion = 1;

/** `initializationOptions` and `workspace/didChangeConfiguration` carry this. */
export interface ClientSettings {
  /** The raw `costline.*` settings of the user and workspace, unmerged with `costline.json`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Per folder URI, where folders have settings of their own. */
  readonly folderSettings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly trusted: boolean;
}

/** Client → server notification `costline/observed`: actuals from the ledger. */
export interface ObservedParams {
  readonly places: readonly ObservedPlace[];
}

/** Server → client notification `costline/overview`, after each analysis. */
export interface Overview {
  readonly prompts: number;
  readonly findings: number;
  readonly hasModelImport: boolean;
}

/** Request `costline/summary` → what the first click on the status bar shows. */
export interface Summary {
  readonly prompts: number;
  readonly mostExpensive: readonly { readonly label: string; readonly cost: string; readonly location: WireLocation }[];
  readonly topFinding: { readonly message: string; readonly location: WireLocation } | null;
}

/** Request `costline/locate` → where a call record came from, or null below 0.9 confidence. */
export interface LocateParams {
  readonly file: string | null;
  readonly line: number | null;
  readonly function: string | null;
  readonly names: readonly string[];
  readonly model: string | null;
  /** Of a call record; null where no texts were sent. */
  readonly fingerprint?: string | null;
  /** The call site a person said it is. */
  readonly assigned?: string;
}
export type LocateResult = { readonly location: WireLocation; readonly confidence: number } | null;

/** Request `costline/callSites` → the calls of the workspace, for a person to choose from. */
export interface CallSiteItem {
  readonly id: string;
  /** The function it is in, or the file. */
  readonly label: string;
  readonly location: WireLocation;
  readonly model: string | null;
}

/** Request `costline/callAt` → the call that a place of an open document is in, or null. */
export interface CallAtParams {
  readonly uri: string;
  readonly position: Position;
}
export type CallAtResult = { readonly id: string; readonly model: string | null; readonly candidates: readonly string[] } | null;

/** Request `costline/checkWorkspace` → findings of all files, published as diagnostics. */
export interface CheckWorkspaceResult {
  readonly files: number;
  readonly calls: number;
  readonly findings: number;
}

/** Request `costline/countTarget` → where *Count Exactly* would send text; nothing is sent yet. */
export interface CountTarget {
  readonly host: string;
  /** The server's environment has an API key, so that none need be asked for. */
  readonly hasKey: boolean;
}

/** Request `costline/countTokens`: Claude's own count of one message. Only ever sent for an action the user took. */
export interface CountTokensParams {
  /** Null takes the key of the environment. Neither logged nor kept by the server beyond its process. */
  readonly key: string | null;
  readonly model: string;
  readonly text: string;
}
export type CountTokensResult =
  | { readonly kind: 'counted'; readonly tokens: number }
  /** The key is not valid. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

export interface WireLocation {
  readonly uri: string;
  readonly range: Range;
}

/** Requests by method, so that both ends are checked against one table. */
export interface ServerRequests {
  readonly 'costline/summary': { readonly params: undefined; readonly result: Summary };
  readonly 'costline/locate': { readonly params: LocateParams; readonly result: LocateResult };
  readonly 'costline/callSites': { readonly params: undefined; readonly result: readonly CallSiteItem[] };
  readonly 'costline/callAt': { readonly params: CallAtParams; readonly result: CallAtResult };
  readonly 'costline/checkWorkspace': { readonly params: undefined; readonly result: CheckWorkspaceResult };
  readonly 'costline/countTarget': { readonly params: undefined; readonly result: CountTarget };
  readonly 'costline/countTokens': { readonly params: CountTokensParams; readonly result: CountTokensResult };
}

/** Notifications by method; `observed` to the server, `overview` from it. */
export interface ServerNotifications {
  readonly 'costline/observed': ObservedParams;
  readonly 'costline/overview': Overview;
}
