/** Listening for telemetry, by hand. */
import { window } from 'vscode';
import type { Command } from './command.ts';
import { whyNotListening } from '../listening.ts';

export const startCollector: Command = {
  id: 'costline.startCollector', what: 'starting the collector',
  async run({ telemetry }) {
    if (!(await telemetry.start())) void window.showInformationMessage(whyNotListening());
  },
};

export const stopCollector: Command = {
  id: 'costline.stopCollector', what: 'stopping the collector',
  run: ({ telemetry }) => telemetry.stop(),
};
