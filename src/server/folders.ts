/** The workspace folders, each with its own configuration. */
import { basename } from 'node:path';
import type { ConfigProblem } from '../core/config/resolve.ts';
import type { Config } from '../core/config/config.ts';
import { relativeTo } from '../core/document.ts';
import type { FileId } from '../core/document.ts';
import { createFiles, isInside } from '../node/files.ts';
import { readFolderConfig } from '../node/folder-config.ts';
import type { ClientSettings } from './protocol.ts';
import { fileOfUri } from './wire.ts';

export interface Folder {
  /** Null for documents that stand in no workspace folder: nothing is listed for them. */
  readonly root: FileId | null;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** Relative to the folder; with its name in front where there are several. */
  displayPath(file: FileId): string;
  /** Git-ignored or excluded: analysed when open, but quiet. */
  isLeftOut(file: FileId): boolean;
}

export interface Folders {
  /** Waits until configurations are read. */
  of(file: FileId): Promise<Folder>;
  all(): Promise<readonly Folder[]>;
  /** Reads configurations again, for other folders, settings or trust. */
  reload(uris: readonly string[], settings: ClientSettings): void;
  settings(): ClientSettings;
  uris(): readonly string[];
}

export function createFolders(firstUris: readonly string[], firstSettings: ClientSettings): Folders {
  let uris = firstUris;
  let settings = firstSettings;
  const openAll = (): Promise<readonly Folder[]> => Promise.all(uris.map((uri) => open(uri, settings, uris.length > 1)));
  let folders = openAll();
  let loose = open(null, settings, false);

  const reload: Folders['reload'] = (newUris, newSettings) => {
    uris = newUris;
    settings = newSettings;
    folders = openAll();
    loose = open(null, settings, false);
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
  };
}

async function open(uri: string | null, settings: ClientSettings, isOneOfSeveral: boolean): Promise<Folder> {
  const root = uri === null ? null : fileOfUri(uri);
  const roots = root === null ? [] : [root];
  const { config, problems } = await readFolderConfig(root, {
    settings: settings.settings, folderSettings: uri === null ? undefined : settings.folderSettings?.[uri], trusted: settings.trusted,
  });
  const files = createFiles({ roots, exclude: config.exclude });
  const prefix = isOneOfSeveral && root !== null ? `${basename(root)}/` : '';
  return { root, config, problems, displayPath: (file) => prefix + relativeTo(roots, file), isLeftOut: (file) => files.isLeftOut(file) };
}
