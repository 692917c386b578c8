/** The content of files by name, without reading those that have kept their time and size since they were last read. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { FileId } from '../core/document.ts';
import type { Files } from '../core/ports.ts';
import type { BlobCache } from '../node/blob-cache.ts';

/** Milliseconds: what changed shortly before it was read may change again without getting another time. */
const SETTLED = 2_000;

interface Stamp {
  readonly modified: number;
  /** Also moves when a file's time was set back. */
  readonly changed: number;
  readonly size: number;
  readonly inode: number;
  /** Of the content; empty where it was no text. */
  readonly hash: string;
}

/** Hashes of all files, in order; what was read is kept under the folder's name. */
export async function hashesOf(files: Files, list: readonly FileId[], kept: BlobCache): Promise<readonly string[]> {
  const name = `stamps-${createHash('sha1').update(files.roots.join('\n')).digest('hex')}`;
  const known = stampsIn(kept.get(name));
  const stamps = new Map<FileId, Stamp>();
  let isNew = known.size !== list.length;
  const hashes: string[] = [];
  for (const file of list) {
    const facts = statSync(file, { throwIfNoEntry: false });
    const before = known.get(file);
    const holds = facts !== undefined && before?.modified === facts.mtimeMs && before.changed === facts.ctimeMs && before.size === facts.size && before.inode === facts.ino;
    const hash = holds ? before.hash : (await files.read(file))?.hash ?? '';
    isNew ||= !holds;
    hashes.push(hash);
    if (holds) stamps.set(file, before);
    else if (facts !== undefined && Date.now() - facts.ctimeMs > SETTLED) stamps.set(file, { modified: facts.mtimeMs, changed: facts.ctimeMs, size: facts.size, inode: facts.ino, hash });
  }
  if (isNew) kept.set(name, stamps);
  return hashes;
}

const stampsIn = (value: unknown): ReadonlyMap<FileId, Stamp> => (value instanceof Map ? value as ReadonlyMap<FileId, Stamp> : new Map());
