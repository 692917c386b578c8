/** Paths of files as text. */
export const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/')));
export const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

/** `a/./b/../c` → `a/c`. */
export const normal = (path: string): string => {
  const result: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') result.pop();
    else if (part !== '.') result.push(part);
  }
  return result.join('/');
};
