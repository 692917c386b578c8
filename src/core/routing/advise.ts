/** The tier card of a call site: the tier in use and, only with evidence, the one worth testing with the dollars between. */
import type { Nanodollars, Tier, TierAdvice, TokenReport } from '../analysis.ts';
import type { CallSite } from '../call-site.ts';
import { breakEven, cascadeSavesBelow, isCheckable } from './break-even.ts';
import { taskClassOf } from './task-class.ts';
import type { TaskClass } from './task-class.ts';
import { TIERS, modelsOf, tierOf } from './tiers.ts';

/** Nano-dollars per million tokens. */
export interface TierPrice {
  readonly input: Nanodollars;
  readonly output: Nanodollars | null;
}

export interface TierDeps {
  readonly tokens: TokenReport;
  /** Null when unpriced: then nothing can be suggested, since nothing can be saved that is not known. */
  readonly price: (model: string, provider: string) => TierPrice | null;
  /** The model the cost is told for; absent: the site's own. */
  readonly model?: string | null;
}

/**
 * The least tier that published outcomes or the makers' own pages call fit for the task.
 * Vendors name classification, extraction, ranking and summaries for their smallest models;
 * measured gaps: single tool call ≤ 3 points, competition mathematics +34 for a reasoning model, several calls +36.
 */
const FIT: Readonly<Record<TaskClass, Tier>> = {
  'single-label classification': 'nano', 'a yes or no answer': 'nano', 'extraction to a schema': 'nano', 'a title': 'nano', 'a summary': 'nano',
  'a translation': 'mid', 'a rewrite': 'nano', 'a single tool call': 'nano',
  'competition mathematics': 'reasoning', 'tracing code': 'frontier', 'several tool calls at once': 'frontier',
};

/** Null when the model is unknown or in no listed family. */
export function adviseTier(site: CallSite, deps: TierDeps): TierAdvice | null {
  const model = deps.model ?? site.model.id;
  const known = model === null ? null : tierOf(model);
  if (model === null || known === null) return null;
  const only: TierAdvice = { now: known.tier, suggested: null, suggestedModel: null, taskClass: null, confidence: null, why: '', savedPerCall: null };
  const evidence = site.gateway === null ? taskClassOf(site) : null;
  const fit = evidence === null ? null : FIT[evidence.task];
  if (evidence === null || fit === null) return only;
  const step = TIERS.indexOf(fit) - TIERS.indexOf(known.tier);
  if (step === 0) return { ...only, taskClass: evidence.task, confidence: evidence.confidence, why: evidence.why };
  const now = costOf(model, known.maker, site, deps);
  const other = candidates(known.maker, known.tier, fit).map((name) => ({ name, cost: costOf(name, known.maker, site, deps) }))
    .find(({ cost }) => cost !== null && now !== null && (step < 0 ? cost < now : true));
  if (other === undefined || now === null || other.cost === null) return only;
  return {
    now: known.tier, suggested: tierOf(other.name)?.tier ?? fit, suggestedModel: other.name, taskClass: evidence.task,
    confidence: evidence.confidence, why: evidence.why, savedPerCall: now - other.cost, ...weighed(evidence.task, Math.max(now, other.cost), Math.min(now, other.cost)),
  };
}

function weighed(task: TaskClass, stronger: Nanodollars, cheaper: Nanodollars): Pick<TierAdvice, 'breakEven'> {
  const even = breakEven(stronger, cheaper, task);
  return even === null ? {} : { breakEven: { ...even, cascadeBelow: isCheckable(task) ? cascadeSavesBelow(stronger, cheaper) : null } };
}

/** From the fitting tier towards the one in use: a maker without a nano model still has a mid one. */
function candidates(maker: string, now: Tier, fit: Tier): readonly string[] {
  const [from, to] = [TIERS.indexOf(fit), TIERS.indexOf(now)];
  const between = from < to ? TIERS.slice(from, to) : TIERS.slice(to + 1, from + 1).reverse();
  return between.flatMap((tier) => modelsOf(maker, tier));
}

/** Input and, where it is limited, output at its limit; integer nano-dollars. */
function costOf(model: string, maker: string, site: CallSite, { tokens, price }: TierDeps): Nanodollars | null {
  const found = price(model, site.provider ?? maker) ?? price(model, maker);
  if (found === null) return null;
  const output = site.outputLimit?.tokens ?? 0;
  return Math.round(((tokens.static + tokens.overhead) * found.input + output * (found.output ?? 0)) / 1_000_000);
}
