/** Lists the analysable files below a folder, leaving out what Git ignores and the configuration excludes. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createExclusion, isIgnored, pathFrom, posix, rulesAt, rulesIn } from './ignored.ts';
import type { IgnoreRules } from './ignored.ts';
import { isAnalysable } from './languages.ts';

/** Never product code, whatever is configured: version control, environments, caches. */
const NEVER_ENTERED = new Set([
  '.git', '.hg', '.svn', 'node_modules', '.venv', '__pycache__', '.tox', '.nox', '.mypy_cache', '.pytest_cache', '.ruff_cache',
  '.next', '.nuxt', '.turbo', '.cache', '.yarn', '.pnpm-store', '.idea', '.vscode-test',
]);

/** Deeper trees are loops or caches. */
const MAX_DEPTH = 40;

/** Absolute paths, sorted, so that every run reads files in the same order. */
export async function walk(root: string, exclude: readonly string[]): Promise<readonly string[]> {
  const isExcluded = createExclusion(exclude);
  const found: string[] = [];
  const entered = new Set<string>();

  const enter = async (folder: string, rules: IgnoreRules, depth: number): Promise<void> => {
    const entries = await entriesOf(folder);
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? await kindBehind(path, entered) : kindOf(entry);
      if (kind === 'other' || (kind === 'file' ? !isAnalysable(path) : NEVER_ENTERED.has(entry.name))) continue;
      if (isExcluded(pathFrom(root, path)) || isIgnored(path, kind === 'folder', rules)) continue;
      if (kind === 'file') found.push(posix(path));
      else folders.push(path);
    }
    if (depth >= MAX_DEPTH) return;
    await Promise.all(folders.map((path) => enter(path, rulesIn(path, rules), depth + 1)));
  };

  await enter(root, rulesAt(root), 0);
  return found.sort();
}

/** Whether one file would be left out of its root's list. */
export function isLeftOut(root: string, file: string, exclude: readonly string[]): boolean {
  const path = relative(root, file);
  if (path === '' || path.startsWith('..')) return false;
  const isExcluded = createExclusion(exclude);
  const steps = path.split(/[\\/]/);
  let rules = rulesAt(root);
  for (const [index, step] of steps.entries()) {
    const isFolder = index < steps.length - 1;
    const at = join(rules.folder, step);
    if (isFolder && NEVER_ENTERED.has(step)) return true;
    if (isExcluded(relative(root, at)) || isIgnored(at, isFolder, rules)) return true;
    if (isFolder) rules = rulesIn(at, rules);
  }
  return false;
}

const kindOf = (entry: Dirent): 'file' | 'folder' | 'other' =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';

/** A link to a folder is followed once per target, so that loops end. */
async function kindBehind(path: string, entered: Set<string>): Promise<'file' | 'folder' | 'other'> {
  try {
    const [target, facts] = await Promise.all([realpath(path), stat(path)]);
    if (facts.isFile()) return 'file';
    if (!facts.isDirectory() || entered.has(target) || path.startsWith(`${target}/`)) return 'other';
    entered.add(target);
    return 'folder';
  } catch {
    // A link to nothing.
    return 'other';
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not ours to read: as if empty.
    return [];
  }
}
