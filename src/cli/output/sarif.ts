/** SARIF 2.1.0, for code scanning. Quiet places are left out: a scanner would raise them as alerts. */
import { RULES } from '../../core/rules/registry.ts';
import type { FormatOptions } from './format-options.ts';
import type { Place, Report, ReportedFinding } from './report.ts';

const LEVELS: Readonly<Record<ReportedFinding['level'], string>> = { warning: 'warning', information: 'note', hint: 'note' };

export function formatSarif(report: Report, { version, all }: FormatOptions): string {
  const ids = RULES.map((rule) => rule.meta.id);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Costline', version, rules: RULES.map(({ meta }) => ({
        id: meta.id, name: nameOf(meta.id), shortDescription: { text: meta.title }, fullDescription: { text: meta.title },
        help: { text: `${meta.title}. "costline rules ${meta.id}" explains it.` }, defaultConfiguration: { level: LEVELS[meta.level] }, properties: { tags: ['cost', meta.id.split('/')[0] ?? ''], precision: 'high' },
      })) } },
      originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that was checked.' } } },
      columnKind: 'utf16CodeUnits',
      results: report.findings.filter((finding) => all || !finding.quiet).map((finding) => resultOf(finding, ids)),
      invocations: [{
        executionSuccessful: true,
        toolExecutionNotifications: report.skipped.map(({ file, why }) => ({
          level: 'note', message: { text: `not read: ${why}` }, locations: [{ physicalLocation: { artifactLocation: artifactOf(file) } }],
        })),
      }],
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(finding: ReportedFinding, ids: readonly string[]): object {
  const ruleIndex = ids.indexOf(finding.rule);
  return {
    ruleId: finding.rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVELS[finding.level],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(finding.location) }],
    relatedLocations: finding.related.map((place, id) => ({ id, message: { text: place.message }, physicalLocation: physical(place) })),
    // Survives edits above it: what is said, about which call.
    partialFingerprints: { 'costline/v1': `${finding.rule}|${finding.call}` },
    properties: finding.data,
  };
}

/** `cache/volatile-prefix` → `CacheVolatilePrefix`, as the format wants names. */
const nameOf = (id: string): string => id.split(/[/-]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

const physical = (place: Place): object => ({
  artifactLocation: artifactOf(place.file),
  region: { startLine: place.line, startColumn: place.column, endLine: place.endLine, endColumn: place.endColumn },
});

const artifactOf = (file: string): object => ({ uri: encodeURI(file), uriBaseId: '%SRCROOT%' });
