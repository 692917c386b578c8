import type { Analysis, Evidence } from './analysis.ts';
import type { Config } from './config/config.ts';
import type { FileId } from './document.ts';
import type { Files } from './ports.ts';

/** What to look at: the files of a workspace, and which of them to report on. */
export interface Snapshot {
  readonly files: Files;
  /** Report on these only; others are read when an import leads there. Absent: every file of the workspace. */
  readonly only?: readonly FileId[];
  /** In an untrusted workspace no prompt file outside the roots is opened. */
  readonly trusted: boolean;
}

export interface AnalyzeOptions {
  readonly config: Config;
  readonly evidence: Evidence;
  /** Unix milliseconds; decides which dated price holds. */
  readonly now: number;
  /** Checked every few milliseconds; an aborted analysis rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Holds what is cached between analyses: facts per file by content, counters, prices. */
export interface Core {
  analyze(snapshot: Snapshot, options: AnalyzeOptions): Promise<Analysis>;
}
