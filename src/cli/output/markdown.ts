/** A report for a pull request: a line that says how it stands, a table of findings, a folded table of calls. */
import { floorPerCall, nanodollarsOf, perThousandCalls, pricePerCall } from '../../core/present/money.ts';
import { code, count, sentence } from '../../core/present/words.ts';
import type { FormatOptions } from './format-options.ts';
import type { CallChange, Difference, Place, Report, ReportedCall } from './report.ts';

/** Found again by whoever updates the comment instead of writing another. */
export const COMMENT_MARK = '<!-- costline -->';

/** A comment longer than this is refused by GitHub. */
const MAX_COMMENT = 60_000;
const MAX_ROWS = 50;

export function formatMarkdown(report: Report, { all }: FormatOptions): string {
  const findings = report.findings.filter((finding) => all || !finding.quiet);
  const calls = report.calls.filter((call) => all || !call.quiet);
  const { difference } = report;
  const parts = [`${COMMENT_MARK}\n### Costline\n\n${verdictOf(report)}`];
  if (findings.length > 0) {
    parts.push(rows(['| where | level | what |', '|:--|:--|:--|'],
      findings.map((finding) => `| ${where(finding.location)} | ${finding.level} | ${cell(sentence(finding.message))} <br> ${code(finding.rule)} |`)));
  }
  if (difference !== undefined && difference.calls.length > 0) parts.push(changesTable(difference));
  else if (difference === undefined && calls.length > 0) {
    parts.push([
      `<details><summary>${calls.length} ${calls.length === 1 ? 'call' : 'calls'}</summary>`, '',
      rows(['| where | call | model | tokens | input price |', '|:--|:--|:--|--:|--:|'],
        calls.map((call) => `| ${where(call.location)} | ${code(call.sdk)} | ${call.model.id === null ? 'unknown' : code(call.model.id)} | ${tokensOf(call)} | ${priceOf(call)} |`)),
      '', '</details>',
    ].join('\n'));
  }
  const text = `${parts.join('\n\n')}\n`;
  return text.length <= MAX_COMMENT ? text : `${parts.slice(0, 2).join('\n\n').slice(0, MAX_COMMENT)}\n`;
}

function verdictOf({ summary, difference }: Report): string {
  const { warnings, hints, information } = summary;
  const found = [counted(warnings, 'warning'), counted(information + hints, 'hint')].filter((part) => part !== '').join(' and ');
  const calls = counted(summary.calls, 'call') || 'no calls';
  if (difference === undefined) return found === '' ? `No findings in ${calls}.` : `${found} in ${calls}.`;
  const mended = difference.mended === 0 ? '' : ` ${counted(difference.mended, 'finding')} mended.`;
  return `${found === '' ? 'No new findings' : `New: ${found}`} since ${code(difference.against)}.${mended}`;
}

const rows = (head: readonly string[], body: readonly string[]): string =>
  [...head, ...body.slice(0, MAX_ROWS), ...(body.length > MAX_ROWS ? [`| … and ${body.length - MAX_ROWS} more |${' |'.repeat((head[0]?.split('|').length ?? 3) - 3)}`] : [])].join('\n');

/** What one call costs before and after; only what is known of it. */
const changesTable = ({ calls, against }: Difference): string => [
  `**Calls that changed since ${code(against)}**, input of one call as far as it is known:`, '',
  rows(['| call | tokens | price of the input | change |', '|:--|--:|--:|--:|'],
    calls.map((call) => `| ${where(call.location)}${call.kind === 'changed' ? '' : ` (${call.kind})`} | ${tokenChange(call)} | ${priceChange(call)} | ${costChange(call)} |`)),
].join('\n');

const tokenChange = ({ tokens: { before, after } }: CallChange): string =>
  before === null ? count(after ?? 0) : after === null ? `~~${count(before)}~~` : before === after ? count(after) : `${count(before)} → ${count(after)}`;

function priceChange({ cost: { before, after, floor } }: CallChange): string {
  const told = (dollars: number): string => {
    const price = nanodollarsOf(dollars);
    return price === null ? 'unpriced' : floor ? floorPerCall(price) : pricePerCall(price);
  };
  if (after === null) return before === null ? 'unpriced' : `~~${told(before)}~~`;
  return before === null || before === after ? told(after) : `${told(before)} → ${told(after)}`;
}

/** In dollars per thousand calls, which is how prices of single calls are told. */
function costChange({ cost: { before, after } }: CallChange): string {
  if (before === null && after === null) return '';
  const change = nanodollarsOf((after ?? 0) - (before ?? 0));
  if (change === null || change === 0) return '';
  return `${change > 0 ? '+' : '−'}${perThousandCalls(Math.abs(change))}`;
}

const counted = (n: number, noun: string): string => (n === 0 ? '' : n === 1 ? `1 ${noun}` : `${n.toLocaleString('en-US')} ${noun}s`);

const where = ({ file, line }: Place): string => code(`${file}:${line}`);
/** One line, in which no bar ends the cell; those of code too. */
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)\|/g, '\\|');

const tokensOf = ({ tokens, cost }: ReportedCall): string =>
  `${cost?.floor === true ? '≥' : tokens.exact ? '' : '~'}${count(tokens.static + tokens.overhead)}`;

function priceOf({ cost }: ReportedCall): string {
  if (cost === null) return 'unpriced';
  const price = nanodollarsOf(cost.uncached);
  if (price === null) return 'unpriced';
  return cost.floor ? floorPerCall(price) : pricePerCall(price);
}
