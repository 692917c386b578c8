/** From the core's analysis to the report: positions from zero to one, absolute paths to relative, nano-dollars to dollars. */
import { relative } from 'node:path';
import type { Analysis, CallReport, Finding, Nanodollars, TokenReport } from '../../core/analysis.ts';
import type { Block } from '../../core/call-site.ts';
import type { Location } from '../../core/document.ts';
import { posix } from '../../node/ignored.ts';
import type { Place, Report, ReportedBlock, ReportedCall, ReportedCost, ReportedFinding, ReportedTokens, Summary } from './report.ts';

const NANO = 1_000_000_000;

export interface DescribeInput {
  readonly analyses: readonly Analysis[];
  /** Paths are told relative to it. */
  readonly cwd: string;
  /** How many files were looked at. */
  readonly files: number;
}

export function describe({ analyses, cwd, files }: DescribeInput): Report {
  const place = placesFrom(cwd);
  const calls = analyses.flatMap((analysis) => analysis.calls.map((call) => describeCall(call, place)));
  const findings = analyses.flatMap((analysis) => analysis.findings.map((finding) => describeFinding(finding, place)));
  const templates = analyses.flatMap((analysis) => analysis.templates.map(({ template, tokens }) => ({
    file: place.file(template.file), format: template.format, variables: template.variables, tokens: describeTokens(tokens),
  })));
  const skipped = analyses.flatMap((analysis) => analysis.skipped.map(({ file, why }) => ({ file: place.file(file), why })));
  return {
    version: 1,
    calls: calls.sort((a, b) => order(a.location, b.location)),
    findings: findings.sort((a, b) => order(a.location, b.location)),
    templates, skipped,
    summary: summarize(findings, { files, calls: calls.length, skipped: skipped.length }),
  };
}

interface Places {
  (location: Location): Place;
  file(file: string): string;
}

function placesFrom(cwd: string): Places {
  const file = (path: string): string => posix(relative(cwd, path));
  return Object.assign(({ file: path, range: { start, end } }: Location): Place => ({
    file: file(path), line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1,
  }), { file });
}

function describeCall({ site, tokens, cost, tier, quiet }: CallReport, place: Places): ReportedCall {
  const { id, from, why, candidates } = site.model;
  return {
    id: site.id, location: place(site.location), kind: site.kind, sdk: site.sdk, provider: site.provider,
    model: { id, from, ...(why === undefined ? {} : { why }), candidates },
    gateway: site.gateway, multiple: site.multiple, fees: site.fees,
    blocks: site.blocks.map((block, index) => describeBlock(block, tokens.segments[index] ?? [], place)),
    tokens: describeTokens(tokens),
    cost: cost === null ? null : describeCost(cost),
    tier: tier === null ? null : { now: tier.now, suggested: tier.suggested, confidence: tier.confidence, why: tier.why },
    quiet,
    problems: site.problems.map(({ code, message, location }) => ({ code, message, location: location === null ? null : place(location) })),
  };
}

function describeBlock(block: Block, tokens: readonly number[], place: Places): ReportedBlock {
  return {
    role: block.role,
    breakpoint: block.breakpoint === null ? null : { ttl: block.breakpoint.ttl, location: place(block.breakpoint.location) },
    segments: block.segments.map((segment, index) => (segment.kind === 'static'
      ? { kind: 'static', location: place(segment.location), chars: segment.text.length, tokens: tokens[index] ?? 0 }
      : { kind: 'hole', location: place(segment.location), expression: segment.expression, volatility: segment.volatility })),
  };
}

const describeTokens = (tokens: TokenReport): ReportedTokens => ({
  static: tokens.static, overhead: tokens.overhead, tokenizer: tokens.tokenizer, exact: tokens.exact, errorLow: tokens.low, errorHigh: tokens.high,
  ...(tokens.branches === undefined ? {} : { branches: tokens.branches }),
});

const describeCost = (cost: NonNullable<CallReport['cost']>): ReportedCost => ({
  uncached: dollars(cost.uncached), write: maybeDollars(cost.write), read: maybeDollars(cost.read), outputMax: maybeDollars(cost.outputMax),
  floor: cost.floor, currency: cost.currency, priceDate: cost.priceDate,
});

/** Keys that hold money: the core counts it in nano-dollars, a reader of the report in dollars. */
const MONEY = new Set(['lostPerCall', 'lostPerMonth']);

function describeFinding(finding: Finding, place: Places): ReportedFinding {
  const data = Object.fromEntries(Object.entries(finding.data).map(([key, value]) =>
    [key, MONEY.has(key) && typeof value === 'number' ? dollars(value) : value]));
  return {
    rule: finding.rule, level: finding.level, location: place(finding.location),
    related: finding.related.map(({ location, message }) => ({ ...place(location), message })),
    call: finding.call, message: finding.message, data,
    fixable: finding.fixes.some(({ alters }) => alters !== true), quiet: finding.quiet === true,
  };
}

function summarize(findings: readonly ReportedFinding[], counts: Pick<Summary, 'files' | 'calls' | 'skipped'>): Summary {
  const loud = findings.filter((finding) => !finding.quiet);
  const at = (level: Finding['level']): number => loud.filter((finding) => finding.level === level).length;
  return {
    ...counts, warnings: at('warning'), information: at('information'), hints: at('hint'),
    quiet: findings.length - loud.length, fixable: loud.filter((finding) => finding.fixable).length,
  };
}

const order = (a: Place, b: Place): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column);
const dollars = (amount: Nanodollars): number => amount / NANO;
const maybeDollars = (amount: Nanodollars | null): number | null => (amount === null ? null : dollars(amount));
