/** Which paths Git ignores, and which the configuration excludes. */
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import picomatch from 'picomatch';

/** The rules that hold in one folder: its own, then those of the folders above it, as git reads them. */
export interface IgnoreRules {
  readonly folder: string;
  readonly own: Ignore | null;
  readonly above: IgnoreRules | null;
}

/** Rules for a root, with those of the folders between it and the root of its repository. */
export function rulesAt(root: string): IgnoreRules {
  const repository = repositoryOf(root);
  if (repository === null) return rulesIn(root, null);
  const exclude = readRules(join(repository, '.git', 'info', 'exclude'));
  const steps = relative(repository, root).split(sep).filter((step) => step !== '');
  let rules = rulesIn(repository, exclude === null ? null : { folder: repository, own: exclude, above: null });
  for (const step of steps) rules = rulesIn(join(rules.folder, step), rules);
  return rules;
}

export const rulesIn = (folder: string, above: IgnoreRules | null): IgnoreRules =>
  ({ folder, own: readRules(join(folder, '.gitignore')), above });

/** A rule of a deeper folder wins, whether it ignores or takes back. */
export function isIgnored(path: string, isFolder: boolean, rules: IgnoreRules): boolean {
  for (let level: IgnoreRules | null = rules; level !== null; level = level.above) {
    if (level.own === null) continue;
    const name = posix(pathFrom(level.folder, path));
    if (name === '' || name.startsWith('..')) continue;
    const verdict = level.own.test(isFolder ? `${name}/` : name);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** Whether globs relative to a root name a path; folders match when everything in them would. */
export function createExclusion(globs: readonly string[]): (pathFromRoot: string) => boolean {
  if (globs.length === 0) return () => false;
  // One expression for all: it is asked of every file there is.
  const pattern = new RegExp(globs.map((glob) => `(?:${picomatch.makeRe(glob, { dot: true }).source})`).join('|'));
  return (path) => pattern.test(posix(path)) || pattern.test(`${posix(path)}/x`);
}

/** `relative`, at once for a path below the folder. */
export function pathFrom(folder: string, path: string): string {
  return path.startsWith(folder) && path[folder.length] === sep ? path.slice(folder.length + 1) : relative(folder, path);
}

export const posix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

function repositoryOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}

function readRules(file: string): Ignore | null {
  // Most folders have none, and an error costs more than a question.
  if (!existsSync(file)) return null;
  try {
    return ignore().add(readFileSync(file, 'utf8'));
  } catch {
    // It cannot be read: no rules.
    return null;
  }
}
