/** What the status bar's first click shows: the dearest prompts, the top finding, and where to go from here. */
import { commands, QuickPickItemKind, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import type { Summary } from '../../server/protocol.ts';
import type { Deps } from '../deps.ts';
import type { Command } from './command.ts';

interface Entry extends QuickPickItem {
  readonly command?: readonly [id: string, ...args: unknown[]];
}

export const showSummary: Command = {
  id: 'costline.showSummary', what: 'showing the summary',
  async run(deps) {
    const chosen = await window.showQuickPick(entries(deps), { title: 'Costline', placeHolder: 'What do your prompts cost?', matchOnDetail: true });
    if (chosen?.command !== undefined) await commands.executeCommand(...chosen.command);
  },
};

async function entries({ server, telemetry }: Deps): Promise<Entry[]> {
  const summary = await server.request('costline/summary', undefined);
  return [
    ...(summary === null ? [] : ofCode(summary)),
    separator('Spend'),
    { label: '$(graph) Open Spend Panel', command: ['costline.openSpendPanel'] },
    { label: '$(plug) Connect Telemetry…', detail: telemetry.state.status?.endpoint ?? 'Nothing listens yet', command: ['costline.connectTelemetry'] },
    { label: '$(credit-card) Set Workspace Budget…', command: ['costline.setWorkspaceBudget'] },
  ];
}

function ofCode({ mostExpensive, topFinding }: Summary): Entry[] {
  return [
    ...(mostExpensive.length === 0 ? [] : [separator('Most expensive prompts')]),
    ...mostExpensive.map(({ label, cost, location }): Entry => ({ label: `$(comment) ${label}`, description: cost, command: ['costline.openLocation', location] })),
    ...(topFinding === null ? [] : [
      separator('Top finding'),
      { label: `$(lightbulb) ${topFinding.message}`, command: ['costline.openLocation', topFinding.location] } satisfies Entry,
    ]),
  ];
}

const separator = (label: string): Entry => ({ label, kind: QuickPickItemKind.Separator });
