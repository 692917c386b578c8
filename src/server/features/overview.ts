/** What the status bar knows without being asked: how many prompts the open documents and the last scan hold. */
import type { Analyses } from '../analyses.ts';
import type { Overview } from '../protocol.ts';

/** Milliseconds after an analysis, so that opening ten files says it once. */
const AFTER = 100;

export function announceOverview(analyses: Analyses, send: (overview: Overview) => void): void {
  let said = '';
  let waiting: NodeJS.Timeout | undefined;
  const announce = (): void => {
    const known = analyses.all();
    const calls = new Set(known.flatMap(({ calls }) => calls.filter((call) => !call.quiet).map((call) => call.site.id)));
    const findings = new Set(known.flatMap(({ analysis }) => analysis.findings.map((finding) => `${finding.rule} ${finding.call}`)));
    const hasModelImport = known.some(({ calls }) => calls.length > 0);
    const overview: Overview = { prompts: calls.size, findings: findings.size, hasModelImport };
    const text = JSON.stringify(overview);
    if (text === said) return;
    said = text;
    send(overview);
  };
  analyses.listen(() => {
    clearTimeout(waiting);
    waiting = setTimeout(announce, AFTER);
  });
}
