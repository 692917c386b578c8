/** The panel comes back after a reload, and does what is asked for on its page. */
import { commands, Disposable, window } from 'vscode';
import type { ToHost } from '../../panel/protocol.ts';
import { guarded } from '../guard.ts';
import { PANEL_TYPE } from '../panel-host.ts';
import type { Feature } from './feature.ts';

export const spendPanel: Feature = {
  name: 'spend panel',
  register({ log, panel }) {
    return Disposable.from(
      window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: async (webview) => void (await guarded(log, 'bringing back the spend panel', () => panel.revive(webview))),
      }),
      panel.onIntent((intent) => void guarded(log, `"${intent.type}" in the spend panel`, () => follow(intent))),
    );
  },
};

/** Each intent is a command, so that everything on the page can be reached without it. */
function follow(intent: ToHost): Thenable<unknown> | void {
  switch (intent.type) {
    case 'ready': return;
    case 'open-call': return commands.executeCommand('costline.openCall', intent.record);
    case 'assign': return commands.executeCommand('costline.assignCall', intent.record);
    case 'set-budget': return commands.executeCommand('costline.setWorkspaceBudget');
    case 'send-test-call': return commands.executeCommand('costline.sendTestCall');
    case 'connect': return commands.executeCommand('costline.connectTelemetry');
    case 'copy-endpoint': return commands.executeCommand('costline.connectTelemetry', 'endpoint');
    case 'copy-collector-snippet': return commands.executeCommand('costline.connectTelemetry', 'collector');
    case 'start-collector': return commands.executeCommand('costline.startCollector');
    case 'manage-trust': return commands.executeCommand('workbench.trust.manage');
    case 'export': return commands.executeCommand('costline.exportSpend', intent.format);
    default: return unknown(intent);
  }
}

function unknown(intent: never): never {
  throw new Error(`The page asked for something this version does not know: ${JSON.stringify(intent)}`);
}
