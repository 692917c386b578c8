import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingsTable } from './settings-table.ts';

const readme = readFileSync('README.md', 'utf8');

test('the README lists every setting as the code has it', () => {
  assert.ok(readme.includes(settingsTable()), `put this table into README.md:\n\n${settingsTable()}`);
});

test('every file and picture the documents point to is there', () => {
  for (const document of ['README.md', 'CONTRIBUTING.md', 'src/README.md']) {
    const text = readFileSync(document, 'utf8');
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/') + 1) : '';
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    assert.deepEqual(links.filter((link) => !existsSync(folder + link)), [], document);
  }
});
