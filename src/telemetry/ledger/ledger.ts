/** The store of call records, as the rest of the collector sees it. */
import type { CallRecord, CostSource } from '../call-record.ts';
import type { TokenCounts } from '../dialects/dialect.ts';
import type { Facts } from '../otlp/facts.ts';
import type { ObservedPlace, SpendTag, TagRow, Totals } from '../protocol.ts';
import type { KnownWorkspace } from '../workspace.ts';

/** What a call costs. Null cost is unknown, never free. */
export type PriceCall = (call: PricedCall) => { readonly cost: number | null; readonly source: CostSource };

export interface PricedCall {
  readonly provider: string | null;
  readonly model: string | null;
  /** Unix milliseconds: decides which dated price holds. */
  readonly time: number;
  readonly tokens: TokenCounts;
  /** Nano-dollars the emitter reports; null when it does not. */
  readonly reportedCost: number | null;
}

export interface Arrival {
  readonly facts: Facts;
  /** From the endpoint's path; null when it names none. */
  readonly workspace: string | null;
}

/** One run of a tool, as its span tells it. */
export interface ToolCall {
  readonly name: string;
  /** Unix milliseconds. */
  readonly time: number;
  readonly failed: boolean;
  readonly traceId: string;
  readonly session: string | null;
  readonly agent: string | null;
}

/** The kill switch, as `GET /w/<id>/control` answers it. */
export interface Control {
  readonly halted: boolean;
  /** For a person; null when nothing is halted. */
  readonly reason: string | null;
  /** Unix milliseconds at which spending may go on; null when only a person can say. */
  readonly until: number | null;
}

/** A scope of spend: one workspace, or what none owns. */
export type Owner = { readonly workspace: string } | { readonly workspace: null };

export interface Ledger {
  readonly path: string;
  readonly schema: number;
  /** Stores facts and what follows from them in one transaction: when it returns, all of it survives the process. */
  ingest(arrivals: readonly Arrival[]): { readonly calls: number; readonly spans: number };
  register(workspace: KnownWorkspace): void;
  workspaces(): readonly KnownWorkspace[];
  /** Half-open, Unix milliseconds. */
  totals(owner: Owner, from: number, to: number): Totals;
  codingTools(from: number, to: number, owner: Owner): Totals;
  byTag(owner: Owner, tag: SpendTag, from: number, to: number): TagRow[];
  minutes(owner: Owner, from: number, to: number): { readonly minute: number; readonly cost: number; readonly calls: number; readonly tokens: number }[];
  /** Newest first. `workspace: undefined` is all of them. */
  records(query: { readonly workspace?: string | null; readonly from?: number; readonly limit?: number }): CallRecord[];
  /** All of them, oldest first, read as they are asked for: there may be more than fit into memory. */
  recordsInOrder(query: { readonly workspace?: string | null }): Iterable<CallRecord>;
  /** Tool calls of a workspace, newest first, out of its newest spans: at most so many are looked at. */
  toolCalls(query: { readonly workspace: string; readonly from: number; readonly spans: number }): ToolCall[];
  places(workspace: string, since: number, today: number): ObservedPlace[];
  /** Remembers the call site of a record's place. False when there is no such record. */
  assign(record: string, site: string): boolean;
  /** Of these, by their id, the call sites that were assigned to their places. */
  assigned(workspace: string, records: readonly CallRecord[]): Readonly<Record<string, string>>;
  /** What programs of a workspace are told when they ask whether they may spend. */
  control(workspace: string): Control;
  setControl(workspace: string, control: Control): void;
  /** Calls whose kept texts hold this, newest first; none where texts are not kept. */
  containing(text: string, limit: number): CallRecord[];
  /** Changes whenever any process writes. */
  version(): number;
  /** Derives calls anew from the facts that are left, and rollups from the calls. */
  rebuild(): void;
  /** Drops facts older than this. Rollups stay. */
  prune(before: number): number;
  /** Looks through the next `rows` that were stored under older rules of what is content, and drops what today is; false when none are left. */
  clean(rows: number): boolean;
  /** Bytes in use; a file does not shrink, what was freed is used again. */
  size(): number;
  /** What is wrong with the file or its sums, in words; empty when nothing is. */
  problems(): readonly string[];
  close(): void;
}

/** The file was written by a newer Costline, or is no ledger. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}
