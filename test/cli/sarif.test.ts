/** SARIF as the format's own schema has it: code scanning refuses a file that breaks it. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv';
import { reportSince } from '../../src/cli/output/difference.ts';
import type { Report, ReportedFinding } from '../../src/cli/output/report.ts';
import { formatSarif } from '../../src/cli/output/sarif.ts';
import { RULES } from '../../src/core/rules/registry.ts';

const load = createRequire(import.meta.url);
const schema = load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object;
const ajv = new Ajv({ schemaId: 'auto', allErrors: true, logger: false, unknownFormats: 'ignore' });
ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json') as object);
const validate = ajv.compile(schema);

const place = { file: 'src/ä b.py', line: 3, column: 1, endLine: 3, endColumn: 9 };
const finding = (rule: string, more: Partial<ReportedFinding> = {}): ReportedFinding => ({
  rule, level: 'warning', location: place, related: [{ ...place, line: 9, endLine: 9, message: 'sent by this call' }], call: `src/ä b.py#ask/${rule}`,
  message: 'It `changes`.', data: { lostTokens: 3584, lostPerCall: 0.0045, nested: { list: [1, null] } }, fixable: false, quiet: false, ...more,
});
const report = (findings: readonly ReportedFinding[]): Report => ({
  version: 1, calls: [], findings, templates: [], skipped: [{ file: 'big.ts', why: 'too large' }],
  summary: { files: 1, calls: 1, warnings: findings.length, information: 0, hints: 0, quiet: 0, fixable: 0, skipped: 1 },
});
const sarifOf = (of: Report): unknown => JSON.parse(formatSarif(of, { version: '1.2.3', all: false, colour: false }));

function assertValid(log: unknown): void {
  assert.equal(validate(log), true, JSON.stringify(validate.errors?.slice(0, 3), null, 1));
}

test('every rule, every level and a report of nothing are valid SARIF 2.1', () => {
  assertValid(sarifOf(report([])));
  assertValid(sarifOf(report(RULES.flatMap(({ meta }) => (['warning', 'information', 'hint'] as const).map((level) => finding(meta.id, { level }))))));
});

test('the schema is really asked: a line that is no number is refused', () => {
  assert.equal(validate(JSON.parse(formatSarif(report([finding('cache/volatile-prefix')]), { version: '1', all: false, colour: false }).replace('"startLine": 3', '"startLine": "3"'))), false);
});

test('with a difference only what the change introduces is raised, wherever lines have moved to', () => {
  const old = finding('cache/volatile-prefix');
  const moved = { ...old, location: { ...place, line: 40, endLine: 40 } };
  const added = finding('cache/unstable-order');
  const since = reportSince(report([old]), report([moved, added]), 'main');
  assert.deepEqual(since.findings, [added]);
  assert.deepEqual([since.summary.warnings, since.difference?.mended], [1, 0]);
  assert.equal(reportSince(report([old, added]), report([moved]), 'main').difference?.mended, 1);
  // A second one with the same cause in the same call is new.
  assert.equal(reportSince(report([old]), report([old, moved]), 'main').findings.length, 1);
  assertValid(sarifOf(since));
});
