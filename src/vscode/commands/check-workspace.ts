/** Findings of all files, as problems; without being asked only open files are judged. */
import { commands, ProgressLocation, window } from 'vscode';
import type { Command } from './command.ts';

const SHOW = 'Show Problems';

export const checkWorkspace: Command = {
  id: 'costline.checkWorkspace', what: 'checking the workspace',
  async run({ server }) {
    const result = await window.withProgress(
      { location: ProgressLocation.Window, title: 'Costline: checking the workspace' },
      () => server.request('costline/checkWorkspace', undefined),
    );
    if (result === null) throw new Error('The language server has no answer. See the log.');
    const said = `Costline: ${many(result.findings, 'finding')} in ${many(result.calls, 'call site')}, ${many(result.files, 'file')} read.`;
    if (result.findings === 0) void window.showInformationMessage(said);
    else if ((await window.showInformationMessage(said, SHOW)) === SHOW) await commands.executeCommand('workbench.actions.view.problems');
  },
};

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
