/** Proves the way from an emitter to the panel with a call that cost nothing. */
import { endpointOf } from '../listening.ts';
import type { Command } from './command.ts';

export const sendTestCall: Command = {
  id: 'costline.sendTestCall', what: 'sending a test call',
  async run({ telemetry, panel }) {
    panel.open();
    await endpointOf(telemetry);
    telemetry.send({ type: 'send-test-call' });
  },
};
