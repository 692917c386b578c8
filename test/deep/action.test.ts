/** The GitHub Action, run step by step as a runner would: with its files for outputs and summaries, and a `gh` that only writes down what it is asked. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { STAMPED, STEADY } from '../support/prompts.ts';
import { temporaryWorkspace } from '../support/workspace.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const stepOf = (id: string): Step => action.runs.steps.find((step) => step.id === id) ?? assert.fail(`no step ${id}`);

before(() => {
  if (!existsSync(join(ROOT, 'dist/cli.mjs'))) execFileSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
});

function repository(context: TestContext) {
  const workspace = temporaryWorkspace(context, { 'app.py': STEADY });
  const outside = temporaryWorkspace(context, {
    output: '', 'summary.md': '', 'gh-calls': '',
    'bin/gh': '#!/usr/bin/env bash\nprintf "%s\\n" "$*" >> "$GH_CALLS"\nif [[ "$*" == *--paginate* ]]; then cat "$GH_KNOWN"; fi\n',
    known: '',
  });
  chmodSync(outside.path('bin/gh'), 0o755);
  const git = (...args: readonly string[]): string => execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: workspace.root, encoding: 'utf8' }).trim();
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'before');
  const base = git('rev-parse', 'HEAD');
  const outputs = (): Record<string, string> => Object.fromEntries(outside.read('output').split('\n').filter((line) => line.includes('=')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  const run = (id: string, env: Readonly<Record<string, string>>): number | null => {
    const step = stepOf(id);
    // What the runner fills in is given by the test; nothing else may be needed.
    const given = Object.fromEntries(Object.keys(step.env ?? {}).map((name) => [name, env[name] ?? '']));
    const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
      cwd: workspace.root, encoding: 'utf8',
      env: {
        PATH: [outside.path('bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter), HOME: outside.root, RUNNER_TEMP: outside.root,
        GITHUB_ACTION_PATH: ROOT, GITHUB_OUTPUT: outside.path('output'), GITHUB_STEP_SUMMARY: outside.path('summary.md'), GITHUB_REPOSITORY: 'acme/desk',
        GH_CALLS: outside.path('gh-calls'), GH_KNOWN: outside.path('known'), ...given,
      },
    });
      return result.status;
  };
  return { workspace, outside, base, outputs, run, git };
}

test('a pull request is judged by what it changes, told in the summary and once in a comment', (context) => {
  const { workspace, outside, base, outputs, run, git } = repository(context);
  assert.equal(run('build', {}), 0, 'dist is there: nothing is built');
  workspace.write('app.py', STAMPED);
  git('commit', '--quiet', '--all', '-m', 'stamp');
  assert.equal(run('check', { COSTLINE_FAIL_ON: 'warning', COSTLINE_BASE: base }), 0, 'a finding is told by the last step, after the comment');
  assert.equal(outputs()['findings'], '1');
  assert.equal(outputs()['status'], '1');
  const summary = outside.read('summary.md');
  assert.match(summary, /New: 1 warning since/);
  assert.match(summary, /app\.py:\d+` \|.* → .*\+\$/, 'what the change costs');
  assert.equal((JSON.parse(readFileSync(outputs()['sarif'] ?? '', 'utf8')) as { version: string }).version, '2.1.0');

  const comment = { COSTLINE_MARKDOWN: outputs()['markdown'] ?? '', COSTLINE_PULL: '7', GH_TOKEN: 'x' };
  assert.equal(run('comment', comment), 0);
  assert.match(outside.read('gh-calls'), /--method POST repos\/acme\/desk\/issues\/7\/comments --field body=@/);
  writeFileSync(outside.path('known'), '4711\n');
  assert.equal(run('comment', comment), 0);
  assert.match(outside.read('gh-calls'), /--method PATCH repos\/acme\/desk\/issues\/comments\/4711/);
  assert.equal(run('result', { COSTLINE_STATUS: outputs()['status'] ?? '' }), 1);
});

test('what was there before fails nobody, and a mistake in costline.json fails at once', (context) => {
  const { workspace, base, outputs, run, git } = repository(context);
  workspace.write('app.py', `${STEADY}\nother = 1\n`);
  git('commit', '--quiet', '--all', '-m', 'other');
  assert.equal(run('check', { COSTLINE_FAIL_ON: 'hint', COSTLINE_BASE: base, COSTLINE_PATHS: 'app.py' }), 0);
  assert.deepEqual([outputs()['status'], outputs()['findings']], ['0', '0']);
  assert.equal(run('result', { COSTLINE_STATUS: '0' }), 0);
  workspace.write('costline.json', '{ "rules": 3 }');
  assert.equal(run('check', { COSTLINE_FAIL_ON: 'warning', COSTLINE_DIFF: 'none' }), 2);
});

test('inputs reach the steps as environment only, so that no title or branch name is run as code', () => {
  assert.equal(action.runs.using, 'composite');
  for (const step of action.runs.steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/);
  for (const [name, { value }] of Object.entries(action.outputs)) {
    const [, id = '', output = ''] = /steps\.(\w+)\.outputs\.(\w+)/.exec(value) ?? [];
    assert.match(stepOf(id).run ?? '', new RegExp(`${output}=`), `output ${name} is written`);
  }
});
