/**
 * Joins an open prompt file with the calls that send its text. They stand in other files, so beside what open documents
 * tell, the folder is scanned once in the background, and again after changes.
 */
import type { CallReport } from '../../core/analysis.ts';
import { promptFileOf } from '../../core/present/prompt-file.ts';
import type { PromptFile } from '../../core/present/prompt-file.ts';
import { isCode } from '../../node/languages.ts';
import type { Analyses, DocumentAnalysis } from '../analyses.ts';
import type { Analyst } from '../analyst/analyst.ts';
import type { Documents } from '../documents.ts';
import type { Folder, Folders } from '../folders.ts';
import type { Log } from '../log.ts';

export interface PromptFiles {
  /** Null for code, and for files that are no prompts as far as is known. */
  of(done: DocumentAnalysis): PromptFile | null;
  /** Told when a scan may have found other senders. */
  listen(listener: () => void): void;
}

export interface PromptFilesInput {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly folders: Folders;
  /** Not the one that typing waits for. */
  readonly analyst: Analyst;
  readonly log: Log;
}

/** Milliseconds after a prompt file was looked at: opening a window is not the time to scan. */
const SCAN_AFTER = 1_000;

interface Scan {
  readonly calls: readonly CallReport[];
  /** How often documents had changed before it. */
  readonly changes: number;
}

export function createPromptFiles({ documents, analyses, folders, analyst, log }: PromptFilesInput): PromptFiles {
  const scans = new Map<string, Scan>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const listeners: (() => void)[] = [];
  let changes = 0;
  documents.listen({ changed: ({ file }) => { if (isCode(file)) changes += 1; } });

  const scan = async ({ root, config }: Folder): Promise<void> => {
    if (root === null) return;
    const before = changes;
    const open = documents.all().map((document) => document.source());
    const { analysis } = await analyst.analyze({ root, config, trusted: folders.settings().trusted, only: null, evidence: new Map(), open }, new AbortController().signal);
    scans.set(root, { calls: analysis.calls, changes: before });
    for (const listener of listeners) listener();
  };

  const wantScan = (folder: Folder): void => {
    const { root } = folder;
    if (root === null || waiting.has(root) || scans.get(root)?.changes === changes) return;
    const timer = setTimeout(() => {
      scan(folder).catch((error: unknown) => log.error('looking for the senders of prompt files failed', error)).finally(() => waiting.delete(root));
    }, SCAN_AFTER);
    timer.unref();
    waiting.set(root, timer);
  };

  /** What open documents say goes before what a scan said. */
  const callsAround = ({ folder }: DocumentAnalysis): readonly CallReport[] => {
    const open = analyses.all().filter((each) => each.folder.root === folder.root);
    const told = new Set(open.map(({ document }) => document.file));
    const scanned = folder.root === null ? [] : scans.get(folder.root)?.calls ?? [];
    return [...open.flatMap(({ calls }) => calls), ...scanned.filter(({ site }) => !told.has(site.location.file))];
  };

  return {
    of(done) {
      const { file } = done.document;
      if (isCode(file)) return null;
      const template = done.analysis.templates.find((each) => each.template.file === file) ?? null;
      if (template !== null) wantScan(done.folder);
      return promptFileOf(file, template, callsAround(done));
    },
    listen: (listener) => void listeners.push(listener),
  };
}
