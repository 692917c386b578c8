/** Listens without being asked only where a budget or a setting of the user says so, and never in a folder that is not trusted. */
import { workspace } from 'vscode';
import { quietly } from '../guard.ts';
import type { Feature } from './feature.ts';

export const collectorStart: Feature = {
  name: 'collector start',
  register({ config, telemetry, log }) {
    let wished = false;
    const look = async (): Promise<void> => {
      const settings = workspace.isTrusted ? await config.telemetry() : null;
      const wish = settings !== null && (settings.budgets.length > 0 || settings.collector.autoStart);
      // Only a new wish starts it: whoever stopped the collector meant it.
      if (wish && !wished) await telemetry.start();
      wished = wish;
    };
    const safely = (): void => void quietly(log, 'looking whether to listen', () => look().catch((error: unknown) => log.error(String(error))));
    safely();
    return config.onDidChange(safely);
  },
};
