/** The core's view of the disk: one workspace folder or several, open documents ahead of it. */
import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import type { FileId, SourceFile } from '../core/document.ts';
import type { Files } from '../core/ports.ts';
import { posix } from './ignored.ts';
import { createSourceReader } from './source.ts';
import { isLeftOut, walk } from './walk.ts';

export interface FilesOptions {
  /** Absolute paths of folders. */
  readonly roots: readonly FileId[];
  /** Globs relative to each root. */
  readonly exclude: readonly string[];
  /** Files that are listed whatever leaves them out: somebody named them. */
  readonly named?: readonly FileId[];
  /** The open document of that name, if it is open. */
  readonly overlay?: (file: FileId) => SourceFile | undefined;
  /** False where the workspace is not trusted: links and imports out of it are not followed. Default true. */
  readonly mayLeaveRoots?: boolean;
}

export interface NodeFiles extends Files {
  /** The next read looks at the disk again; without a file, for all of them. */
  changed(file?: FileId): void;
  /** Git-ignored or excluded: analysed when asked for, but quiet. */
  isLeftOut(file: FileId): boolean;
}

export function createFiles({ roots: folders, exclude, named = [], overlay, mayLeaveRoots = true }: FilesOptions): NodeFiles {
  const roots = folders.map(posix);
  const disk = createSourceReader();
  const leftOut = new Map<FileId, boolean>();
  let listed: Promise<readonly FileId[]> | undefined;

  const mayRead = (file: FileId): boolean => isAbsolute(file) && (mayLeaveRoots || isReallyInside(file, roots));
  const judge = (file: FileId): boolean => {
    const root = roots.find((folder) => isInside(file, folder));
    return root !== undefined && isLeftOut(root, file, exclude);
  };

  return {
    roots,
    read: async (file) => overlay?.(file) ?? (mayRead(file) ? disk.read(file) : null),
    exists: async (file) => overlay?.(file) !== undefined || (mayRead(file) && existsSync(file)),
    async list() {
      listed ??= Promise.all(roots.map((root) => walk(root, exclude))).then((lists) => [...new Set([...lists.flat(), ...named.map(posix)])]);
      return listed;
    },
    changed(file) {
      listed = undefined;
      leftOut.clear();
      disk.changed(file);
    },
    isLeftOut(file) {
      const known = leftOut.get(file) ?? judge(file);
      leftOut.set(file, known);
      return known;
    },
  };
}

/** Documents that are no files are inside no folder. */
export function isInside(file: FileId, folder: FileId): boolean {
  if (!isAbsolute(file)) return false;
  const path = relative(folder, file);
  return path === '' || (!path.startsWith('..') && !isAbsolute(path));
}

/** After links: a link inside a folder may lead out of it. */
function isReallyInside(file: FileId, roots: readonly FileId[]): boolean {
  try {
    const real = realpathSync(file);
    return roots.some((root) => isInside(real, realpathSync(root)));
  } catch {
    // No such file: there is nothing to read either way.
    return false;
  }
}
