/** Asks for dollars a day and writes them to the folder's `costline.json`. */
import { window } from 'vscode';
import type { WorkspaceFolder } from 'vscode';
import type { Budget } from '../../core/config/config.ts';
import { setBudget } from '../../core/config/costline-file.ts';
import { DEFAULT_ACTIONS, DEFAULT_LEVELS } from '../../core/config/defaults.ts';
import { decimalDollars } from '../../core/present/money.ts';
import { readAmount } from '../amount.ts';
import { editCostlineFile } from '../costline-file.ts';
import { diskFolders } from '../workspace-config.ts';
import type { Command } from './command.ts';

export const setWorkspaceBudget: Command = {
  id: 'costline.setWorkspaceBudget', what: 'setting the budget',
  async run({ config }) {
    const folder = await pickFolder();
    if (folder === undefined) return void window.showInformationMessage('Costline: open a folder first. A budget is kept in its costline.json.');
    const former = (await config.telemetry())?.budgets.find(({ period, scope }) => period === 'day' && scope === 'workspace');
    const said = await window.showInputBox({
      title: 'Set Workspace Budget', prompt: 'US dollars a day for all measured calls of this workspace', placeHolder: '5.00',
      ...(former === undefined ? {} : { value: decimalDollars(former.limit) }),
      validateInput: (text) => (readAmount(text) === null ? 'An amount above zero in US dollars, such as 5 or 0.50.' : undefined),
    });
    const limit = said === undefined ? null : readAmount(said);
    if (limit === null) return;
    const budget: Budget = former === undefined
      ? { id: 'workspace:day', period: 'day', scope: 'workspace', limit, levels: DEFAULT_LEVELS, actions: DEFAULT_ACTIONS }
      : { ...former, limit };
    await editCostlineFile(folder, (text) => setBudget(text, budget));
  },
};

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = diskFolders();
  return folders.length < 2 ? folders[0] : window.showWorkspaceFolderPick({ placeHolder: 'The folder whose costline.json gets the budget' });
}
