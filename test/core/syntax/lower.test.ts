/** Each fixture is a source, `---`, and what it lowers to. `UPDATE=1` writes the second half anew. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LanguageId } from '../../../src/core/document.ts';
import { newSyntax, source } from './parsing.ts';
import { printModule } from './printed.ts';

const LANGUAGES: Readonly<Record<string, LanguageId>> = { py: 'python', ts: 'typescript', tsx: 'tsx', js: 'javascript', ipynb: 'jupyter' };
const SEPARATOR = '\n---\n';

const root = new URL('../../fixtures/syntax/', import.meta.url);
const syntax = newSyntax();

for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.txt')).sort()) {
  test(`lowers ${name}`, async () => {
    const url = new URL(name, root);
    const fixture = readFileSync(url, 'utf8');
    const at = fixture.lastIndexOf(SEPARATOR);
    const text = at === -1 ? fixture : fixture.slice(0, at + 1);
    const language = LANGUAGES[/\.(\w+)\.txt$/.exec(name)?.[1] ?? ''];
    assert.ok(language !== undefined, 'the name says the language');
    const printed = printModule((await syntax.parse(source(text, language, name))).module, text);
    if (process.env['UPDATE'] === '1') writeFileSync(url, `${text.replace(/\n*$/, '')}${SEPARATOR}${printed}\n`);
    else assert.equal(printed, fixture.slice(at + SEPARATOR.length).replace(/\n$/, ''));
  });
}
