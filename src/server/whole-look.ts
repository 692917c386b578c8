/**
 * Looks at whole folders in the background once a document that leads to model calls is open and nobody types: who calls a
 * wrapper, and what stands for an abstract class, is often written in files that the document does not import.
 * What is learnt stays with the analyst that looks at open documents, so one look of a folder is enough.
 */
import type { FileId } from '../core/document.ts';
import { createFiles } from '../node/files.ts';
import { isCode } from '../node/languages.ts';
import type { Analyses, DocumentAnalysis } from './analyses.ts';
import type { Analyst } from './analyst/analyst.ts';
import type { Documents } from './documents.ts';
import type { Folder, Folders } from './folders.ts';
import { isAbort } from './log.ts';
import type { Log } from './log.ts';

export interface WholeLookInput {
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly folders: Folders;
  /** The one that looks at open documents: typing ends a look, and what it has learnt so far stays. */
  readonly analyst: Analyst;
  readonly log: Log;
}

/** Milliseconds without a change after which nobody is taken to type. */
const QUIET_FOR = 1_500;
/** Code files of a folder that is looked at unasked: a thousand take some seconds and half a gigabyte. *Check Workspace* has no such limit. */
const MOST_FILES = 4_000;

export function lookAtWhole({ documents, analyses, folders, analyst, log }: WholeLookInput): void {
  const seen = new Set<FileId>();
  const wanted = new Map<FileId, Folder>();
  let controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const look = async (root: FileId, { config }: Folder, signal: AbortSignal): Promise<void> => {
    const files = (await createFiles({ roots: [root], exclude: config.exclude }).list()).filter(isCode).length;
    const open = documents.all().map((document) => document.source());
    if (files > MOST_FILES) log.info(`${root} has ${files} code files, so only open files and what they import are looked at.`);
    else await analyst.analyze({ root, config, trusted: folders.settings().trusted, only: null, evidence: new Map(), open }, signal);
    seen.add(root);
    wanted.delete(root);
    if (files <= MOST_FILES) analyses.refresh();
  };

  const lookAtAll = async ({ signal }: AbortController): Promise<void> => {
    for (const [root, folder] of wanted) {
      await look(root, folder, signal).catch((error: unknown) => {
        if (isAbort(error)) return;
        // It would fail again at the next pause.
        seen.add(root);
        wanted.delete(root);
        log.error(`looking at all of ${root} failed`, error);
      });
      if (signal.aborted) return;
    }
  };

  const wait = (): void => {
    controller.abort();
    clearTimeout(timer);
    if (wanted.size === 0) return;
    const current = new AbortController();
    controller = current;
    timer = setTimeout(() => void lookAtAll(current), QUIET_FOR);
    timer.unref();
  };

  analyses.listen(({ analysis, folder }: DocumentAnalysis) => {
    const { root } = folder;
    if (root === null || analysis.isPartial !== true || seen.has(root) || wanted.has(root)) return;
    wanted.set(root, folder);
    wait();
  });
  documents.listen({ opened: wait, changed: wait });
}
