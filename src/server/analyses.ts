/** One analysis per open document and version: started on a change, given up on the next, waited for by requests. */
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import type { Analysis, CallReport, Evidence, Finding } from '../core/analysis.ts';
import type { Analyst } from './analyst/analyst.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Folder, Folders } from './folders.ts';
import { isAbort } from './log.ts';
import type { Log } from './log.ts';

/** What is known about one version of a document. */
export interface DocumentAnalysis {
  readonly document: OpenDocument;
  readonly folder: Folder;
  readonly analysis: Analysis;
  /** Calls that stand in this document; the analysis may hold others it leads to. */
  readonly calls: readonly CallReport[];
  readonly evidence: Evidence;
}

export interface Analyses {
  /** The analysis of the document as it is now; null when it could not be made, or is overtaken. */
  current(document: OpenDocument): Promise<DocumentAnalysis | null>;
  /** The same, but null as soon as `milliseconds` have passed. */
  within(document: OpenDocument, milliseconds: number): Promise<DocumentAnalysis | null>;
  /** The last one made, perhaps of an older version. */
  latest(uri: string): DocumentAnalysis | undefined;
  all(): readonly DocumentAnalysis[];
  /** Analyses every open document again: configuration, evidence or files on disk changed. */
  refresh(): void;
  listen(listener: (done: DocumentAnalysis) => void): void;
}

export interface AnalysesInput {
  readonly documents: Documents;
  readonly folders: Folders;
  readonly analyst: Analyst;
  readonly log: Log;
  evidence(): Evidence;
}

interface Running {
  readonly version: number;
  readonly controller: AbortController;
  readonly result: Promise<DocumentAnalysis | null>;
  /** True while it waits for the hints of the keystroke to be answered from old ones. */
  isHeld(): boolean;
  /** Lets a held analysis start. */
  begin(): void;
}

/** An analysis that last took longer than this many milliseconds would keep the keystroke's own requests waiting … */
const SLOW = 12;
/** … so it starts this many milliseconds after the change, or as soon as those requests are answered. Editors ask after 13 to 20. */
const HELD_FOR = 30;

/** Milliseconds after the last change until documents that may import from the changed one are looked at again. */
const OTHERS_AFTER = 400;

export function createAnalyses(input: AnalysesInput): Analyses {
  const { documents } = input;
  const running = new Map<string, Running>();
  const done = new Map<string, DocumentAnalysis>();
  const took = new Map<string, number>();
  const listeners: ((done: DocumentAnalysis) => void)[] = [];
  let others: NodeJS.Timeout | undefined;

  const finish = (result: DocumentAnalysis): DocumentAnalysis => {
    done.set(result.document.uri, result);
    for (const listener of listeners) listener(result);
    return result;
  };

  const start = (document: OpenDocument): Running => {
    running.get(document.uri)?.controller.abort();
    const controller = new AbortController();
    const gate = createGate((took.get(document.uri) ?? 0) > SLOW ? HELD_FOR : 0);
    const result = gate.opened.then(() => analyzeDocument(document, controller.signal, input)).then(({ done: made, milliseconds }) => {
      took.set(document.uri, milliseconds);
      return finish(made);
    }).catch((error: unknown) => {
      if (!isAbort(error)) input.log.error(`analysis of ${document.uri} failed`, error);
      return null;
    });
    const started = { version: document.version, controller, result, isHeld: gate.isClosed, begin: gate.open };
    running.set(document.uri, started);
    return started;
  };

  const refreshAll = (except?: string): void => {
    for (const document of documents.all()) if (document.uri !== except) start(document);
  };

  documents.listen({
    opened: (document) => void start(document),
    changed(document) {
      start(document);
      clearTimeout(others);
      others = setTimeout(() => refreshAll(document.uri), OTHERS_AFTER);
    },
    closed({ uri }) {
      running.get(uri)?.controller.abort();
      running.delete(uri);
      done.delete(uri);
      took.delete(uri);
    },
  });

  const runningFor = (document: OpenDocument): Running | undefined => {
    const known = running.get(document.uri);
    return known?.version === document.version ? known : undefined;
  };

  return {
    async current(document) {
      const known = runningFor(document);
      known?.begin();
      return known?.result ?? null;
    },
    async within(document, milliseconds) {
      const known = runningFor(document);
      if (known?.isHeld() === true) {
        // After this turn, in which the answer is written.
        setTimeout(known.begin);
        return null;
      }
      return Promise.race([known?.result ?? null, wait(milliseconds, null, { ref: false })]);
    },
    latest: (uri) => done.get(uri),
    all: () => [...done.values()],
    refresh: () => refreshAll(),
    listen: (listener) => void listeners.push(listener),
  };
}

interface Gate {
  readonly opened: Promise<void>;
  isClosed(): boolean;
  open(): void;
}

/** Opens by itself after so many milliseconds. */
function createGate(milliseconds: number): Gate {
  let closed = milliseconds > 0;
  let pass = (): void => undefined;
  const opened = closed ? new Promise<void>((resolve) => { pass = resolve; }) : Promise.resolve();
  const open = (): void => {
    closed = false;
    pass();
  };
  if (closed) setTimeout(open, milliseconds);
  return { opened, isClosed: () => closed, open };
}

async function analyzeDocument(document: OpenDocument, signal: AbortSignal, { analyst, documents, folders, evidence }: AnalysesInput): Promise<{ readonly done: DocumentAnalysis; readonly milliseconds: number }> {
  const folder = await folders.of(document.file);
  // Several edits that arrived together are read first; all but the last are given up here.
  await setImmediate();
  signal.throwIfAborted();
  const seen = evidence();
  const started = performance.now();
  const { analysis } = await analyst.analyze({
    root: folder.root, config: folder.config, trusted: folders.settings().trusted, only: [document.file],
    evidence: seen, open: documents.all().map((each) => each.source()),
  }, signal);
  signal.throwIfAborted();
  const isQuiet = folder.isLeftOut(document.file);
  const calls = analysis.calls.filter(({ site }) => site.location.file === document.file).map((call) => (isQuiet ? { ...call, quiet: true } : call));
  const done = { document, folder, calls, evidence: seen, analysis: isQuiet ? { ...analysis, findings: [] } : analysis };
  return { done, milliseconds: performance.now() - started };
}

/** Findings that stand in a document, whichever document's analysis found them; each once. */
export function findingsIn(file: string, analyses: readonly DocumentAnalysis[]): readonly Finding[] {
  const seen = new Map<string, Finding>();
  for (const { analysis } of analyses) {
    for (const finding of analysis.findings) {
      if (finding.location.file === file) seen.set(`${finding.rule} ${finding.call}`, finding);
    }
  }
  return [...seen.values()];
}
