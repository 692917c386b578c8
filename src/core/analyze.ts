/** Where the parts of the core meet: call sites are found, counted, priced, judged and routed. */
import type { Analysis, CallReport, Evidence, Finding, RuleId, TemplateReport, TokenReport } from './analysis.ts';
import { cacheableTokens, cacheRuleFor } from './caching/cache-rule.ts';
import { cachedPrefix } from './caching/prefix.ts';
import type { CallSite } from './call-site.ts';
import type { Config } from './config/config.ts';
import { createQuiet } from './config/quiet.ts';
import { LineIndex, type FileId, type Location } from './document.ts';
import { createExtractor, type Extraction } from './extract/extract.ts';
import type { Snapshot, World } from './ports.ts';
import { createCatalogue, type Catalogue } from './pricing/catalogue.ts';
import { estimateCallCost } from './pricing/call-cost.ts';
import type { Price } from './pricing/price.ts';
import { adviseTier, type TierPrice } from './routing/advise.ts';
import type { InputPrice } from './rules/rule.ts';
import { runRules } from './rules/run.ts';
import type { RulesInput } from './rules/run.ts';
import { countCall, countTemplate } from './tokens/count-call.ts';
import { keepCountsByFiles } from './tokens/kept-counts.ts';

export interface AnalyzeOptions {
  readonly config: Config;
  readonly evidence: Evidence;
  /** Unix milliseconds; decides which dated price holds. */
  readonly now: number;
  /** Somebody asked about the quiet places too: their findings are told, as hints. */
  readonly includeQuiet?: boolean;
  /** Checked every few milliseconds; an aborted analysis rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Holds what is cached between analyses: facts per file by content, counters, prices. */
export interface Core {
  analyze(snapshot: Snapshot, options: AnalyzeOptions): Promise<Analysis>;
}

/** Milliseconds of counting and judging after which others get a turn. */
const TURN = 8;

export function createCore(world: World): Core {
  const extractor = createExtractor(world);
  const tokenizersFor = keepCountsByFiles(world.vocabularies);
  let raw: Promise<unknown> | undefined;

  const catalogueFor = async (config: Config): Promise<Catalogue> => {
    raw ??= world.prices.load();
    return createCatalogue(await raw, { prices: config.prices, models: config.models });
  };

  const analyze = async (snapshot: Snapshot, options: AnalyzeOptions): Promise<Analysis> => {
    const { config, now, signal } = options;
    const tokenizers = tokenizersFor(config.vocabularies);
    const [extraction, catalogue] = await Promise.all([
      extractor.extract(snapshot, signal === undefined ? { config } : { config, signal }),
      catalogueFor(config),
    ]);
    const isQuiet = createQuiet(config.quiet, snapshot.files.roots);
    const judge = createJudge({ extraction, catalogue, options });
    const calls: CallReport[] = [];
    const findings: Finding[] = [];
    let turnEnds = world.elapsed() + TURN;
    const takeTurns = async (): Promise<void> => {
      if (world.elapsed() < turnEnds) return;
      await world.pause();
      signal?.throwIfAborted();
      turnEnds = world.elapsed() + TURN;
    };

    const reportOf = async (site: CallSite): Promise<CallReport> => {
      const tokens = await countCall(site, tokenizers);
      const cacheable = cacheableOf(site, tokens);
      const cost = site.gateway === null ? estimateCallCost(site, tokens, { catalogue, now, cacheable }) : null;
      const tier = adviseTier(site, { tokens, price: (model, provider) => tierPrice(catalogue.find({ model, provider, at: now })) });
      await takeTurns();
      return { site, tokens, cost, tier, quiet: isQuiet(site.location.file) };
    };
    for (const site of extraction.calls) calls.push(await reportOf(site));
    const elsewhere: CallReport[] = [];
    for (const site of extraction.callers) elsewhere.push(await reportOf(site));
    const callers = callersByPlace([...calls, ...elsewhere]);
    for (const report of calls) {
      findings.push(...judge(report, { callers: callers.get(placeKey(report.site.location.file, report.site.location.range.start)) ?? [] }));
      for (const blocks of report.site.alternatives ?? []) {
        const site = { ...report.site, blocks };
        findings.push(...judge({ ...report, site, tokens: await countCall(site, tokenizers) }, { only: PROMPT_RULES }));
      }
      await takeTurns();
    }

    const built = new Map<string, { readonly at: Location; readonly findings: Finding[] }>();
    for (const site of extraction.prompts) {
      const tokens = await countCall(site, tokenizers);
      const place = lineKey(site.nameLocation);
      const known = built.get(place) ?? { at: site.nameLocation, findings: [] };
      known.findings.push(...judge({ site, tokens, cost: null, tier: null, quiet: isQuiet(site.location.file) }, { only: PROMPT_RULES }));
      built.set(place, known);
      await takeTurns();
    }
    for (const prompts of built.values()) tellBuilt(findings, prompts);

    const templates: TemplateReport[] = [];
    for (const template of extraction.templates) {
      templates.push({ template, tokens: await countTemplate(template, tokenizers) });
      await takeTurns();
    }
    return { calls, findings: onePerCause(findings), templates, skipped: extraction.skipped, isPartial: extraction.isPartial };
  };

  return { analyze };
}

/** Tokens that a steady call reads from the cache; 0 where nothing is cached. */
function cacheableOf(site: CallSite, tokens: TokenReport): number {
  const rule = cacheRuleFor(site.provider, site.model.id);
  if (rule === null) return 0;
  if (rule.mechanism === 'explicit' && !site.blocks.some((block) => block.breakpoint !== null)) return 0;
  const prefix = cachedPrefix(site.blocks, tokens.segments, rule.mechanism);
  return prefix === 0 ? 0 : cacheableTokens(prefix + toolTokens(site, tokens), rule);
}

/** Tools stand in front of everything: their schemas are in no segment, and most of the framing is what introduces them. */
function toolTokens(site: CallSite, tokens: TokenReport): number {
  if (site.tools.length === 0) return 0;
  const written = site.blocks.reduce((sum, block, i) => sum + (block.role === 'tools' ? (tokens.segments[i] ?? []).reduce((inner, count) => inner + count, 0) : 0), 0);
  return (tokens.byRole.tools ?? 0) - written + tokens.overhead;
}

interface JudgeInput {
  readonly extraction: Extraction;
  readonly catalogue: Catalogue;
  readonly options: AnalyzeOptions;
}

/** What can be told of a prompt without the call that sends it, and of one on another way through its branches. */
const PROMPT_RULES: readonly RuleId[] = ['cache/volatile-prefix', 'cache/system-before-history', 'cache/rewritten-history'];

function createJudge({ extraction, catalogue, options }: JudgeInput): (report: CallReport, more: Pick<RulesInput, 'callers' | 'only'>) => Finding[] {
  const indexes = new Map<FileId, LineIndex>();
  const lines = (file: FileId): LineIndex => {
    const known = indexes.get(file) ?? new LineIndex(extraction.source(file)?.text ?? '');
    indexes.set(file, known);
    return known;
  };
  const functions = new Map<string, CallSite[]>();
  for (const site of extraction.calls) {
    const calls = functions.get(functionOf(site));
    if (calls === undefined) functions.set(functionOf(site), [site]);
    else calls.push(site);
  }
  return (report, more) => {
    const { site } = report;
    const model = site.model.id ?? site.model.candidates[0]?.id ?? null;
    const price = model === null ? null : catalogue.find({ model, provider: site.provider, at: options.now });
    const asked = report.quiet && options.includeQuiet === true;
    const findings = runRules({
      report: asked ? { ...report, quiet: false } : report,
      price: price === null ? null : inputPriceOf(price),
      cache: cacheRuleFor(site.provider, model),
      config: options.config,
      observed: options.evidence.get(site.id) ?? null,
      contextWindow: price?.contextWindow ?? null,
      siblings: functions.get(functionOf(site)) ?? [],
      ...more,
      source: (file) => extraction.source(file),
      lines,
    });
    return asked ? findings.map((finding) => ({ ...finding, level: 'hint' as const, quiet: true as const })) : findings;
  };
}

/** Rules and cards compare rates below any tier: that is where a prompt that could be cached stands. */
const inputPriceOf = ({ input, output, cacheRead, cacheWrite5m }: Price): InputPrice =>
  ({ input: input.base, output: output.base, cacheRead: cacheRead?.base ?? null, cacheWrite5m: cacheWrite5m?.base ?? null });

const tierPrice = (price: Price | null): TierPrice | null =>
  (price === null ? null : { input: price.input.base, output: price.output.base });

/** Calls by the place of each call they end in. */
function callersByPlace(calls: readonly CallReport[]): ReadonlyMap<string, readonly CallReport[]> {
  const callers = new Map<string, CallReport[]>();
  for (const report of calls) {
    for (const { file, range } of report.site.through) {
      const key = placeKey(file, range.start);
      const known = callers.get(key);
      if (known === undefined) callers.set(key, [report]);
      else known.push(report);
    }
  }
  return callers;
}

/** Calls with the same key stand in one function. */
const functionOf = (site: CallSite): string => `${site.location.file}#${site.enclosing ?? ''}`;

/** Several calls may share one cause, e.g. one system prompt: it is told once, at the call that loses most. */
function onePerCause(findings: readonly Finding[]): Finding[] {
  const byCause = new Map<string, Finding>();
  for (const finding of findings) {
    const { file, range } = finding.location;
    // Calls of one adapter lack the same thing.
    const key = `${finding.rule} ${file} ${finding.data['adapter'] === true ? 'adapter' : `${range.start.line}:${range.start.character}`}`;
    const known = byCause.get(key);
    if (known === undefined) byCause.set(key, finding);
    else byCause.set(key, merge(known, finding));
  }
  return [...byCause.values()];
}

/** Prompt files whose field is filled at one place share the cause: it is told once, where most is lost, or with a call that was seen to send one of them. */
function tellBuilt(findings: Finding[], { at, findings: built }: { readonly at: Location; readonly findings: readonly Finding[] }): void {
  const byRule = new Map<string, Finding>();
  for (const finding of [...built].sort((a, b) => (b.data.lostTokens ?? 0) - (a.data.lostTokens ?? 0))) {
    const known = byRule.get(finding.rule);
    byRule.set(finding.rule, known === undefined ? finding : merge(known, { ...finding, related: [] }));
  }
  for (const finding of byRule.values()) {
    const same = findings.findIndex((other) => other.rule === finding.rule && finding.location.file !== at.file && other.related.some(({ location }) => lineKey(location) === lineKey(at)));
    const known = findings[same];
    if (known === undefined) findings.push(finding);
    else findings[same] = merge(known, finding);
  }
}

function merge(a: Finding, b: Finding): Finding {
  const [main, other] = (b.data.lostPerCall ?? 0) > (a.data.lostPerCall ?? 0) ? [b, a] : [a, b];
  const seen = new Set(main.related.map(({ location }) => placeKey(location.file, location.range.start)));
  const elsewhere = placeKey(other.location.file, other.location.range.start) === placeKey(main.location.file, main.location.range.start) ? [] : [{ location: other.location, message: 'and here' }];
  const more = [...elsewhere, ...other.related].filter(({ location }) => !seen.has(placeKey(location.file, location.range.start)));
  return more.length === 0 ? main : { ...main, related: [...main.related, ...more] };
}

const lineKey = ({ file, range }: Location): string => `${file}:${range.start.line}`;

const placeKey = (file: FileId, { line, character }: { readonly line: number; readonly character: number }): string => `${file}:${line}:${character}`;
