/** Analyses folders with the core: in this thread, whichever thread that is. */
import type { Analysis, Evidence } from '../../core/analysis.ts';
import type { Core } from '../../core/analyze.ts';
import type { Config } from '../../core/config/config.ts';
import type { FileId, SourceFile } from '../../core/document.ts';
import { createFiles } from '../../node/files.ts';
import type { NodeFiles } from '../../node/files.ts';
import { isAnalysable } from '../../node/languages.ts';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';

export interface Analyst {
  /** Rejects with the signal's reason when it was given up. */
  analyze(request: AnalystRequest, signal: AbortSignal): Promise<AnalystResult>;
  /** A file on disk was made, changed or deleted. */
  changed(file: FileId): void;
}

export interface AnalystRequest {
  /** Null for documents that stand in no workspace folder: nothing is listed for them. */
  readonly root: FileId | null;
  readonly config: Config;
  readonly trusted: boolean;
  /** Null for every file of the folder. */
  readonly only: readonly FileId[] | null;
  readonly evidence: Evidence;
  /** Open documents: they go before the disk. */
  readonly open: readonly SourceFile[];
}

export interface AnalystResult {
  readonly analysis: Analysis;
  /** How many files were to be looked at. */
  readonly files: number;
}

/** What is kept for a folder, so that only changes cost. A core per folder: what one learned is not mixed with another's. */
interface Desk {
  readonly core: Core;
  readonly lane: Lane;
  readonly files: NodeFiles;
  /** Settings that decide which files there are. */
  readonly scope: string;
  /** Changed on disk since the last look; analyses of files that import them would not see it. */
  readonly stale: Set<FileId>;
}

export function createAnalyst(createCore: () => Core): Analyst {
  const desks = new Map<FileId | null, Desk>();
  let open = new Map<FileId, SourceFile>();

  const deskFor = ({ root, config, trusted }: AnalystRequest): Desk => {
    const scope = JSON.stringify([config.exclude, trusted]);
    const known = desks.get(root);
    if (known?.scope === scope) return known;
    const files = createFiles({ roots: root === null ? [] : [root], exclude: config.exclude, overlay: (file) => open.get(file), mayLeaveRoots: trusted });
    const desk: Desk = { core: known?.core ?? createCore(), lane: known?.lane ?? createLane(), files, scope, stale: known?.stale ?? new Set() };
    desks.set(root, desk);
    return desk;
  };

  const look = async (desk: Desk, request: AnalystRequest, signal: AbortSignal): Promise<AnalystResult> => {
    const { config, evidence, only, trusted } = request;
    const { core, files, stale } = desk;
    const options = { config, evidence, now: Date.now(), signal };
    const seen = [...stale];
    if (only === null) files.changed();
    else if (seen.length > 0) await core.analyze({ files, only: seen, trusted }, options);
    for (const file of seen) stale.delete(file);
    const analysis = await core.analyze(only === null ? { files, trusted } : { files, only, trusted }, options);
    return { analysis, files: only?.length ?? (await files.list()).length };
  };

  /** Text that an editor let go of may differ from what is on disk. */
  const reopen = (documents: readonly SourceFile[]): void => {
    const before = open;
    open = new Map(documents.map((source) => [source.file, source]));
    for (const file of before.keys()) if (!open.has(file)) tell(file);
  };

  const tell = (file: FileId): void => {
    for (const { files, stale } of desks.values()) {
      files.changed(file);
      if (isAnalysable(file)) stale.add(file);
    }
  };

  return {
    analyze(request, signal) {
      reopen(request.open);
      const desk = deskFor(request);
      return desk.lane.run(() => look(desk, request, signal), signal);
    },
    changed: tell,
  };
}
