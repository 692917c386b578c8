/** When something is wrong. */
import type { Command } from './command.ts';

export const showLog: Command = {
  id: 'costline.showLog', what: 'showing the log',
  run: ({ log }) => log.show(),
};

/** Both processes; the collector only where it ran, since nobody asked for it elsewhere. */
export const restart: Command = {
  id: 'costline.restart', what: 'restarting',
  async run({ server, telemetry }) {
    const listened = telemetry.state.phase !== 'stopped';
    telemetry.stop();
    await server.restart();
    if (listened) await telemetry.start();
  },
};
