/** Runs every rule on one call and decides how loud each finding is. */
import type { CallReport, Finding, FindingLevel, Fix, Observed, RuleId } from '../analysis.ts';
import { UNKNOWN_PROVIDER, isGateway } from '../caching/cache-rule.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import { layOut } from '../caching/prefix.ts';
import type { CallSite } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import type { FileId, LineIndex, SourceFile } from '../document.ts';
import { isIntended } from './intended.ts';
import { RULES } from './registry.ts';
import type { Draft, InputPrice, Rule, RuleContext } from './rule.ts';

export interface RulesInput {
  readonly report: CallReport;
  /** Of the model the cost is told for; null when unpriced. */
  readonly price: InputPrice | null;
  /** From `cacheRuleFor`. */
  readonly cache: CacheRule | null;
  readonly config: Config;
  readonly observed: Observed | null;
  /** Tokens; null or absent when not known. */
  readonly contextWindow?: number | null;
  /** Other calls of the same function: what differs between them breaks a shared prefix. */
  readonly siblings?: readonly CallSite[];
  /** Calls elsewhere that end in this one. */
  readonly callers?: readonly CallReport[];
  /** Absent: all rules. */
  readonly only?: readonly RuleId[];
  source(file: FileId): SourceFile | undefined;
  lines(file: FileId): LineIndex;
}

/** $1 lost in a day that was seen is worth a warning whatever a thousand calls would cost. */
const WARN_PER_DAY = 1_000_000_000;

/** Findings of one call, in the order of the registry. Quiet places have none. */
export function runRules(input: RulesInput): Finding[] {
  if (input.report.quiet) return [];
  const { site, tokens } = input.report;
  const pieces = layOut(site.blocks, tokens.segments);
  const cache = input.cache ?? (site.provider === null || isGateway(site.provider) ? UNKNOWN_PROVIDER : null);
  return RULES.flatMap((rule) => {
    const configured = input.config.rules[rule.meta.id];
    const ceiling = configured?.level;
    if (ceiling === 'off' || input.only?.includes(rule.meta.id) === false) return [];
    const context: RuleContext = {
      report: input.report, site, pieces, price: input.price, cache, config: input.config, observed: input.observed,
      contextWindow: input.contextWindow ?? null, siblings: input.siblings ?? [], callers: input.callers ?? [], source: input.source, lines: input.lines,
      option: (name) => optionOf(rule, name, configured?.options[name]),
    };
    return rule.check(context)
      .map((draft) => finish(rule, draft, input, ceiling))
      .filter((finding) => !isIntended(finding, input));
  });
}

function optionOf(rule: Rule, name: string, configured: unknown): number | boolean | string | undefined {
  const option = rule.meta.options[name];
  if (option === undefined) return undefined;
  return typeof configured === 'number' || typeof configured === 'boolean' || typeof configured === 'string'
    ? (typeof configured === typeof option.default ? configured : option.default)
    : option.default;
}

const finish = (rule: Rule, draft: Draft, input: RulesInput, ceiling: FindingLevel | undefined): Finding =>
  ({ ...draft, fixes: draft.fixes.filter((fix) => !isOfStoredNotebook(fix, input)), rule: rule.meta.id, call: input.report.site.id, level: levelOf(rule, draft, input, ceiling) });

/** A notebook on disk keeps its code as JSON, in which an edit of the code would be none. An open one is mended in its cells. */
const isOfStoredNotebook = (fix: Fix, { source }: RulesInput): boolean => fix.edits.some(({ file }) => source(file)?.language === 'jupyter');

const LOUDNESS: readonly FindingLevel[] = ['hint', 'information', 'warning'];

/** A warning needs its loss in dollars; the rule and the configuration are ceilings, not floors. */
function levelOf(rule: Rule, draft: Draft, { config, observed }: RulesInput, ceiling: FindingLevel | undefined): FindingLevel {
  const loss = draft.data.lostPerCall;
  const worth = loss !== undefined
    && (loss * 1000 >= config.warnAbovePerThousand || loss * (observed?.callsToday ?? 0) >= WARN_PER_DAY);
  const level: FindingLevel = rule.meta.level === 'warning' && !worth ? 'hint' : rule.meta.level;
  return ceiling !== undefined && LOUDNESS.indexOf(ceiling) < LOUDNESS.indexOf(level) ? ceiling : level;
}
