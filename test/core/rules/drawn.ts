/**
 * Call sites drawn from a few lines of code, for tests of rules and fixes alone.
 *
 * The source assigns `system` and `user`; every literal, interpolation and bare operand of the two becomes a segment.
 * What a hole does is read off its name: `now…` is time, `uuid…` random, `today` a date, `name` the user's,
 * `history` a conversation, `CONST` constant, anything else is the request's.
 */
import type { CallReport, Finding } from '../../../src/core/analysis.ts';
import { cacheRuleFor } from '../../../src/core/caching/cache-rule.ts';
import type { Block, CallSite, Segment } from '../../../src/core/call-site.ts';
import type { Config } from '../../../src/core/config/config.ts';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { LineIndex } from '../../../src/core/document.ts';
import type { Location, SourceFile, TextEdit } from '../../../src/core/document.ts';
import type { Observed } from '../../../src/core/analysis.ts';
import { runRules } from '../../../src/core/rules/run.ts';
import type { InputPrice } from '../../../src/core/rules/rule.ts';
import type { Volatility } from '../../../src/core/values/volatility.ts';

export interface Drawing {
  readonly provider?: string | null;
  readonly model?: string | null;
  readonly price?: InputPrice | null;
  readonly config?: Partial<Config>;
  readonly observed?: Partial<Observed>;
  readonly site?: Partial<CallSite>;
  /** Applied to each block, by role. */
  readonly block?: Partial<Record<Block['role'], Partial<Block>>>;
  readonly quiet?: boolean;
}

export const FILE = '/app/agent.py';
/** $2.50 in, $1.25 cached, $10 out per million: gpt-4o's, in nano-dollars. */
export const PRICE: InputPrice = { input: 2_500_000_000, cacheRead: 1_250_000_000, cacheWrite5m: null, output: 10_000_000_000 };

/** About four characters a token, as long as a test wants: `words(1500)` is some 1,500 tokens. */
export const words = (tokens: number): string => 'Be kind. '.repeat(Math.ceil((tokens * 4) / 9)).trimEnd();

const NAMED: readonly (readonly [RegExp, Volatility, Partial<Extract<Segment, { kind: 'hole' }>>])[] = [
  [/now|time\(/, 'time', {}], [/uuid|random/, 'random', {}], [/today/, 'day', {}], [/\bname|tenant/, 'user', {}],
  [/history/, 'session', { content: 'history' }], [/CONST/, 'constant', {}],
];

export function siteOf(source: string, drawing: Drawing = {}): CallSite {
  const blocks = (['system', 'user'] as const).flatMap((role) => {
    const found = new RegExp(`^(?:const )?[ \\t]*${role} = `, 'm').exec(source);
    if (found === null) return [];
    const start = found.index + found[0].length;
    const segments = segmentsOf(source, start);
    const last = segments.at(-1)?.location.range.end;
    const end = last === undefined ? start + 1 : new LineIndex(source).offsetAt(last);
    return [{ role, breakpoint: null, segments, location: at(source, start, end), ...drawing.block?.[role] }];
  });
  const whole = at(source, 0, source.length);
  return {
    id: 'site', location: whole, nameLocation: at(source, source.length, source.length), enclosing: 'answer', kind: 'direct', sdk: 'openai.chat',
    provider: drawing.provider === undefined ? 'openai' : drawing.provider,
    model: { id: drawing.model === undefined ? 'gpt-4o' : drawing.model, from: 'literal', candidates: [], location: null },
    blocks, outputLimit: null, outputSchema: null, tools: [], toolChoice: null, reasoning: null, gateway: null, multiple: null,
    use: 'repeated', fees: [], through: [], telemetryNames: [], problems: [], ...drawing.site,
  };
}

export function reportOf(site: CallSite, quiet = false): CallReport {
  const segments = site.blocks.map((block) => block.segments.map((segment) => (segment.kind === 'static' ? Math.ceil(segment.text.length / 4) : 0)));
  const known = segments.flat().reduce((sum, tokens) => sum + tokens, 0);
  return {
    site, quiet, cost: null, tier: null,
    tokens: { static: known, overhead: 0, byRole: {}, segments, tokenizer: 'test', exact: true, low: known, high: known, floor: true, max: null },
  };
}

/** What all rules say about the drawing; `only` keeps one rule's. */
export function findingsOf(source: string, drawing: Drawing = {}, only?: string): Finding[] {
  const site = siteOf(source, drawing);
  const file: SourceFile = { file: FILE, language: 'python', text: source, hash: '' };
  const observed = drawing.observed === undefined ? null : {
    calls: 0, callsToday: 0, costToday: 0, inputP50: 0, inputP95: 0, outputP50: 0, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null, ...drawing.observed,
  };
  const findings = runRules({
    report: reportOf(site, drawing.quiet), price: drawing.price === undefined ? PRICE : drawing.price, cache: cacheRuleFor(site.provider, site.model.id),
    config: { ...DEFAULT_CONFIG, ...drawing.config }, observed, source: (name) => (name === FILE ? file : undefined), lines: () => new LineIndex(source),
  });
  return only === undefined ? findings : findings.filter((finding) => finding.rule === only);
}

export function applied(source: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(source);
  return edits.map((edit, order) => ({ start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end), newText: edit.newText, order }))
    .sort((a, b) => b.start - a.start || b.order - a.order)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.newText + text.slice(edit.end), source);
}

