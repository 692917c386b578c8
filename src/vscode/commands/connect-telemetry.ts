/** How telemetry gets here: an endpoint, two variables, an exporter for a Collector, or this workspace's terminals. */
import { env, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { collectorSnippet, environmentLines } from '../../panel/connect.ts';
import type { Deps } from '../deps.ts';
import { endpointOf } from '../listening.ts';
import { chooseTerminals, isTelemetrySet, wantsTerminals } from '../terminals.ts';
import type { Command } from './command.ts';

type Way = 'environment' | 'endpoint' | 'collector' | 'terminals';

interface Choice extends QuickPickItem {
  readonly way: Way;
}

export const connectTelemetry: Command = {
  id: 'costline.connectTelemetry', what: 'connecting telemetry',
  async run(deps, asked) {
    const endpoint = await endpointOf(deps.telemetry);
    const way = isWay(asked) ? asked : (await window.showQuickPick(choices(deps, endpoint), { title: 'Connect Telemetry', placeHolder: `Costline listens on ${endpoint}` }))?.way;
    if (way !== undefined) await connect(deps, way, endpoint);
  },
};

function choices({ context }: Deps, endpoint: string): Choice[] {
  const terminals = isTelemetrySet()
    ? { label: '$(terminal) Terminals of this workspace', detail: 'Not offered: OTEL_* variables are set already, and Costline never overrides them.' }
    : wantsTerminals(context)
      ? { label: '$(terminal) Stop setting them in this workspace’s terminals' }
      : { label: '$(terminal) Set them in new terminals of this workspace' };
  return [
    { way: 'environment', label: '$(copy) Copy environment variables', detail: environmentLines(endpoint).join('; ') },
    { way: 'terminals', ...terminals },
    { way: 'collector', label: '$(copy) Copy an exporter for your OpenTelemetry Collector', detail: 'Beside the exporters it has: nothing you receive today is lost.' },
    { way: 'endpoint', label: '$(copy) Copy the endpoint', detail: endpoint },
  ];
}

async function connect({ context, telemetry, config, log }: Deps, way: Way, endpoint: string): Promise<void> {
  switch (way) {
    case 'environment': return copy(environmentLines(endpoint).join('\n'), 'Environment variables');
    case 'endpoint': return copy(endpoint, 'Endpoint');
    case 'collector': return copy(collectorSnippet(endpoint), 'Collector exporter');
    case 'terminals': {
      if (isTelemetrySet()) return;
      await chooseTerminals(context, !wantsTerminals(context));
      const settings = await config.telemetry();
      if (settings !== null) telemetry.send(settings);
      log.info(wantsTerminals(context) ? 'Terminals of this workspace send their telemetry here.' : 'Terminals of this workspace are left alone.');
      return void window.setStatusBarMessage(wantsTerminals(context) ? 'Costline: new terminals send their telemetry here' : 'Costline: terminals are left alone', 5_000);
    }
    default: return unknown(way);
  }
}

async function copy(text: string, what: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`Costline: ${what} copied`, 5_000);
}

const WAYS: readonly unknown[] = ['environment', 'endpoint', 'collector', 'terminals'] satisfies readonly Way[];
const isWay = (asked: unknown): asked is Way => WAYS.includes(asked);

function unknown(way: never): never {
  throw new Error(`Unknown way ${String(way)}.`);
}
