/** What `costline check` found, as every format prints it: one-based lines, relative paths, dollars. */
import type { BlockRole, CallKind, ModelSource } from '../../core/call-site.ts';
import type { FindingLevel, Tier } from '../../core/analysis.ts';
import type { Volatility } from '../../core/values/volatility.ts';

export interface Report {
  readonly version: 1;
  readonly calls: readonly ReportedCall[];
  readonly findings: readonly ReportedFinding[];
  readonly templates: readonly ReportedTemplate[];
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  readonly summary: Summary;
  /** With `--diff`: then `findings` are only those the change introduces. */
  readonly difference?: Difference;
}

/** What a change does to a report. */
export interface Difference {
  /** As given to `--diff`. */
  readonly against: string;
  /** Calls that are new, gone, or whose known input changed. */
  readonly calls: readonly CallChange[];
  /** Findings of the earlier report that are gone. */
  readonly mended: number;
}

export interface CallChange {
  readonly id: string;
  readonly location: Place;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Known input tokens; null where the call does not exist. */
  readonly tokens: { readonly before: number | null; readonly after: number | null };
  /** US dollars of one call's known input, as it is on a steady call; null where not priced. */
  readonly cost: { readonly before: number | null; readonly after: number | null; readonly floor: boolean };
}

/** One-based; columns count UTF-16 units; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedCall {
  readonly id: string;
  readonly location: Place;
  readonly kind: CallKind;
  readonly sdk: string;
  readonly provider: string | null;
  readonly model: {
    readonly id: string | null;
    readonly from: ModelSource;
    readonly why?: string;
    readonly candidates: readonly { readonly id: string; readonly when: string }[];
  };
  readonly gateway: { readonly callers: number | null } | null;
  readonly multiple: { readonly min: number; readonly max: number | null } | null;
  readonly fees: readonly string[];
  readonly blocks: readonly ReportedBlock[];
  readonly tokens: ReportedTokens;
  readonly cost: ReportedCost | null;
  readonly tier: { readonly now: Tier; readonly suggested: Tier | null; readonly confidence: number | null; readonly why: string } | null;
  /** In a test, an example or another place that shows nothing until asked. */
  readonly quiet: boolean;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly location: Place | null }[];
}

export interface ReportedBlock {
  readonly role: BlockRole;
  readonly breakpoint: { readonly ttl: '5m' | '1h' | null; readonly location: Place } | null;
  readonly segments: readonly ReportedSegment[];
}

export type ReportedSegment =
  | { readonly kind: 'static'; readonly location: Place; readonly chars: number; readonly tokens: number }
  | { readonly kind: 'hole'; readonly location: Place; readonly expression: string; readonly volatility: Volatility };

export interface ReportedTokens {
  readonly static: number;
  readonly overhead: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  /** The 90 % interval of `static + overhead`, in tokens. */
  readonly errorLow: number;
  readonly errorHigh: number;
  /** Input on the shortest and longest way through branches that exclude each other; absent when there is one way. */
  readonly branches?: { readonly low: number; readonly high: number };
}

/** US dollars of one call's input. */
export interface ReportedCost {
  readonly uncached: number;
  readonly write: number | null;
  readonly read: number | null;
  readonly outputMax: number | null;
  readonly floor: boolean;
  readonly currency: 'USD';
  readonly priceDate: string;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly level: FindingLevel;
  readonly location: Place;
  readonly related: readonly (Place & { readonly message: string })[];
  readonly call: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly fixable: boolean;
  readonly quiet: boolean;
}

export interface ReportedTemplate {
  readonly file: string;
  readonly format: string;
  readonly variables: readonly string[];
  readonly tokens: ReportedTokens;
}

export interface Summary {
  readonly files: number;
  readonly calls: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  /** Findings in quiet places, in none of the counts above. */
  readonly quiet: number;
  readonly fixable: number;
  readonly skipped: number;
}
