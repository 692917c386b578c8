/** Reads files as text, names their content, and remembers what has not changed. */
import { readFileSync, statSync } from 'node:fs';
import type { FileId, LanguageId, SourceFile } from '../core/document.ts';
import { hashOf } from './hash.ts';
import { languageOf } from './languages.ts';

/** Bytes. Notebooks carry their outputs, so the bound is generous; the core skips code above its own. */
const MAX_BYTES = 20_000_000;

export const sourceOf = (file: FileId, text: string, language: LanguageId = languageOf(file)): SourceFile =>
  ({ file, language, text, hash: hashOf(text) });

export interface SourceReader {
  /** Null when there is no such file, or it is no text. */
  read(file: FileId): SourceFile | null;
  /** Looks at the disk again before the next answer; without a file, for all of them. */
  changed(file?: FileId): void;
}

interface Known {
  readonly modified: number;
  readonly size: number;
  readonly source: SourceFile | null;
  /** The round of changes it was last compared with the disk in. */
  round: number;
}

/**
 * Reading is synchronous: for the small files of a workspace that is several times faster than the thread pool,
 * and each one blocks for tens of microseconds. What has kept its time and size is not read again.
 */
export function createSourceReader(): SourceReader {
  const known = new Map<FileId, Known>();
  let round = 0;
  return {
    read(file) {
      const before = known.get(file);
      if (before?.round === round) return before.source;
      const facts = factsOf(file);
      const unchanged = before !== undefined && before.modified === facts.modified && before.size === facts.size;
      const source = unchanged ? before.source : facts.size > MAX_BYTES ? null : readText(file);
      known.set(file, { ...facts, source, round });
      return source;
    },
    changed(file) {
      if (file === undefined) round += 1;
      else known.delete(file);
    },
  };
}

function factsOf(file: FileId): { readonly modified: number; readonly size: number } {
  const facts = statSync(file, { throwIfNoEntry: false });
  return facts?.isFile() === true ? { modified: facts.mtimeMs, size: facts.size } : { modified: -1, size: Infinity };
}

function readText(file: FileId): SourceFile | null {
  try {
    const text = decode(readFileSync(file));
    return text === null ? null : sourceOf(file, text);
  } catch {
    // Not ours to read, or gone since.
    return null;
  }
}

const UTF_8 = new TextDecoder('utf-8');

/** UTF-8, or UTF-16 with a mark; the mark itself is no part of the text. Null for binary files. */
function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8_000).includes(0)) return null;
  return UTF_8.decode(bytes);
}
