/** The workspace folders, each with its own configuration and files. */
import { basename } from 'node:path';
import type { ConfigProblem } from '../core/config/resolve.ts';
import type { Analysis, Evidence } from '../core/analysis.ts';
import type { Core } from '../core/analyze.ts';
import type { Config } from '../core/config/config.ts';
import { relativeTo } from '../core/config/quiet.ts';
import type { FileId, SourceFile } from '../core/document.ts';
import { createFiles, isInside } from '../node/files.ts';
import type { NodeFiles } from '../node/files.ts';
import { readFolderConfig } from '../node/folder-config.ts';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';
import type { ClientSettings } from './protocol.ts';
import { fileOfUri } from './wire.ts';

export interface Folder {
  /** Null for documents that stand in no workspace folder: nothing is listed for them. */
  readonly root: FileId | null;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  readonly files: NodeFiles;
  /** Relative to the folder; with its name in front where there are several. */
  displayPath(file: FileId): string;
  analyze(only: readonly FileId[], options: { readonly evidence: Evidence; readonly signal: AbortSignal }): Promise<Analysis>;
}

export interface Folders {
  /** Waits until configurations are read. */
  of(file: FileId): Promise<Folder>;
  all(): Promise<readonly Folder[]>;
  /** Reads configurations again, for other folders, settings or trust. */
  reload(uris: readonly string[], settings: ClientSettings): void;
  /** A file on disk was made, changed or deleted. */
  changed(file: FileId): void;
  settings(): ClientSettings;
  uris(): readonly string[];
}

export interface FoldersInput {
  readonly createCore: () => Core;
  /** The open document of that name. */
  readonly overlay: (file: FileId) => SourceFile | undefined;
  readonly uris: readonly string[];
  readonly settings: ClientSettings;
}

/** A core per folder, so that what one learned of its files is not mixed with another's. */
interface Desk {
  readonly core: Core;
  readonly lane: Lane;
}

export function createFolders(input: FoldersInput): Folders {
  const desks = new Map<string | null, Desk>();
  let { uris, settings } = input;

  const deskOf = (uri: string | null): Desk => {
    const known = desks.get(uri) ?? { core: input.createCore(), lane: createLane() };
    desks.set(uri, known);
    return known;
  };
  const openAll = (): Promise<readonly Folder[]> =>
    Promise.all(uris.map((uri) => open(uri, { overlay: input.overlay, desk: deskOf(uri), settings, several: uris.length > 1 })));
  const openLoose = (): Promise<Folder> => open(null, { overlay: input.overlay, desk: deskOf(null), settings, several: false });
  let folders = openAll();
  let loose = openLoose();

  const reload: Folders['reload'] = (newUris, newSettings) => {
    uris = newUris;
    settings = newSettings;
    for (const uri of desks.keys()) if (uri !== null && !uris.includes(uri)) desks.delete(uri);
    folders = openAll();
    loose = openLoose();
  };

  return {
    reload,
    all: () => folders,
    settings: () => settings,
    uris: () => uris,
    async of(file) {
      const holding = (await folders).filter((folder) => folder.root !== null && isInside(file, folder.root));
      // Folders may be nested; the innermost one's configuration holds.
      return holding.sort((a, b) => (b.root?.length ?? 0) - (a.root?.length ?? 0))[0] ?? loose;
    },
    changed(file) {
      const tell = (folder: Folder): void => folder.files.changed(file);
      void folders.then((all) => all.forEach(tell));
      void loose.then(tell);
    },
  };
}

interface OpenInput {
  readonly overlay: (file: FileId) => SourceFile | undefined;
  readonly desk: Desk;
  readonly settings: ClientSettings;
  readonly several: boolean;
}

async function open(uri: string | null, { overlay, desk, settings, several }: OpenInput): Promise<Folder> {
  const root = uri === null ? null : fileOfUri(uri);
  const roots = root === null ? [] : [root];
  const { trusted } = settings;
  const { config, problems } = await readFolderConfig(root, {
    settings: settings.settings, folderSettings: uri === null ? undefined : settings.folderSettings?.[uri], trusted,
  });
  const files = createFiles({ roots, exclude: config.exclude, overlay, mayLeaveRoots: trusted });
  const prefix = several && root !== null ? `${basename(root)}/` : '';
  return {
    root, config, problems, files,
    displayPath: (file) => prefix + relativeTo(roots, file),
    analyze: (only, { evidence, signal }) =>
      desk.lane.run(() => desk.core.analyze({ files, only, trusted }, { config, evidence, now: Date.now(), signal }), signal),
  };
}
