/** A report for a pull request: a line that says how it stands, a table of findings, a folded table of calls. */
import { nanodollarsOf, pricePerCall } from '../../core/present/money.ts';
import { code, count, plain } from '../../core/present/words.ts';
import type { FormatOptions } from './format.ts';
import type { Place, Report, ReportedCall } from './report.ts';

export function formatMarkdown(report: Report, { all }: FormatOptions): string {
  const findings = report.findings.filter((finding) => all || !finding.quiet);
  const calls = report.calls.filter((call) => all || !call.quiet);
  const { warnings, hints, information } = report.summary;
  const verdict = warnings + hints + information === 0
    ? `No findings in ${report.summary.calls} calls.`
    : `${warnings} warnings, ${information + hints} hints in ${report.summary.calls} calls.`;
  const parts = [`### Costline\n\n${verdict}`];
  if (findings.length > 0) {
    parts.push([
      '| where | level | what |', '|:--|:--|:--|',
      ...findings.map((finding) => `| ${where(finding.location)} | ${finding.level} | ${cell(plain(finding.message))} <br> ${code(finding.rule)} |`),
    ].join('\n'));
  }
  if (calls.length > 0) {
    parts.push([
      `<details><summary>${calls.length} calls</summary>`, '',
      '| where | call | model | tokens | input price |', '|:--|:--|:--|--:|--:|',
      ...calls.map((call) => `| ${where(call.location)} | ${code(call.sdk)} | ${call.model.id === null ? 'unknown' : code(call.model.id)} | ${tokensOf(call)} | ${priceOf(call)} |`),
      '', '</details>',
    ].join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

const where = ({ file, line }: Place): string => code(`${file}:${line}`);
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

const tokensOf = ({ tokens, cost }: ReportedCall): string =>
  `${cost?.floor === true ? '≥' : tokens.exact ? '' : '~'}${count(tokens.static + tokens.overhead)}`;

function priceOf({ cost }: ReportedCall): string {
  if (cost === null) return 'unpriced';
  const price = nanodollarsOf(cost.uncached);
  if (price === null) return 'unpriced';
  return cost.floor ? `≥${pricePerCall(price)}` : pricePerCall(price);
}
