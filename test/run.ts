/**
 * npm test: everything a change has to pass. Prints, as its last line, how many tests passed and failed.
 *
 *   npm test             types, build, fast suite, deep suite, packaged extension in a real VS Code
 *   npm run test:fast    the fast suite alone
 *   npm run test:deep    long properties, killed processes, emitters installed from their registries
 *   npm run test:vscode  the packaged extension alone
 */
import { glob, mkdir, readFile, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CLONE } from './support/clone.ts';
import { runProcess } from './support/process-group.ts';
import { say, step } from './support/progress.ts';
import { ensureChromium } from './vscode/chromium.ts';
import { installCodeServer } from './vscode/code-server.ts';
import { build, packageExtension } from './vscode/package-extension.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Everything but what needs a browser, installs packages, takes seconds or measures. */
const NOT_FAST = /^test\/(vscode|deep|bench|fuzz|electron|demo\/workspace)\//;
/** By itself the runner leaves a core free, which on two cores halves its speed. */
const FAST_FLAGS = [`--test-concurrency=${availableParallelism()}`];
const part = process.argv[2] ?? 'all';
const results: Counts[] = [];

try {
  if (part === 'all') await step('Checking types', () => runProcess(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: CLONE }));
  await step('Building', build);
  if (part === 'all' || part === 'fast') results.push(await suite('fast', await fastFiles(), FAST_FLAGS));
  if (part === 'all' || part === 'deep') results.push(await suite('deep', await list('test/deep/**/*.test.ts'), ['--test-concurrency=1']));
  if (part === 'all' || part === 'vscode') {
    await step('Packaging the extension', packageExtension);
    await ensureChromium();
    await installCodeServer();
    results.push(await suite('vscode', await list('test/vscode/*.test.ts'), ['--test-concurrency=1']));
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  results.push({ passed: 0, failed: 1 });
}

const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function suite(name: string, files: readonly string[], flags: readonly string[]): Promise<Counts> {
  if (files.length === 0) throw new Error(`The ${name} suite has no tests.`);
  const report = join(CLONE, '.cache', `counts-${name}.json`);
  await mkdir(join(CLONE, '.cache'), { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./test/support/counts-reporter.ts', `--test-reporter-destination=${report}`];
  const start = performance.now();
  const status = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, ['--test', ...flags, ...reporters, ...files], {
      cwd: CLONE, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: join(CLONE, '.cache', 'compiled') },
    }).once('exit', resolve);
  });
  say(`The ${name} suite took ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  const counts = JSON.parse(await readFile(report, 'utf8')) as Counts;
  return status === 0 || counts.failed > 0 ? counts : { passed: counts.passed, failed: 1 };
}

async function fastFiles(): Promise<string[]> {
  return (await list('test/**/*.test.ts')).filter((file) => !NOT_FAST.test(file));
}

async function list(pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: CLONE, exclude: (name) => name === 'node_modules' })) files.push(file);
  return files.sort();
}
