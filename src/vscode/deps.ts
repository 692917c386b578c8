/** What features and commands are given. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { PanelHost } from './panel-host.ts';
import type { ServerLink } from './server-link.ts';
import type { TelemetryLink } from './telemetry-link.ts';
import type { WorkspaceConfig } from './workspace-config.ts';

export interface Deps {
  readonly context: ExtensionContext;
  /** The one log. */
  readonly log: LogOutputChannel;
  readonly config: WorkspaceConfig;
  readonly server: ServerLink;
  readonly telemetry: TelemetryLink;
  readonly panel: PanelHost;
}
