/** What is shown, and where. */
import { ConfigurationTarget, workspace } from 'vscode';
import type { Command } from './command.ts';

export const openSpendPanel: Command = {
  id: 'costline.openSpendPanel', what: 'opening the spend panel',
  run: ({ panel }) => panel.open(),
};

const HINTS = 'costline.hints.enabled';

export const toggleHints: Command = {
  id: 'costline.toggleHints', what: 'switching the hints',
  run() {
    const configuration = workspace.getConfiguration();
    return configuration.update(HINTS, !configuration.get<boolean>(HINTS, true), ConfigurationTarget.Global);
  },
};
