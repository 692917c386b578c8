/** What a rule is. One file per rule; rules read call sites, blocks and segments, never source patterns. */
import type { CallReport, FindingData, FindingLevel, Fix, Nanodollars, Observed, RuleId } from '../analysis.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import type { Piece } from '../caching/prefix.ts';
import type { CallSite } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import type { FileId, LineIndex, Location, SourceFile } from '../document.ts';

export interface Rule {
  readonly meta: RuleMeta;
  /** Early returns: nothing to say is the normal answer. */
  check(context: RuleContext): readonly Draft[];
}

export interface RuleMeta {
  readonly id: RuleId;
  /** One line, imperative or plain, for lists and SARIF. */
  readonly title: string;
  /** The loudest it gets. `warning` is reached only where the loss is worth it; see `run.ts`. */
  readonly level: FindingLevel;
  readonly fixable: boolean;
  /** True when it is shown in lists and hovers but draws no squiggle. */
  readonly silent?: true;
  readonly options: Readonly<Record<string, RuleOption>>;
}

export interface RuleOption {
  readonly default: number | boolean | string;
  readonly description: string;
}

/** Nano-dollars per million tokens; null where the provider has no such price. */
export interface InputPrice {
  readonly input: Nanodollars;
  readonly cacheRead: Nanodollars | null;
  readonly cacheWrite5m: Nanodollars | null;
  readonly output: Nanodollars | null;
}

export interface RuleContext {
  readonly report: CallReport;
  readonly site: CallSite;
  /** The blocks laid out in prefix order. */
  readonly pieces: readonly Piece[];
  readonly price: InputPrice | null;
  /** Null where the provider is known and is not known to cache. */
  readonly cache: CacheRule | null;
  readonly config: Config;
  readonly observed: Observed | null;
  /** Tokens the model's window holds; null when not known. */
  readonly contextWindow: number | null;
  /** Other calls of the same function; empty when not known. */
  readonly siblings: readonly CallSite[];
  /** Calls elsewhere that end in this one; empty when not known. */
  readonly callers: readonly CallReport[];
  source(file: FileId): SourceFile | undefined;
  lines(file: FileId): LineIndex;
  option(name: string): number | boolean | string | undefined;
}

/** A finding before its level, rule and call are filled in. */
export interface Draft {
  readonly location: Location;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
  readonly message: string;
  readonly data: FindingData;
  readonly fixes: readonly Fix[];
}
