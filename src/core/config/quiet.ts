import picomatch from 'picomatch';
import { relativeTo, type FileId } from '../document.ts';

/** Says of a file whether it is a quiet place, by globs relative to the root it lies under. */
export function createQuiet(globs: readonly string[], roots: readonly FileId[]): (file: FileId) => boolean {
  const matches = picomatch([...globs], { dot: true });
  const known = new Map<FileId, boolean>();
  return (file) => {
    const answer = known.get(file) ?? matches(relativeTo(roots, file));
    known.set(file, answer);
    return answer;
  };
}
