/** The same paths as they were at an earlier commit, in a folder of their own that is gone afterwards. */
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from './output/failure.ts';

const run = promisify(execFile);

export interface Baseline {
  /** Stands for the working directory. */
  readonly cwd: string;
  close(): Promise<void>;
}

/**
 * Of a branch the commit both have in common counts, so that what others changed since is not held against a change.
 * Written by git itself: line ends, filters and links are as in a checkout.
 */
export async function openBaseline(ref: string, cwd: string): Promise<Baseline> {
  const root = await git(cwd, 'rev-parse', '--show-toplevel').catch(() => {
    throw new UsageError(`--diff needs a git repository, and ${cwd} is in none.`);
  });
  if (ref.startsWith('-')) throw new UsageError(`"${ref}" is no commit.`);
  const commit = await git(cwd, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`).catch(() => {
    throw new UsageError(`git knows no commit "${ref}". In CI the history must be fetched: actions/checkout with fetch-depth: 0.`);
  });
  const base = await git(cwd, 'merge-base', commit, 'HEAD').catch(() => commit);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'costline-diff-')));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    // An index of its own: the user's is not touched.
    const env = { ...process.env, GIT_INDEX_FILE: join(folder, '.costline-index') };
    const tree = join(folder, 'tree');
    await run('git', ['-C', root, 'read-tree', base], { env });
    await run('git', ['-C', root, 'checkout-index', '--all', '--force', `--prefix=${tree}/`], { env, maxBuffer: 1 << 26 });
    const there = join(tree, relative(await realpath(root), await realpath(cwd)));
    // Today's settings judge both: a rule that is switched on is no change of the code.
    await copyFile(join(cwd, 'costline.json'), join(there, 'costline.json')).catch(() => undefined);
    return { cwd: there, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const git = async (cwd: string, ...args: readonly string[]): Promise<string> => (await run('git', ['-C', cwd, ...args])).stdout.trim();
