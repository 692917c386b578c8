/** A kept answer is given for the very same question only. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Analysis } from '../../src/core/analysis.ts';
import { createAnalysisCache } from '../../src/cli/analysis-cache.ts';
import { openProjects } from '../../src/cli/project.ts';
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

test('run from its sources, which change without a version, it keeps nothing', () => {
  assert.equal(createAnalysisCache('kept', 'file:///src/cli/main.ts'), null);
});
