/** Whether this workspace's terminals are to send their telemetry to Costline: the user's choice, kept per workspace. */
import { workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { setsTelemetry } from '../panel/connect.ts';

const CHOSEN = 'costline.terminals';

export const wantsTerminals = ({ workspaceState }: ExtensionContext): boolean => workspaceState.get<boolean>(CHOSEN, false);

export const chooseTerminals = ({ workspaceState }: ExtensionContext, wanted: boolean): Thenable<void> => workspaceState.update(CHOSEN, wanted);

/** Somebody set `OTEL_*` already, in the environment or for terminals: that is never overridden. */
export function isTelemetrySet(): boolean {
  const platforms = ['linux', 'osx', 'windows'].map((platform) => workspace.getConfiguration('terminal.integrated.env').get<Readonly<Record<string, unknown>>>(platform) ?? {});
  return setsTelemetry([process.env, ...platforms]);
}
