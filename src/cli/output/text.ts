/** A report for people in a terminal. */
import { nanodollarsOf, pricePerCall } from '../../core/present/money.ts';
import { callers, shortCount } from '../../core/present/words.ts';
import type { FormatOptions } from './format-options.ts';
import type { Report, ReportedCall, ReportedFinding } from './report.ts';

type Paint = (text: string) => string;

interface Palette {
  readonly dim: Paint;
  readonly bold: Paint;
  readonly level: Readonly<Record<ReportedFinding['level'], Paint>>;
}

export function formatText(report: Report, { all, colour }: FormatOptions): string {
  const palette = paletteFor(colour);
  const findings = report.findings.filter((finding) => all || !finding.quiet);
  // With a difference only the calls that changed are told.
  const changed = report.difference === undefined ? null : new Set(report.difference.calls.map(({ id }) => id));
  const calls = report.calls.filter((call) => (all || !call.quiet) && (changed === null || changed.has(call.id)));
  const files = [...new Set([...calls, ...findings].map(({ location }) => location.file))].sort();
  const sections = files.map((file) => section(file, { calls, findings, palette }));
  return `${[...sections, closing(report, all, palette)].join('\n\n')}\n`;
}

interface SectionInput {
  readonly calls: readonly ReportedCall[];
  readonly findings: readonly ReportedFinding[];
  readonly palette: Palette;
}

/** One file: its calls, and the findings in between, by line. */
function section(file: string, { calls, findings, palette }: SectionInput): string {
  const lines = [
    ...calls.filter((call) => call.location.file === file).map((call) => ({ at: call.location, text: callLine(call, palette) })),
    ...findings.filter((finding) => finding.location.file === file).map((finding) => ({ at: finding.location, text: findingLine(finding, palette) })),
  ].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  const width = Math.max(...lines.map(({ at }) => `${at.line}:${at.column}`.length));
  const rows = lines.map(({ at, text }) => `  ${palette.dim(`${at.line}:${at.column}`.padEnd(width))}  ${text}`);
  return [palette.bold(file), ...rows].join('\n');
}

function callLine(call: ReportedCall, { dim }: Palette): string {
  const name = call.kind === 'direct' ? call.sdk : `${call.sdk} (${call.kind})`;
  return [name, modelOf(call), figures(call)].filter((part) => part !== '').join(dim(' · '));
}

function modelOf({ model }: ReportedCall): string {
  if (model.id !== null) return model.from === 'assumed' ? `${model.id} (assumed)` : model.id;
  if (model.candidates.length > 0) return `one of ${model.candidates.map(({ id }) => id).join(', ')}`;
  return 'model unknown';
}

/** Tokens always; dollars only where the whole input is known, since a floor is not a price. */
function figures({ tokens, cost, gateway }: ReportedCall): string {
  if (gateway !== null) return callers(gateway.callers);
  const size = tokens.static + tokens.overhead;
  const known = `${shortCount(size)} tok`;
  if (cost === null) return `${tokens.exact ? '' : '~'}${known}`;
  if (cost.floor) return `≥${shortCount(size, 'down')} tok`;
  const price = nanodollarsOf(cost.uncached);
  return `${tokens.exact ? '=' : '~'}${known}${price === null ? '' : `, ${pricePerCall(price)} in`}`;
}

function findingLine(finding: ReportedFinding, { level, dim }: Palette): string {
  return `${level[finding.level](finding.level)}  ${finding.message} ${dim(finding.rule + (finding.fixable ? ', --fix can mend it' : ''))}`;
}

function closing({ summary, difference }: Report, all: boolean, { bold, dim }: Palette): string {
  const found = [
    counted(summary.warnings, 'warning'), counted(summary.information, 'remark'), counted(summary.hints, 'hint'),
  ].filter((part) => part !== '').join(', ');
  const lines = [bold(`${counted(summary.calls, 'call') || 'no calls'} in ${counted(summary.files, 'file') || 'no files'}: ${found === '' ? 'nothing to mend' : found}`)];
  if (difference !== undefined) lines[0] = bold(`since ${difference.against}: ${found === '' ? 'no new findings' : `new: ${found}`}${difference.mended > 0 ? `, ${counted(difference.mended, 'finding')} mended` : ''}, ${counted(difference.calls.length, 'call') || 'no calls'} changed`);
  if (summary.quiet > 0 && !all) lines.push(dim(`${counted(summary.quiet, 'finding')} in tests, examples and other quiet places: --all shows them`));
  if (summary.skipped > 0) lines.push(dim(`${counted(summary.skipped, 'file')} not read: --format json lists why`));
  return lines.join('\n');
}

/** Empty for none. */
const counted = (n: number, noun: string): string => (n === 0 ? '' : n === 1 ? `1 ${noun}` : `${n.toLocaleString('en-US')} ${noun}s`);

function paletteFor(colour: boolean): Palette {
  const paint = (code: number): Paint => (colour ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text);
  return { dim: paint(2), bold: paint(1), level: { warning: paint(33), information: paint(36), hint: paint(90) } };
}
