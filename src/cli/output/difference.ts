/** Two reports of one project: what the later one has that the earlier had not, and what calls cost more or less. */
import type { CallChange, Report, ReportedCall, ReportedCost, ReportedFinding } from './report.ts';

/** The later report with only what it introduces. */
export function reportSince(before: Report, after: Report, against: string): Report {
  const known = counted(before.findings.map(keyOf));
  const findings = after.findings.filter((finding) => !take(known, keyOf(finding)));
  const mended = before.findings.filter(({ quiet }) => !quiet).length - (after.findings.length - findings.length);
  const loud = findings.filter(({ quiet }) => !quiet);
  return {
    ...after, findings,
    summary: {
      ...after.summary, quiet: findings.length - loud.length, fixable: loud.filter(({ fixable }) => fixable).length,
      warnings: loud.filter(({ level }) => level === 'warning').length, information: loud.filter(({ level }) => level === 'information').length,
      hints: loud.filter(({ level }) => level === 'hint').length,
    },
    difference: { against, calls: changesOf(before.calls, after.calls), mended: Math.max(0, mended) },
  };
}

/** The same finding has the same rule, call and cause, wherever its lines have moved. */
const keyOf = ({ rule, call, location, data }: ReportedFinding): string => [rule, call.replace(/\/\d+$/, ''), location.file, String(data['cause'] ?? data['expression'] ?? '')].join('\n');

function counted(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** True when one was there to take. */
function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function changesOf(before: readonly ReportedCall[], after: readonly ReportedCall[]): readonly CallChange[] {
  const earlier = new Map(before.filter(({ quiet }) => !quiet).map((call) => [call.id, call]));
  const changes = after.filter(({ quiet }) => !quiet).flatMap((call): CallChange[] => {
    const old = earlier.get(call.id);
    earlier.delete(call.id);
    if (old === undefined) return [change('added', call, null, call)];
    return tokensOf(old) === tokensOf(call) && steady(old.cost) === steady(call.cost) ? [] : [change('changed', call, old, call)];
  });
  return [...changes, ...[...earlier.values()].map((call) => change('removed', call, call, null))];
}

const change = (kind: CallChange['kind'], { id, location }: ReportedCall, before: ReportedCall | null, after: ReportedCall | null): CallChange => ({
  id, location, kind,
  tokens: { before: before === null ? null : tokensOf(before), after: after === null ? null : tokensOf(after) },
  cost: { before: steady(before?.cost ?? null), after: steady(after?.cost ?? null), floor: (before?.cost?.floor ?? false) || (after?.cost?.floor ?? false) },
});

const tokensOf = ({ tokens }: ReportedCall): number => tokens.static + tokens.overhead;
const steady = (cost: ReportedCost | null): number | null => (cost === null ? null : cost.read ?? cost.uncached);
