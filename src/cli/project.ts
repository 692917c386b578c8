/** From the paths on the command line to folders with a configuration each. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Layer } from '../core/config/layer.ts';
import type { Config } from '../core/config/config.ts';
import { createFiles, isInside } from '../node/files.ts';
import type { NodeFiles } from '../node/files.ts';
import { posix } from '../node/ignored.ts';
import { checkedConfig } from './checked-config.ts';
import { UsageError } from './output/failure.ts';

export interface Project {
  readonly root: string;
  readonly config: Config;
  readonly files: NodeFiles;
  /** Absolute paths to report on; all files are looked at, since prompts and wrappers stand in others. */
  readonly only: ReadonlySet<string>;
}

export interface ProjectInput {
  readonly cwd: string;
  readonly paths: readonly string[];
  readonly flags: Layer;
}

/** Paths below the working directory share its configuration; a folder elsewhere is a project of its own. */
export async function openProjects({ cwd, paths, flags }: ProjectInput): Promise<readonly Project[]> {
  const targets = new Map<string, string[]>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const target = posix(resolve(cwd, path));
    const folder = folderOf(target, path, cwd);
    const root = posix(isInside(target, cwd) ? cwd : folder);
    targets.set(root, [...(targets.get(root) ?? []), target]);
  }
  return Promise.all([...targets].map(([root, wanted]) => openProject(root, wanted, { cwd, flags })));
}

async function openProject(root: string, wanted: readonly string[], input: Omit<ProjectInput, 'paths'>): Promise<Project> {
  const config = await checkedConfig(root, input.cwd, input.flags);
  // A file that was named is looked at even where a folder's list leaves it out.
  const files = createFiles({ roots: [root], exclude: config.exclude, named: wanted.filter(isFile) });
  const listed = await files.list();
  return { root, config, files, only: new Set(listed.filter((file) => wanted.some((target) => isInside(file, target)))) };
}

function folderOf(target: string, asWritten: string, cwd: string): string {
  const facts = statSync(target, { throwIfNoEntry: false });
  if (facts === undefined) throw new UsageError(`there is no file or folder "${asWritten}". Give a path below ${cwd}, or none for all of it.`);
  return facts.isDirectory() ? target : dirname(target);
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
