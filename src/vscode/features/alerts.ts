/** Alerts as notifications, each told once in a workspace, with what can be done about it. */
import { commands, window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { Alert } from '../../telemetry/protocol.ts';
import type { Feature } from './feature.ts';

const TOLD = 'costline.alertsTold';
/** Ids remembered; older ones belong to periods that are over. */
const REMEMBERED = 100;
const OPEN = 'Open Spend Panel';
const CHANGE = 'Change Budget…';

export const alerts: Feature = {
  name: 'alerts',
  register({ context, config, telemetry, panel, log }) {
    return telemetry.onAlert((alert) => {
      log.info(`Alert: ${alert.message}`);
      if (!remember(context, alert.id)) return;
      panel.tell(alert.message);
      void config.telemetry().then((settings) => {
        const budget = settings?.budgets.find(({ id }) => id === alert.data['budget']);
        if (budget === undefined || budget.actions.includes('notify')) return notify(alert);
        return undefined;
      });
    });
  },
};

/** False when it was told before, in this window or in an earlier one. */
function remember({ workspaceState }: ExtensionContext, id: string): boolean {
  const told = workspaceState.get<readonly string[]>(TOLD, []);
  if (told.includes(id)) return false;
  void workspaceState.update(TOLD, [...told, id].slice(-REMEMBERED));
  return true;
}

async function notify(alert: Alert): Promise<void> {
  const actions = alert.kind === 'budget' ? [OPEN, CHANGE] : [OPEN];
  const message = `Costline: ${alert.message}`;
  const chosen = await (alert.severity === 'information' ? window.showInformationMessage(message, ...actions)
    : alert.severity === 'warning' ? window.showWarningMessage(message, ...actions) : window.showErrorMessage(message, ...actions));
  if (chosen === OPEN) await commands.executeCommand('costline.openSpendPanel');
  if (chosen === CHANGE) await commands.executeCommand('costline.setWorkspaceBudget');
}
