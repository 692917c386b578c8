/** Documentation runs: what a rule's page calls costly is found, what it calls better is not. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RULES } from '../../../src/core/rules/registry.ts';
import { words } from './drawn.ts';
import { findingsInCode } from './real.ts';

/** Written in lines: a file of endless ones is taken for a generated one. */
const lines = (tokens: number): string => words(tokens).replaceAll('. ', '.\n');

/** What the pages import: the long texts they talk about. */
const TEXTS: Readonly<Record<string, string>> = {
  'rules_text.py': `RULES = """${lines(1500)}"""\nEXAMPLES = """${lines(1500)}"""\nHANDBOOK = """${lines(6000)}"""\n`,
  'rules_text.ts': `export const RULES = \`${lines(1500)}\`;\n`,
};

const EXTENSIONS: Readonly<Record<string, string>> = { python: 'py', typescript: 'ts' };

interface Example {
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

function examplesOf(page: string): readonly Example[] {
  return page.split(/^## /m).slice(1).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n')).trim();
    return [...part.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ section, language, code }));
  });
}

const pageOf = (id: string): string => readFileSync(new URL(`../../../src/core/rules/${id.replace('/', '-')}.md`, import.meta.url), 'utf8');

for (const { meta } of RULES) {
  test(`the page of ${meta.id} is true`, async () => {
    const page = pageOf(meta.id);
    assert.ok(page.startsWith(`# ${meta.id}\n`));
    for (const option of Object.keys(meta.options)) assert.ok(page.includes(`\`${option}\``), `option ${option} is not explained`);
    const examples = examplesOf(page);
    for (const section of ['Costs you', 'Better']) assert.ok(examples.some((example) => example.section === section), `no example under "${section}"`);
    for (const [index, { section, language, code }] of examples.entries()) {
      const findings = await findingsInCode({ ...TEXTS, [`page.${EXTENSIONS[language] ?? 'txt'}`]: code }, `/${meta.id}/${index}`);
      const own = findings.filter((finding) => finding.rule === meta.id);
      const others = findings.filter((finding) => finding.rule.startsWith('cache/') && finding.rule !== meta.id);
      if (section === 'Costs you') assert.equal(own.length, 1, `nothing is found in\n${code}`);
      else assert.deepEqual(own.map(({ message }) => message), [], `found in\n${code}`);
      if (section === 'Better' && meta.id.startsWith('cache/')) assert.deepEqual(others.map(({ message }) => message), [], `another cache rule finds something in\n${code}`);
    }
  });
}
