/** The client: which parts there are. Nothing heavy loads and nothing listens while VS Code activates it. */
import { window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { registerCommands } from './vscode/commands/registry.ts';
import type { Deps } from './vscode/deps.ts';
import { registerFeatures } from './vscode/features/registry.ts';
import { createPanelHost } from './vscode/panel-host.ts';
import { createServerLink } from './vscode/server-link.ts';
import { createTelemetryLink } from './vscode/telemetry-link.ts';
import { createWorkspaceConfig } from './vscode/workspace-config.ts';

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Costline', { log: true });
  const config = createWorkspaceConfig(log);
  const server = createServerLink({ context, log, config });
  const telemetry = createTelemetryLink({ context, log, config });
  const panel = createPanelHost({ context, log, telemetry });
  const deps: Deps = { context, log, config, server, telemetry, panel };
  context.subscriptions.push(log, config, server, telemetry, panel, registerCommands(deps), registerFeatures(deps));
}
