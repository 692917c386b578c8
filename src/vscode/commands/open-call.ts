/** Opens the code a recorded call came from. */
import { isAbsolute } from 'node:path';
import { commands, Uri, window, workspace } from 'vscode';
import type { CallRecord } from '../../telemetry/call-record.ts';
import type { Deps } from '../deps.ts';
import { diskFolders } from '../workspace-config.ts';
import type { Command } from './command.ts';

const CONNECT = 'How to Connect…';

export const openCall: Command = {
  id: 'costline.openCall', what: 'opening the code of a call',
  async run(deps, id) {
    const record = deps.telemetry.state.spend?.recent.find((each) => each.id === id);
    if (record === undefined) return;
    const place = (await reported(record)) ?? (await located(deps, record));
    if (place !== null) return void (await commands.executeCommand('costline.openLocation', place));
    const said = 'Costline cannot tell which code this call came from: its telemetry names no place in this workspace.';
    if ((await window.showInformationMessage(said, CONNECT)) === CONNECT) await commands.executeCommand('costline.connectTelemetry');
  },
};

/** The place the emitter wrote down, when it is a file of this workspace. */
async function reported({ location }: CallRecord): Promise<object | null> {
  if (location?.file == null || location.line === null) return null;
  const file = location.file.replace(/^file:\/\//, '');
  const candidates = isAbsolute(file) ? [Uri.file(file)] : diskFolders().map((folder) => Uri.joinPath(folder.uri, file));
  for (const uri of candidates) {
    if (workspace.getWorkspaceFolder(uri) === undefined || !(await exists(uri))) continue;
    const start = { line: Math.max(0, location.line - 1), character: 0 };
    return { uri: uri.toString(), range: { start, end: start } };
  }
  return null;
}

/** By what a person said, by names, or by what the prompt says, where the language server is sure. */
async function located({ server, telemetry }: Deps, { id, location, feature, task, agent, model, fingerprint }: CallRecord): Promise<object | null> {
  const names = [feature, task, agent].filter((name) => name !== null);
  const assigned = telemetry.state.spend?.assigned[id];
  const answer = await server.request('costline/locate', {
    file: location?.file ?? null, line: location?.line ?? null, function: location?.function ?? null, names, model, fingerprint, ...(assigned === undefined ? {} : { assigned }),
  });
  return answer?.location ?? null;
}

const exists = async (uri: Uri): Promise<boolean> => {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
};
