/** The one configuration object. `resolve.ts` makes it from raw values; nothing else reads settings or `costline.json`. */
import type { FindingLevel, Nanodollars, RuleId } from '../analysis.ts';

export interface Config {
  readonly hints: { readonly enabled: boolean; readonly minimumTokens: number };
  readonly codeLens: { readonly enabled: boolean };
  /** Globs never read. */
  readonly exclude: readonly string[];
  /** Globs that are counted but show nothing until asked: tests, examples, evaluations, notebooks, vendored code. */
  readonly quiet: readonly string[];
  readonly rules: Readonly<Record<RuleId, RuleConfig>>;
  /** A warning needs this much lost per thousand calls; below it is a hint. */
  readonly warnAbovePerThousand: Nanodollars;
  /** USD per million tokens, by normalised model id; wins over the catalogue. */
  readonly prices: Readonly<Record<string, PriceOverride>>;
  /** Deployment or alias → model id, e.g. an Azure deployment name. */
  readonly models: Readonly<Record<string, string>>;
  /** Files of vocabularies that do not ship with Costline, by name: a `tokenizer.json`, or what was made of one. Absolute once read by a folder. */
  readonly vocabularies: Readonly<Record<string, string>>;
  /** `Assume Model Here`: call site id or file glob → model id. */
  readonly assumedModels: readonly { readonly at: string; readonly model: string }[];
  /** Calls per month the user declared, by call site id or feature; shown as declared. */
  readonly declaredVolume: Readonly<Record<string, number>>;
  readonly budgets: readonly Budget[];
  /** `service.name` → workspace-relative folder ('' the workspace itself). */
  readonly services: Readonly<Record<string, string>>;
  /** Task or feature → model. */
  readonly routes: Readonly<Record<string, string>>;
  /** `Intended` with a reason: silences one place. */
  readonly intended: readonly { readonly rule: RuleId; readonly at: string; readonly reason: string }[];
  readonly includeCodingTools: boolean;
  readonly collector: CollectorConfig;
}

export interface RuleConfig {
  readonly level: FindingLevel | 'off';
  readonly options: Readonly<Record<string, unknown>>;
}

export interface PriceOverride {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite5m?: number;
  readonly cacheWrite1h?: number;
}

export type BudgetPeriod = 'request' | 'session' | 'day' | 'month';
export type BudgetScope = 'workspace' | 'agent' | 'feature' | 'user' | 'model';
export type BudgetAction = 'notify' | 'status' | 'webhook' | 'halt';

export interface Budget {
  readonly id: string;
  readonly period: BudgetPeriod;
  readonly scope: BudgetScope;
  /** The tag value the scope is about; absent for the workspace. */
  readonly of?: string;
  readonly limit: Nanodollars;
  /** Fractions of the limit, ascending. Default 0.7, 1, 1.2. */
  readonly levels: readonly number[];
  readonly actions: readonly BudgetAction[];
}

/** From user settings only; a repository's file cannot change these. */
export interface CollectorConfig {
  readonly autoStart: boolean;
  readonly port: number;
  readonly upstream: string | null;
  readonly retentionDays: number;
  readonly allowedHosts: readonly string[];
  /** Of one request, unpacked. */
  readonly maxRequestMiB: number;
  readonly keepContent: boolean;
  /** Where budgets with that action are told; null: nowhere. */
  readonly webhook: string | null;
}
