/** A kept answer is given for the very same question only. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Analysis } from '../../src/core/analysis.ts';
import { createAnalysisCache } from '../../src/cli/analysis-cache.ts';
import { hashesOf } from '../../src/cli/content-stamps.ts';
import { openProjects } from '../../src/cli/project.ts';
import type { Files } from '../../src/core/ports.ts';
import type { BlobCache } from '../../src/node/blob-cache.ts';
import { sourceOf } from '../../src/node/source.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

const DAY = 86_400_000;

test('files, configuration, day and program decide; nothing else does', async (context) => {
  const { root, write, path } = temporaryWorkspace(context, { 'code/app.py': 'x = 1\n', 'code/prompt.md': 'Be brief.\n', 'program.mjs': 'one' });
  const kept = path('kept');
  let made = 0;
  const ask = async (now = DAY, paths: readonly string[] = []): Promise<number> => {
    const [project] = await openProjects({ cwd: join(root, 'code'), paths, flags: {} });
    const cache = createAnalysisCache(kept, pathToFileURL(path('program.mjs')).href);
    assert.ok(project && cache);
    const analysis = await cache.answer(project, now, () => {
      made += 1;
      return Promise.resolve({ calls: [], findings: [], templates: [], skipped: [{ file: `answer ${made}`, why: '' }] } satisfies Analysis);
    });
    return Number(analysis.skipped[0]?.file.slice(7));
  };

  assert.equal(await ask(), 1);
  assert.equal(await ask(DAY + 1), 1, 'the same');
  write('code/app.py', 'x = 1\n');
  assert.equal(await ask(), 1, 'written again with the same content');
  write('code/app.py', 'x = 2\n');
  assert.equal(await ask(), 2, 'another content');
  write('code/prompt.md', 'Be very brief.\n');
  assert.equal(await ask(), 3, 'a prompt file');
  write('code/new.py', '');
  assert.equal(await ask(), 4, 'a new file');
  write('code/costline.json', '{ "exclude": ["nothing/**"] }');
  assert.equal(await ask(), 5, 'configuration');
  assert.equal(await ask(2 * DAY), 6, 'another day has other prices');
  assert.equal(await ask(), 5, 'the day before');
  assert.equal(await ask(DAY, ['app.py']), 5, 'one file of it: the whole is looked at either way');
  write('program.mjs', 'two');
  assert.equal(await ask(), 7, 'another program');
  for (const name of readdirSync(join(kept, 'analyses'))) writeFileSync(join(kept, 'analyses', name), 'damaged');
  assert.equal(await ask(), 8, 'damaged answers');
});

test('a file that has kept its time and size is not read again, unless it was just written', async (context) => {
  const { root, write } = temporaryWorkspace(context, { 'code/old.py': 'x = 1\n', 'code/new.py': 'y = 1\n' });
  const list = [join(root, 'code/old.py'), join(root, 'code/new.py')];
  const values = new Map<string, unknown>();
  const kept: BlobCache = { get: (name) => values.get(name), set: (name, value) => void values.set(name, value) };
  const read: string[] = [];
  const files: Files = { roots: [root], list: () => Promise.resolve(list), exists: () => Promise.resolve(true), read: (file) => { read.push(file); return Promise.resolve(sourceOf(file, readFileSync(file, 'utf8'))); } };
  const now = context.mock.method(Date, 'now');
  const real = statSync(list[0]!).ctimeMs;
  now.mock.mockImplementation(() => real + 10_000);
  const first = await hashesOf(files, list, kept);
  assert.deepEqual(await hashesOf(files, list, kept), first);
  assert.equal(read.length, 2, 'each once');
  write('code/new.py', 'y = 22\n');
  now.mock.mockImplementation(() => statSync(list[1]!).ctimeMs + 5);
  assert.notEqual((await hashesOf(files, list, kept))[1], first[1]);
  await hashesOf(files, list, kept);
  assert.deepEqual(read.slice(2), [list[1], list[1]], 'just written: read each time, and the other not');
});

test('run from its sources, which change without a version, it keeps nothing', () => {
  assert.equal(createAnalysisCache('kept', 'file:///src/cli/main.ts'), null);
});
