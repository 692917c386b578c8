/** Reads one file as text and names its content. */
import { readFile, stat } from 'node:fs/promises';
import type { FileId, LanguageId, SourceFile } from '../core/document.ts';
import { hashOf } from './hash.ts';
import { languageOf } from './languages.ts';

/** Bytes. Notebooks carry their outputs, so the bound is generous; the core skips code above its own. */
const MAX_BYTES = 20_000_000;

export const sourceOf = (file: FileId, text: string, language: LanguageId = languageOf(file)): SourceFile =>
  ({ file, language, text, hash: hashOf(text) });

/** A file on disk with what tells whether it changed; null when there is none, or it is no text. */
export async function readSource(file: FileId): Promise<SourceFile | null> {
  try {
    const facts = await stat(file);
    if (!facts.isFile() || facts.size > MAX_BYTES) return null;
    const text = decode(await readFile(file));
    return text === null ? null : sourceOf(file, text);
  } catch {
    return null;
  }
}

/** UTF-8, or UTF-16 with a mark; the mark itself is no part of the text. Null for binary files. */
function decode(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 8_000).includes(0)) return null;
  return new TextDecoder('utf-8').decode(bytes);
}
