/** Looks at whole folders. Keeps a core and the files of each between scans, so that only changes cost. */
import type { Analysis } from '../../core/analysis.ts';
import type { Core } from '../../core/analyze.ts';
import type { FileId, SourceFile } from '../../core/document.ts';
import { createFiles } from '../../node/files.ts';
import type { NodeFiles } from '../../node/files.ts';
import type { ScanFolder, ScanRequest, ScanResult } from './messages.ts';

interface Desk {
  readonly core: Core;
  readonly files: NodeFiles;
  readonly asked: string;
}

export function createScan(createCore: () => Core): (request: ScanRequest) => Promise<ScanResult> {
  const desks = new Map<FileId, Desk>();
  let open = new Map<FileId, SourceFile>();

  const deskFor = ({ root, config }: ScanFolder, trusted: boolean): Desk => {
    const asked = JSON.stringify([config.exclude, trusted]);
    const known = desks.get(root);
    if (known?.asked === asked) {
      known.files.changed();
      return known;
    }
    const files = createFiles({ roots: [root], exclude: config.exclude, overlay: (file) => open.get(file), mayLeaveRoots: trusted });
    const desk = { core: known?.core ?? createCore(), files, asked };
    desks.set(root, desk);
    return desk;
  };

  return async ({ folders, trusted, evidence, open: documents }) => {
    open = new Map(documents.map((source) => [source.file, source]));
    const analyses: Analysis[] = [];
    let count = 0;
    for (const folder of folders) {
      const { core, files } = deskFor(folder, trusted);
      count += (await files.list()).length;
      analyses.push(await core.analyze({ files, trusted }, { config: folder.config, evidence, now: Date.now() }));
    }
    return { analysis: joined(analyses), files: count };
  };
}

const joined = (analyses: readonly Analysis[]): Analysis => ({
  calls: analyses.flatMap(({ calls }) => calls), findings: analyses.flatMap(({ findings }) => findings),
  templates: analyses.flatMap(({ templates }) => templates), skipped: analyses.flatMap(({ skipped }) => skipped),
});
