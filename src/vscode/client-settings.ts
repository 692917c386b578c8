/** From what the editor knows of each setting to what the language server is told. Pure. */
import type { ClientSettings } from '../server/protocol.ts';

/** One setting as VS Code's `inspect` tells it; undefined where nobody set it. */
export interface Inspected {
  readonly name: string;
  readonly user: unknown;
  /** Of the window's `.vscode/settings.json`, or of its `.code-workspace` file. */
  readonly workspace: unknown;
  /** Of one folder in a window with several. */
  readonly folder: unknown;
}

export interface FolderSettings {
  readonly uri: string;
  readonly inspected: readonly Inspected[];
}

/** What a workspace brings may come with a repository, so it never counts as the user's own word. */
export function clientSettings(folders: readonly FolderSettings[], user: readonly Inspected[], trusted: boolean): ClientSettings {
  return {
    settings: valuesOf(user, (setting) => setting.user),
    folderSettings: Object.fromEntries(folders.map(({ uri, inspected }) => [uri, valuesOf(inspected, (setting) => setting.folder ?? setting.workspace)])),
    trusted,
  };
}

function valuesOf(inspected: readonly Inspected[], pick: (setting: Inspected) => unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(inspected.map((setting) => [setting.name, pick(setting)] as const).filter(([, value]) => value !== undefined));
}
