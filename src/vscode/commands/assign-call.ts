/** Asks which code a recorded call comes from, where its telemetry does not say, and remembers it for all like it. */
import { Uri, window, workspace } from 'vscode';
import type { Command } from './command.ts';

export const assignCall: Command = {
  id: 'costline.assignCall', what: 'assigning a call to code',
  async run({ server, telemetry }, record) {
    if (typeof record !== 'string') return;
    const sites = await server.request('costline/callSites', undefined);
    if (sites === null || sites.length === 0) return void window.showInformationMessage('Costline found no call of a model in this workspace to assign it to.');
    const items = sites.map(({ id, label, location, model }) => ({
      id, label, description: model ?? '', detail: `${workspace.asRelativePath(Uri.parse(location.uri))}:${location.range.start.line + 1}`,
    }));
    const picked = await window.showQuickPick(items, {
      title: 'Where Does This Call Come From?', placeHolder: 'It and all later calls like it are shown at this code', matchOnDescription: true, matchOnDetail: true,
    });
    if (picked !== undefined) telemetry.send({ type: 'assign', record, callSite: picked.id });
  },
};
