/** Points the terminals of this workspace at the collector, once the user chose that, and as long as something listens. */
import { Disposable } from 'vscode';
import { environmentFor } from '../../panel/connect.ts';
import { isTelemetrySet, wantsTerminals } from '../terminals.ts';
import type { Feature } from './feature.ts';

export const terminalEnvironment: Feature = {
  name: 'terminal environment',
  register({ context, telemetry, log }) {
    const variables = context.environmentVariableCollection;
    // What is kept across restarts would point terminals at a port on which nothing listens.
    variables.persistent = false;
    variables.description = 'Sends OpenTelemetry of programs started here to Costline';
    let current: string | null = null;
    const look = (): void => {
      const wanted = wantsTerminals(context) && !isTelemetrySet() ? (telemetry.state.status?.endpoint ?? null) : null;
      if (wanted === current) return;
      current = wanted;
      variables.clear();
      if (wanted === null) return;
      for (const [name, value] of Object.entries(environmentFor(wanted))) variables.replace(name, value);
      log.info(`New terminals of this workspace send OpenTelemetry to ${wanted}.`);
    };
    look();
    return Disposable.from(telemetry.onDidChange(look), new Disposable(() => variables.clear()));
  },
};
