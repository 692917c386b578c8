import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { DEFAULT_CONFIG } from '../../src/core/config/defaults.ts';
import { createFiles } from '../../src/node/files.ts';
import type { NodeFiles } from '../../src/node/files.ts';
import { sourceOf } from '../../src/node/source.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

const { exclude } = DEFAULT_CONFIG;

async function listed(files: NodeFiles): Promise<readonly string[]> {
  const root = files.roots[0] ?? '';
  return (await files.list()).map((file) => relative(root, file));
}

async function check(context: TestContext, files: Readonly<Record<string, string>>, want: readonly string[], globs = exclude): Promise<void> {
  const { root } = temporaryWorkspace(context, files);
  assert.deepEqual(await listed(createFiles({ roots: [root], exclude: globs })), want);
}

test('code and files that keep prompts are listed; lock files, declarations and bundles are not', (context) => check(context, {
  'app.py': '', 'web/page.tsx': '', 'web/lib.mts': '', 'notes.ipynb': '', 'prompts/system.md': '', 'prompts/a.j2': '',
  'package-lock.json': '', 'pnpm-lock.yaml': '', 'types.d.ts': '', 'jquery.min.js': '', 'logo.svg': '', 'LICENSE.md': '',
}, ['app.py', 'notes.ipynb', 'prompts/a.j2', 'prompts/system.md', 'web/lib.mts', 'web/page.tsx']));

test('installed packages, builds and environments are never entered', (context) => check(context, {
  'a.py': '', 'node_modules/x/index.js': '', 'web/node_modules/y/index.js': '', '.venv/lib/site.py': '', 'dist/a.js': '', 'packages/p/build/a.js': '', '__pycache__/a.py': '',
}, ['a.py']));

test('the configuration decides about the rest', (context) =>
  check(context, { 'a.py': '', 'generated/b.py': '', 'deep/generated/c.py': '' }, ['a.py', 'deep/generated/c.py'], ['generated/**']));

test('a folder\'s own ignore file goes before the one above it', (context) => check(context, {
  '.gitignore': '*.secret.py\n/scratch/\n', 'a.py': '', 'a.secret.py': '', 'scratch/b.py': '',
  'keep/.gitignore': '!*.secret.py\n', 'keep/c.secret.py': '', 'keep/scratch/d.py': '',
}, ['a.py', 'keep/c.secret.py', 'keep/scratch/d.py']));

test('what the repository above a folder ignores is ignored in the folder', async (context) => {
  const workspace = temporaryWorkspace(context, { '.gitignore': 'secret/\n', 'apps/web/a.ts': '', 'apps/web/secret/b.ts': '' });
  mkdirSync(workspace.path('.git'));
  assert.deepEqual(await listed(createFiles({ roots: [workspace.path('apps/web')], exclude })), ['a.ts']);
});

test('a link that leads back ends, and a link to a folder is followed', { skip: process.platform === 'win32' }, async (context) => {
  const workspace = temporaryWorkspace(context, { 'src/a.py': '' });
  const outside = temporaryWorkspace(context, { 'b.py': '' });
  workspace.link('src/loop', workspace.root);
  workspace.link('lib', outside.root);
  assert.deepEqual(await listed(createFiles({ roots: [workspace.root], exclude })), ['lib/b.py', 'src/a.py']);
});

test('without trust nothing outside the folder is read, not even through a link', { skip: process.platform === 'win32' }, async (context) => {
  const workspace = temporaryWorkspace(context, { 'a.py': 'inside' });
  const outside = temporaryWorkspace(context, { 'b.py': 'outside' });
  workspace.link('link.py', outside.path('b.py'));
  const read = async (mayLeaveRoots: boolean): Promise<readonly (string | undefined)[]> => {
    const files = createFiles({ roots: [workspace.root], exclude, mayLeaveRoots });
    return Promise.all([workspace.path('a.py'), workspace.path('link.py'), outside.path('b.py')].map(async (file) => (await files.read(file))?.text));
  };
  assert.deepEqual(await read(false), ['inside', undefined, undefined]);
  assert.deepEqual(await read(true), ['inside', 'outside', 'outside']);
});

test('an open document goes before the disk', async (context) => {
  const workspace = temporaryWorkspace(context, { 'a.py': 'disk' });
  const open = sourceOf(workspace.path('a.py'), 'typed');
  const files = createFiles({ roots: [workspace.root], exclude, overlay: (file) => (file === open.file ? open : undefined) });
  assert.equal((await files.read(open.file))?.text, 'typed');
});

test('a file is read again only when it was said to have changed', async (context) => {
  const workspace = temporaryWorkspace(context, { 'a.py': 'one' });
  const files = createFiles({ roots: [workspace.root], exclude });
  const text = async (): Promise<string | undefined> => (await files.read(workspace.path('a.py')))?.text;
  assert.equal(await text(), 'one');
  workspace.write('a.py', 'two');
  assert.equal(await text(), 'one');
  files.changed(workspace.path('a.py'));
  assert.equal(await text(), 'two');
});

test('binary files are no text, and a byte order mark is no part of one', async (context) => {
  const workspace = temporaryWorkspace(context, { 'a.py': '\uFEFFx = 1', 'b.py': 'a\0b' });
  const files = createFiles({ roots: [workspace.root], exclude });
  assert.equal((await files.read(workspace.path('a.py')))?.text, 'x = 1');
  assert.equal(await files.read(workspace.path('b.py')), null);
  assert.equal(await files.read(workspace.path('none.py')), null);
});

test('an open file is left out exactly when the list leaves it out', async (context) => {
  const workspace = temporaryWorkspace(context, {
    '.gitignore': 'tmp/\n', 'a.py': '', 'tmp/b.py': '', 'node_modules/c/index.js': '', 'sub/.gitignore': 'd.py\n', 'sub/d.py': '', 'sub/e.py': '',
  });
  const files = createFiles({ roots: [workspace.root], exclude });
  const all = ['a.py', 'tmp/b.py', 'node_modules/c/index.js', 'sub/d.py', 'sub/e.py'];
  assert.deepEqual(all.filter((name) => !files.isLeftOut(workspace.path(name))), await listed(files));
});
