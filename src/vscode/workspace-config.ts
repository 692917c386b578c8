/** Settings and `costline.json` of the window's folders, read when asked, told when changed. */
import { Disposable, EventEmitter, FileSystemError, RelativePattern, Uri, workspace } from 'vscode';
import type { Event, LogOutputChannel, WorkspaceFolder } from 'vscode';
import { COSTLINE_FILE } from '../core/config/costline-file.ts';
import { resolveConfig } from '../core/config/resolve.ts';
import { SETTINGS } from '../core/config/settings.ts';
import type { ClientSettings } from '../server/protocol.ts';
import { clientSettings } from './client-settings.ts';
import type { Inspected } from './client-settings.ts';
import { configureMessage } from './telemetry-settings.ts';
import type { Configure, FolderConfig } from './telemetry-settings.ts';

export interface WorkspaceConfig extends Disposable {
  readonly onDidChange: Event<void>;
  /** What the language server is told. */
  clientSettings(): ClientSettings;
  /** What the telemetry child is told; null without a folder on this machine's disk. */
  telemetry(): Promise<Configure | null>;
}

export function createWorkspaceConfig(log: LogOutputChannel): WorkspaceConfig {
  const changed = new EventEmitter<void>();
  const fire = (): void => changed.fire();
  let watchers = watchFiles(fire);
  const follow = Disposable.from(
    changed,
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('costline') && fire()),
    workspace.onDidGrantWorkspaceTrust(fire),
    workspace.onDidChangeWorkspaceFolders(() => {
      watchers.dispose();
      watchers = watchFiles(fire);
      fire();
    }),
  );
  return {
    onDidChange: changed.event,
    clientSettings: currentSettings,
    telemetry: () => telemetrySettings(log),
    dispose() {
      watchers.dispose();
      follow.dispose();
    },
  };
}

/** Folders of other schemes have no path that code and telemetry could share. */
export const diskFolders = (): readonly WorkspaceFolder[] => (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');

/** Where a folder's `costline.json` is or would be. */
export const costlineFileOf = (folder: WorkspaceFolder): Uri => Uri.joinPath(folder.uri, COSTLINE_FILE);

/** Null when there is no such file. */
export async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

function watchFiles(fire: () => void): Disposable {
  return Disposable.from(...diskFolders().flatMap((folder) => {
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, COSTLINE_FILE));
    return [watcher, watcher.onDidChange(fire), watcher.onDidCreate(fire), watcher.onDidDelete(fire)];
  }));
}

function currentSettings(): ClientSettings {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => ({ uri: uri.toString(), inspected: inspect(uri) }));
  return clientSettings(folders, inspect(null), workspace.isTrusted);
}

function inspect(scope: Uri | null): Inspected[] {
  const configuration = workspace.getConfiguration(undefined, scope);
  return SETTINGS.map(({ name }) => {
    const found = configuration.inspect(name);
    return { name, user: found?.globalValue, workspace: found?.workspaceValue, folder: found?.workspaceFolderValue };
  });
}

async function telemetrySettings(log: LogOutputChannel): Promise<Configure | null> {
  const settings = currentSettings();
  const folders = await Promise.all(diskFolders().map((folder) => folderConfig(folder, settings, log)));
  return configureMessage(folders, -new Date().getTimezoneOffset());
}

async function folderConfig(folder: WorkspaceFolder, { settings, folderSettings, trusted }: ClientSettings, log: LogOutputChannel): Promise<FolderConfig> {
  const uri = costlineFileOf(folder);
  const text = await readText(uri);
  const { config, problems } = resolveConfig({
    settings, folderSettings: folderSettings?.[folder.uri.toString()], trusted, file: text === null ? null : { path: uri.fsPath, text },
  });
  // The language server shows them where they stand.
  for (const { message } of problems) log.debug(`${folder.name}: ${message}`);
  return { name: folder.name, path: folder.uri.fsPath, config };
}
