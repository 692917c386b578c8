/** Which files are worth listing, and as what. */
import { basename, extname } from 'node:path';
import type { LanguageId } from '../core/document.ts';
import { isProjectFile } from '../core/extract/workspace/project-files.ts';
import { mayBeTemplate } from '../core/templates/may-be-template.ts';

const CODE: Readonly<Record<string, LanguageId>> = {
  '.py': 'python', '.pyi': 'python', '.ipynb': 'jupyter',
  '.ts': 'typescript', '.mts': 'typescript', '.cts': 'typescript', '.tsx': 'tsx',
  '.js': 'javascript', '.mjs': 'javascript', '.cjs': 'javascript', '.jsx': 'javascript',
};

/** Written by package managers, or declarations without code. */
const NEVER = /(?:^pnpm-lock\.yaml|^requirements[\w.-]*\.txt|^(?:licen[cs]e|changelog|cmakelists)[\w.-]*|\.lock|\.d\.[mc]?ts|[.-]min\.[mc]?js)$/i;

/** What a file's name says it is; `plaintext` when it says nothing of interest. */
export const languageOf = (file: string): LanguageId => CODE[extname(file).toLowerCase()] ?? 'plaintext';

/** Whether a workspace's file list holds it: code in a language we read, a file in which prompts are kept, or one that says what modules are called. */
export function isAnalysable(file: string): boolean {
  const extension = extname(file).toLowerCase();
  return (extension in CODE || mayBeTemplate(file) || isProjectFile(file)) && !NEVER.test(basename(file));
}

export const isCode = (file: string): boolean => extname(file).toLowerCase() in CODE;
