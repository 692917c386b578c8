/** The workspace's call records as a file. */
import { Uri, window } from 'vscode';
import { diskFolders } from '../workspace-config.ts';
import { endpointOf } from '../listening.ts';
import type { Command } from './command.ts';

const OPEN = 'Open';

export const exportSpend: Command = {
  id: 'costline.exportSpend', what: 'exporting spend',
  async run({ telemetry }, wanted) {
    const first = wanted === 'json' ? 'json' : 'csv';
    const filters = first === 'csv' ? { CSV: ['csv'], JSON: ['json'] } : { JSON: ['json'], CSV: ['csv'] };
    const folder = diskFolders()[0]?.uri;
    const file = await window.showSaveDialog({
      title: 'Export Spend', filters, ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, `spend.${first}`) }),
    });
    if (file === undefined) return;
    await endpointOf(telemetry);
    const rows = await telemetry.export(file.path.endsWith('.json') ? 'json' : 'csv', file.fsPath);
    if ((await window.showInformationMessage(`Costline: ${rows} calls written to ${file.fsPath}.`, OPEN)) === OPEN) await window.showTextDocument(file);
  },
};
