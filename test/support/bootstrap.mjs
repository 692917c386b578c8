/**
 * Runs a TypeScript program of this clone under the Node its lockfile pins, installing packages first where they are
 * missing. It has to work before anything is installed and on any Node from 20, so it is plain JavaScript.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = fileURLToPath(new URL('../../', import.meta.url));
const binaries = join(clone, 'node_modules', '.bin');

/** @param {string} program path in the clone */
export function runPinned(program) {
  installPackages();
  const environment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(join(binaries, 'node'), [join(clone, program), ...process.argv.slice(2)], { cwd: clone, env: environment, stdio: 'inherit' });
  // A terminal sends Ctrl+C to both processes; this one waits until the other has ended what it started.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (status) => process.exit(status ?? 1));
}

function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(clone, 'package-lock.json'))).digest('hex');
  const stamp = join(clone, '.cache', 'installed');
  const hasPackages = existsSync(join(binaries, 'node')) && existsSync(join(binaries, 'tsc'));
  if (hasPackages && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // `npm ci` by hand or in CI has just run: believe it instead of doing it again.
  const current = hasPackages && existsSync(join(clone, 'node_modules', '.package-lock.json')) && !existsSync(stamp);
  if (!current) {
    console.log('• Installing packages (npm ci) …');
    const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: clone, stdio: 'inherit' });
    if (result.status !== 0) {
      console.error('npm ci failed: see its message above. Costline needs a package registry once, and Node 20 or newer.');
      process.exit(result.status ?? 1);
    }
  }
  mkdirSync(join(clone, '.cache'), { recursive: true });
  writeFileSync(stamp, lock);
}
