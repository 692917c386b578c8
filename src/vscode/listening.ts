/** Waiting for the collector, and saying why there is none. */
import { workspace } from 'vscode';
import type { TelemetryLink } from './telemetry-link.ts';
import { diskFolders } from './workspace-config.ts';

const WITHIN_MS = 10_000;

/** Where emitters send to, once something listens. Rejects with what to do. */
export async function endpointOf(telemetry: TelemetryLink): Promise<string> {
  if (!(await telemetry.start())) throw new Error(whyNotListening());
  const now = telemetry.state.status?.endpoint;
  if (now) return now;
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(patience);
      listener.dispose();
    };
    const listener = telemetry.onDidChange(({ status, failure }) => {
      if (status?.endpoint) {
        settle();
        resolve(status.endpoint);
      } else if (failure !== null || status?.role === 'foreign') {
        settle();
        reject(new Error(failure ?? status?.message ?? 'The port is taken. Choose another one (costline.collector.port).'));
      }
    });
    const patience = setTimeout(() => {
      settle();
      reject(new Error('Nothing listens after ten seconds. The log tells why (Costline: Show Log).'));
    }, WITHIN_MS);
  });
}

export function whyNotListening(): string {
  if (diskFolders().length === 0) return 'Costline: open a folder first. Spend belongs to the folder it comes from.';
  if (!workspace.isTrusted) return 'Costline listens only in folders you trust (Workspaces: Manage Workspace Trust).';
  return 'Costline: the collector does not run. The log tells why (Costline: Show Log).';
}
