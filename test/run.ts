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
/** Tests that start nothing share one process: starting one for each file took longer than the tests. */
const PURE = /^test\/(core|architecture|panel|vscode-client|telemetry\/(alerts|dialects|matching|otlp))\//;
/** By itself the runner leaves a core free; tests that start processes wait often enough to share theirs with the pure ones. */
const BESIDE_PURE = [`--test-concurrency=${availableParallelism()}`];
const part = process.argv[2] ?? 'all';
const results: Counts[] = [];

try {
  if (part === 'all') await step('Checking types', () => runProcess(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: CLONE }));
  await step('Building', build);
  if (part === 'all' || part === 'fast') {
    const files = await fastFiles();
    results.push(await suite('fast', [
      { files: files.filter((file) => !PURE.test(file)), flags: BESIDE_PURE },
      { files: files.filter((file) => PURE.test(file)), flags: ['--test-isolation=none'] },
    ]));
  }
  if (part === 'all' || part === 'deep') results.push(await suite('deep', [{ files: await list('test/deep/**/*.test.ts'), flags: ['--test-concurrency=1'] }]));
  if (part === 'all' || part === 'vscode') {
    await step('Packaging the extension', packageExtension);
    await ensureChromium();
    await installCodeServer();
    results.push(await suite('vscode', [{ files: await list('test/vscode/*.test.ts'), flags: ['--test-concurrency=1'] }]));
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  results.push({ passed: 0, failed: 1 });
}

const passed = results.reduce((sum, counts) => sum + counts.passed, 0);
const failed = results.reduce((sum, counts) => sum + counts.failed, 0);
say(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

interface Part {
  readonly files: readonly string[];
  readonly flags: readonly string[];
}

/** Runs the parts of a suite at the same time, and prints one after the other. */
async function suite(name: string, parts: readonly Part[]): Promise<Counts> {
  if (parts.some(({ files }) => files.length === 0)) throw new Error(`A part of the ${name} suite has no tests.`);
  await mkdir(join(CLONE, '.cache'), { recursive: true });
  const start = performance.now();
  const counts = await Promise.all(parts.map((part, index) => run(part, join(CLONE, '.cache', `counts-${name}-${index}.json`), index === 0)));
  say(`The ${name} suite took ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  return { passed: counts.reduce((sum, each) => sum + each.passed, 0), failed: counts.reduce((sum, each) => sum + each.failed, 0) };
}

async function run({ files, flags }: Part, report: string, live: boolean): Promise<Counts> {
  await rm(report, { force: true });
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./test/support/counts-reporter.ts', `--test-reporter-destination=${report}`];
  const child = spawn(process.execPath, ['--test', ...flags, ...reporters, ...files], {
    cwd: CLONE, stdio: ['ignore', live ? 'inherit' : 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: join(CLONE, '.cache', 'compiled') },
  });
  const kept: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => kept.push(chunk));
  const status = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  process.stdout.write(Buffer.concat(kept));
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
