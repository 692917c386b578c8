/** What `analyze` answers: the one thing that hover, hints, squiggles, panel and command line all read. */
import type { BlockRole, CallSite, Problem, TemplateFile } from './call-site.ts';
import type { FileEdits, FileId, Location } from './document.ts';

/** Integer nano-dollars (1e-9 USD); always a safe integer. */
export type Nanodollars = number;

export interface Analysis {
  readonly calls: readonly CallReport[];
  readonly findings: readonly Finding[];
  readonly templates: readonly TemplateReport[];
  readonly skipped: readonly { readonly file: FileId; readonly why: string }[];
  /** Only some files were looked at, and models are called there: a look at the whole workspace may find more in them. */
  readonly isPartial?: boolean;
}

export interface CallReport {
  readonly site: CallSite;
  readonly tokens: TokenReport;
  /** Null when unpriced, a gateway, or the model is unknown; `problems` of the site say which. */
  readonly cost: CallCost | null;
  readonly tier: TierAdvice | null;
  /** The quiet kinds of place (tests, examples, notebooks …): counted, but no hints or problems are shown. */
  readonly quiet: boolean;
}

/** Input tokens of the known part. */
export interface TokenReport {
  /** Tokens of the static text and known tool and output schemas. */
  readonly static: number;
  /** Chat framing and hidden provider tokens. */
  readonly overhead: number;
  readonly byRole: Readonly<Partial<Record<BlockRole, number>>>;
  /** Parallel to `site.blocks[i].segments[j]`; holes are 0. */
  readonly segments: readonly (readonly number[])[];
  /** e.g. `o200k_base`, `claude-estimate`. */
  readonly tokenizer: string;
  readonly exact: boolean;
  /** 90 % interval of `static + overhead`; equal to it when exact. */
  readonly low: number;
  readonly high: number;
  /** True when holes of unknown size make the count a floor. */
  readonly floor: boolean;
  /** Known input on the shortest and the longest way through branches; absent when there is one way. */
  readonly branches?: { readonly low: number; readonly high: number };
  /** Upper bound of the input when every hole is bounded; null when unbounded. */
  readonly max: number | null;
}

/** Dollars for the input of one call; output apart, since only its bound is known before it runs. */
export interface CallCost {
  readonly model: string;
  readonly uncached: Nanodollars;
  /** First call that writes the cache; null where the provider does not charge for writes. */
  readonly write: Nanodollars | null;
  /** Steady call that reads the cached prefix; null where nothing can be cached. */
  readonly read: Nanodollars | null;
  /** The output at its limit; null when no limit is set. */
  readonly outputMax: Nanodollars | null;
  readonly outputMaxTokens: number | null;
  /** The known text only: the true cost is at least this. */
  readonly floor: boolean;
  /** Where the model is one of several: the cheapest and dearest uncached member. */
  readonly range: { readonly low: Nanodollars; readonly high: Nanodollars } | null;
  readonly currency: 'USD';
  /** ISO date of the price, and its source, e.g. `genai-prices 0.1.8`. */
  readonly priceDate: string;
  readonly priceSource: string;
  /** Set when fees such as web search are not in the figure. */
  readonly tokensOnly: boolean;
  /** Fees of the request in words, with their published amounts where there are any. */
  readonly fees?: readonly string[];
  /** Where the request has its tokens processed, with what that costs, in words; the figures include it. */
  readonly place?: string;
  /** The uncached input as part of a batch; absent where none is offered. */
  readonly batch?: Nanodollars;
  /** The same with flex processing. */
  readonly flex?: Nanodollars;
  /** Ten turns of a conversation whose known input is sent again each time; absent where no history is. */
  readonly tenTurns?: Nanodollars;
  /** What a hundred tokens more in each of those turns add, said once and sent again in every later one. */
  readonly perHundred?: Nanodollars;
  /** ISO date since which the provider refuses the model; absent while it serves it. */
  readonly retired?: string;
}

export type Tier = 'nano' | 'mid' | 'frontier' | 'reasoning';

/** An evidence card. `suggested: null` names only the tier in use. */
export interface TierAdvice {
  readonly now: Tier;
  readonly suggested: Tier | null;
  /** The model the dollars are compared with; null when nothing is suggested. */
  readonly suggestedModel: string | null;
  readonly taskClass: string | null;
  readonly confidence: number | null;
  /** What in the code says so. */
  readonly why: string;
  /** Saved per call on the known input when positive. */
  readonly savedPerCall: Nanodollars | null;
  /** When the dearer of the two models pays; absent where nothing is suggested. */
  readonly breakEven?: {
    /** Loss per wrong answer from which the stronger model pays, for the largest and the smallest gap. */
    readonly low: Nanodollars;
    readonly high: Nanodollars;
    /** Measured gap in percentage points and whose; null: reckoned for one wrong answer more in a hundred. */
    readonly gap: { readonly low: number; readonly high: number; readonly models: string } | null;
    /** For answers a program can check: the share that may fail before asking the cheaper model first stops to save. */
    readonly cascadeBelow: number | null;
  };
}

export type FindingLevel = 'warning' | 'information' | 'hint';
export type RuleId = string;

export interface Finding {
  readonly rule: RuleId;
  readonly level: FindingLevel;
  readonly location: Location;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  /** `CallSite.id`. */
  readonly call: string;
  readonly message: string;
  /** What fixes, hovers and machines use; JSON. */
  readonly data: FindingData;
  readonly fixes: readonly Fix[];
  /** In a quiet place: told only because somebody asked. */
  readonly quiet?: true;
}

export interface FindingData {
  /** Static tokens that cannot be cached because of the finding. */
  readonly lostTokens?: number;
  readonly lostPerCall?: Nanodollars;
  /** Only at an observed or declared rate. */
  readonly lostPerMonth?: Nanodollars;
  readonly provider?: string;
  readonly model?: string;
  readonly minTokens?: number;
  /** Live evidence: cache reads seen, or writes without reads. */
  readonly evidence?: 'cleared' | 'confirmed';
  readonly [key: string]: unknown;
}

export interface Fix {
  /** Stable: `move-behind-static`, `move-to-user-message`, … */
  readonly id: string;
  readonly title: string;
  readonly edits: readonly FileEdits[];
  /** What the model gets or may answer is no longer the same: offered to a person, never applied by `--fix`. */
  readonly alters?: true;
}

export interface TemplateReport {
  readonly template: TemplateFile;
  readonly tokens: TokenReport;
}

/** What was seen at a call site, by its id. Comes from the ledger; absent without telemetry. */
export interface Observed {
  readonly calls: number;
  readonly callsToday: number;
  readonly costToday: Nanodollars;
  readonly inputP50: number;
  readonly inputP95: number;
  readonly outputP50: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly lastSeen: number;
  /** Null unless records of a production environment over seven days or more exist. */
  readonly callsPerMonth: number | null;
}

export type Evidence = ReadonlyMap<string, Observed>;

export type { Problem };
