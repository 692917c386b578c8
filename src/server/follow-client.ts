/** What the client tells on the way: settings, trust, folders, files on disk, and what the ledger saw. */
import { basename } from 'node:path';
import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import type { Connection } from 'vscode-languageserver/node';
import { COSTLINE_FILE } from '../core/config/costline-file.ts';
import { watchFiles } from './abilities.ts';
import type { Abilities } from './abilities.ts';
import type { Analyses } from './analyses.ts';
import type { Analyst } from './analyst/analyst.ts';
import type { ObservedStore } from './evidence.ts';
import type { Diagnostics } from './features/diagnostics.ts';
import type { Folders } from './folders.ts';
import type { Log } from './log.ts';
import type { ObservedParams } from './protocol.ts';
import { readClientSettings } from './settings.ts';
import { fileOfUri } from './wire.ts';

export interface FollowInput {
  readonly connection: Connection;
  readonly log: Log;
  readonly folders: Folders;
  readonly analysts: readonly Analyst[];
  readonly analyses: Analyses;
  readonly diagnostics: Diagnostics;
  readonly observed: ObservedStore;
  readonly abilities: Abilities;
}

/** Milliseconds: a checkout changes hundreds of files at once. */
const SETTLED_AFTER = 200;

export function followClient(input: FollowInput): void {
  const { connection, log, folders, analyses, observed, abilities } = input;
  const reload = (uris: readonly string[], settings = folders.settings()): void => {
    folders.reload(uris, settings);
    void showConfigProblems(input);
    analyses.refresh();
  };

  connection.onInitialized(() => {
    if (abilities.watches) watchFiles(connection).catch((error: unknown) => log.error('watching files failed', error));
    if (abilities.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        reload([...folders.uris().filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
      });
    }
    void showConfigProblems(input);
  });
  connection.onDidChangeConfiguration(({ settings }) => reload(folders.uris(), readClientSettings(settings, folders.settings())));
  followFiles(input, () => reload(folders.uris()));
  connection.onNotification('costline/observed', ({ places }: ObservedParams) => {
    observed.replace(places);
    joinObserved(input);
  });
  // New calls may be what was observed before they were looked at.
  analyses.listen(() => joinObserved(input));
}

function followFiles({ connection, analysts, analyses }: FollowInput, reload: () => void): void {
  let settling: NodeJS.Timeout | undefined;
  let rules = false;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      const file = fileOfUri(uri);
      if (file === null) continue;
      for (const analyst of analysts) analyst.changed(file);
      rules ||= basename(file) === COSTLINE_FILE || basename(file) === '.gitignore';
    }
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (rules) reload();
      else analyses.refresh();
      rules = false;
    }, SETTLED_AFTER);
  });
}

/** Evidence changes findings, so what it changes is analysed again: from caches, and once, since joining again changes nothing. */
function joinObserved({ connection, analyses, observed, abilities }: FollowInput): void {
  if (!observed.join(analyses.all().flatMap(({ calls }) => calls))) return;
  analyses.refresh();
  if (abilities.codeLensRefresh) void connection.sendRequest(CodeLensRefreshRequest.type);
}

async function showConfigProblems({ folders, diagnostics, log }: FollowInput): Promise<void> {
  for (const { problems, root } of await folders.all()) {
    if (root !== null) diagnostics.publishConfig(root, problems);
    for (const { message, location } of problems) if (location === undefined) log.info(message);
  }
}
