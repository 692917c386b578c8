import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { settingsTable } from './settings-table.ts';
import { supportTable } from './support-table.ts';
import { templateTable } from './template-table.ts';

const readme = readFileSync('README.md', 'utf8');

test('the README lists every setting as the code has it', () => {
  assert.ok(readme.includes(settingsTable()), `put this table into README.md:\n\n${settingsTable()}`);
});

test('the README prints what is claimed about each SDK; UPDATE=1 rewrites it', () => {
  const table = /(?<=<!-- sdks -->\n)[\s\S]*?(?=\n<!-- \/sdks -->)/;
  if (process.env['UPDATE'] === '1') writeFileSync('README.md', readme.replace(table, () => supportTable()));
  else assert.equal(table.exec(readme)?.[0], supportTable());
});

test('the README prints what is read of each kind of prompt file; UPDATE=1 rewrites it', () => {
  const table = /(?<=<!-- prompt files -->\n)[\s\S]*?(?=\n<!-- \/prompt files -->)/;
  if (process.env['UPDATE'] === '1') writeFileSync('README.md', readFileSync('README.md', 'utf8').replace(table, () => templateTable()));
  else assert.equal(table.exec(readme)?.[0], templateTable());
});

test('every file and picture the documents point to is there', () => {
  for (const document of ['README.md', 'CONTRIBUTING.md', 'src/README.md']) {
    const text = readFileSync(document, 'utf8');
    const folder = document.includes('/') ? document.slice(0, document.lastIndexOf('/') + 1) : '';
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1] ?? '');
    assert.deepEqual(links.filter((link) => !existsSync(folder + link)), [], document);
  }
});