/** The source after one fix of one rule's findings; null when none is offered. */
export function fixed(source: string, rule: string, id: string, drawing: Drawing = {}): string | null {
  const fix = findingsOf(source, drawing, rule).flatMap((finding) => finding.fixes).find((each) => each.id === id);
  const edits = fix?.edits.find((each) => each.file === FILE);
  return edits === undefined ? null : applied(source, edits.edits);
}

const at = (source: string, start: number, end: number): Location => ({ file: FILE, range: new LineIndex(source).rangeOf({ start, end }) });

const LITERAL = /([fr]?)("""|["'`])/y;
const SKIP = /[\s+(\\]+|#[^\n]*|\/\/[^\n]*/y;
const BARE = /[\w.]+(?:\([^()]*\))?/y;

function segmentsOf(source: string, start: number): Segment[] {
  const segments: Segment[] = [];
  let offset = start;
  for (;;) {
    const before = offset;
    SKIP.lastIndex = offset;
    const skipped = SKIP.exec(source);
    const joined = segments.length === 0 || (skipped !== null && (/[+(]/.test(skipped[0]) || /^[\s\\]+$/.test(skipped[0])));
    if (skipped !== null) offset += skipped[0].length;
    LITERAL.lastIndex = offset;
    const literal = LITERAL.exec(source);
    if (literal !== null && joined) {
      offset = literalAt(source, offset, literal, segments);
      continue;
    }
    if (skipped !== null && /^(#|\/\/)/.test(skipped[0])) continue;
    BARE.lastIndex = offset;
    const bare = BARE.exec(source);
    if (bare === null || offset === before && segments.length > 0 || (segments.length > 0 && !/\+/.test(skipped?.[0] ?? ''))) return segments;
    segments.push(holeOf(source, offset, offset + bare[0].length, bare[0]));
    offset += bare[0].length;
  }
}

function literalAt(source: string, start: number, literal: RegExpExecArray, segments: Segment[]): number {
  const [opening, prefix = '', quote = ''] = literal;
  const interpolates = prefix === 'f' || quote === '`';
  let text = start + opening.length;
  let offset = text;
  const flush = (end: number): void => {
    if (end > text) segments.push({ kind: 'static', text: decoded(source.slice(text, end)), location: at(source, text, end) });
  };
  while (offset < source.length && !source.startsWith(quote, offset)) {
    const open = quote === '`' ? '${' : '{';
    if (source[offset] === '\\') offset += 2;
    else if (interpolates && source.startsWith(open, offset) && !source.startsWith('{{', offset)) {
      flush(offset);
      const close = source.indexOf('}', offset) + 1;
      segments.push(holeOf(source, offset, close, source.slice(offset + open.length, close - 1)));
      offset = text = close;
    } else offset += source.startsWith('{{', offset) || source.startsWith('}}', offset) ? 2 : 1;
  }
  flush(offset);
  return offset + quote.length;
}

const decoded = (raw: string): string => raw.replace(/\\\n/g, '').replaceAll('\\n', '\n').replaceAll('{{', '{').replaceAll('}}', '}');

function holeOf(source: string, start: number, end: number, expression: string): Segment {
  const [, volatility, more] = NAMED.find(([pattern]) => pattern.test(expression)) ?? [null, 'request' as Volatility, {}];
  return {
    kind: 'hole', expression, location: at(source, start, end), volatility, cause: expression, origin: [], content: 'text', bounds: null, ...more,
  };
}
