/** The sample workspace: copied out of the clone, so that edits and installed packages never show up in it. */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, CLONE } from '../support/clone.ts';
import { runProcess } from '../support/process-group.ts';
import { step } from '../support/progress.ts';

const SOURCE = join(CLONE, 'test', 'demo', 'workspace');
const PYTHON_MODULES = ['openai', 'anthropic', 'opentelemetry.instrumentation.openai'];

export interface Sample {
  readonly folder: string;
  /** The interpreter with the Python app's packages; null with the reason where it could not be had. */
  readonly python: { readonly path: string } | { readonly path: null; readonly why: string };
}

/** A fresh copy at `folder`, ready to run. What is at `folder` already is replaced. */
export async function makeSample(folder: string): Promise<Sample> {
  const [modules, python] = [await nodeModules(), await pythonEnvironment()];
  await rm(folder, { recursive: true, force: true });
  await cp(SOURCE, folder, { recursive: true, filter: (path) => !/node_modules|__pycache__/.test(path) });
  await symlink(modules, join(folder, 'support-desk', 'node_modules'), 'junction');
  return { folder, python };
}

/** Installed once per lockfile. */
async function nodeModules(): Promise<string> {
  const app = join(SOURCE, 'support-desk');
  const home = join(CACHE, `support-desk-${await fingerprint(join(app, 'package-lock.json'))}`);
  const modules = join(home, 'node_modules');
  if (existsSync(join(home, 'installed'))) return modules;
  await step('Installing the sample app’s packages: openai, @anthropic-ai/sdk and their telemetry', async () => {
    await mkdir(home, { recursive: true });
    for (const file of ['package.json', 'package-lock.json']) await cp(join(app, file), join(home, file));
    await runProcess('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home });
    await writeFile(join(home, 'installed'), '');
  });
  return modules;
}

/** Python is welcome and not required: without it only the TypeScript app runs. */
async function pythonEnvironment(): Promise<Sample['python']> {
  const requirements = join(SOURCE, 'research-agent', 'requirements.txt');
  const home = join(CACHE, `research-agent-${await fingerprint(requirements)}`);
  const path = join(home, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(join(home, 'installed'))) return { path };
  try {
    await step('Installing the sample Python app’s packages: openai, anthropic and their telemetry', async () => {
      await runProcess('python3', ['-m', 'venv', '--clear', home]);
      await runProcess(path, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
      await runProcess(path, ['-c', PYTHON_MODULES.map((name) => `import ${name}`).join('\n')]);
      await writeFile(join(home, 'installed'), '');
    });
    return { path };
  } catch (error) {
    return { path: null, why: error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? error.message) : String(error) };
  }
}

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256').update(await readFile(file)).digest('hex').slice(0, 12);
}
