/** The hover of a call or a prompt: what it costs, how sure that is, and where each figure comes from. Plain markdown. */
import type { CallReport, Finding, Observed } from '../analysis.ts';
import { actualsSection } from './actuals.ts';
import { costLine, costSection } from './cost-table.ts';
import { findingsSection, problemsSection } from './remarks.ts';
import { tierSection } from './tier-card.ts';
import { tokensSection } from './token-table.ts';
import { callers, modelWords, multipleWords, plain } from './words.ts';
import type { FileId } from '../document.ts';

export interface HoverExtra {
  readonly observed?: Observed | null;
  /** Findings of this call. */
  readonly findings: readonly Finding[];
  /** How a file is named to the user, e.g. relative to its folder. */
  readonly displayPath: (file: FileId) => string;
  /** Calls per month from the configuration, shown as declared; observed volume goes first. */
  readonly declaredVolume?: number | null;
}

export function hoverMarkdown(report: CallReport, extra: HoverExtra): string {
  const sections = [
    headline(report, extra.displayPath),
    tokensSection(report),
    costSection(report, extra.declaredVolume ?? null, extra.observed ?? null),
    actualsSection(report, extra.observed ?? null),
    findingsSection(extra.findings, extra.displayPath),
    tierSection(report),
    problemsSection(report, extra.displayPath),
  ];
  return sections.filter((section) => section !== null && section !== '').join('\n\n');
}

function passesOn(n: number | null): string {
  if (n === null) return 'Passes on the prompts of its callers: the cost stands there.';
  return n === 0 ? 'Passes on what its callers write; none of them was found here.' : `Passes on the prompts of ${callers(n)}: the cost stands there.`;
}

function headline(report: CallReport, displayPath: HoverExtra['displayPath']): string {
  const { site } = report;
  const times = multipleWords(site.multiple);
  const name = `**${plain(site.sdk)}** · ${modelWords({ site })}${times === '' ? '' : ` · ${times} per request`}`;
  const sent = site.through.at(-1);
  const lines = [name];
  const price = costLine(report);
  if (price !== null) lines.push(price);
  if (site.gateway !== null) lines.push(passesOn(site.gateway.callers));
  if (sent !== undefined) lines.push(`Sent in ${plain(displayPath(sent.file))}:${sent.range.start.line + 1}.`);
  return lines.join('  \n');
}
