/** Packages of the emitters, installed once per lockfile and outside the clone. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE } from '../../support/clone.ts';
import { runProcess } from '../../support/process-group.ts';
import { step } from '../../support/progress.ts';

/** A folder with its scripts and packages, ready to run. */
export interface Emitters {
  readonly folder: string;
  /** What runs its scripts. */
  readonly program: string;
  readonly modules: string;
}

const SOURCE = import.meta.dirname;

/** Copies the scripts of `name` to `to`, beside the packages they need. */
export async function nodeEmitters(name: 'node' | 'wrapped' | 'tools', to: string): Promise<Emitters> {
  const source = join(SOURCE, name);
  // The coding tools are whole in themselves; what little they depend on differs by platform, which lockfiles made elsewhere miss.
  const locked = existsSync(join(source, 'package-lock.json'));
  const files = ['package.json', ...(locked ? ['package-lock.json'] : [])];
  const home = join(CACHE, `emitters-${name}-${await fingerprint(join(source, files.at(-1) ?? ''))}`);
  await once(home, `Installing emitters of telemetry (${name})`, async () => {
    for (const file of files) await cp(join(source, file), join(home, file));
    await runProcess('npm', [locked ? 'ci' : 'install', ...(name === 'wrapped' ? ['--legacy-peer-deps'] : []), '--no-audit', '--no-fund', '--loglevel=error'], { cwd: home });
  });
  const modules = join(home, 'node_modules');
  await cp(source, to, { recursive: true, filter: (path) => !path.includes('node_modules') });
  await symlink(modules, join(to, 'node_modules'), 'junction');
  return { folder: to, program: name === 'tools' ? 'sh' : process.execPath, modules };
}

export async function pythonEmitters(): Promise<Emitters> {
  const source = join(SOURCE, 'python');
  const home = await pythonPackages(source, 'emitters-python', 'Installing emitters of telemetry (Python)');
  return { folder: source, program: join(home, 'bin', 'python'), modules: home };
}

/** The environment with the packages of the `requirements.txt` in a folder. */
export async function pythonPackages(source: string, name: string, title: string): Promise<string> {
  const requirements = join(source, 'requirements.txt');
  const home = join(CACHE, `${name}-${await fingerprint(requirements)}`);
  await once(home, title, async () => {
    await runProcess('python3', ['-m', 'venv', '--clear', home]);
    await runProcess(join(home, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  });
  return home;
}

/** Where `install` has run to its end, it is not run again. */
export async function once(home: string, title: string, install: () => Promise<void>): Promise<void> {
  if (existsSync(join(home, 'installed'))) return;
  await step(title, async () => {
    await mkdir(home, { recursive: true });
    await install();
    await writeFile(join(home, 'installed'), '');
  });
}

async function fingerprint(file: string): Promise<string> {
  return createHash('sha256').update(await readFile(file)).digest('hex').slice(0, 12);
}
