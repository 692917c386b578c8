/** Between the core's files and the client's URIs. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileId, LanguageId } from '../core/document.ts';
import { posix } from '../node/ignored.ts';
import { isCode, languageOf } from '../node/languages.ts';

/** Null for documents that are neither files nor unsaved ones: diffs, output; a notebook's cells, which come as part of it. */
export function fileOfUri(uri: string): FileId | null {
  if (uri.startsWith('untitled:')) return uri;
  if (!uri.startsWith('file:')) return null;
  try {
    return posix(fileURLToPath(uri));
  } catch {
    // A file URI with a host or an encoded slash names no local file.
    return null;
  }
}

export const uriOfFile = (file: FileId): string => (file.startsWith('untitled:') ? file : pathToFileURL(file).href);

const LANGUAGES: Readonly<Record<string, LanguageId>> = {
  python: 'python', typescript: 'typescript', typescriptreact: 'tsx', javascript: 'javascript', javascriptreact: 'javascript',
};

/** The name decides where it says something, otherwise the client. */
export const languageOfDocument = (file: FileId, clientLanguage: string): LanguageId =>
  (isCode(file) ? languageOf(file) : LANGUAGES[clientLanguage] ?? 'plaintext');
