/** Requests about the workspace as a whole, beyond LSP. */
import type { Connection } from 'vscode-languageserver/node';
import type { Folders } from '../folders.ts';
import type { ObservedStore } from '../evidence.ts';
import { guarded } from '../log.ts';
import type { Log } from '../log.ts';
import type { LocateParams, ServerRequests } from '../protocol.ts';
import type { Diagnostics } from './diagnostics.ts';
import { analyzeWorkspace, checkResult, locate, summarize } from './workspace.ts';

export interface WorkspaceRequestsInput {
  readonly connection: Connection;
  readonly log: Log;
  readonly folders: Folders;
  readonly diagnostics: Diagnostics;
  readonly observed: ObservedStore;
}

export function answerWorkspaceRequests({ connection, log, folders, diagnostics, observed }: WorkspaceRequestsInput): void {
  const answer = <M extends keyof ServerRequests>(
    method: M, respond: (params: ServerRequests[M]['params']) => Promise<ServerRequests[M]['result'] | null>,
  ): void => void connection.onRequest<unknown, void>(method, guarded(log, method, respond));

  answer('costline/checkWorkspace', async () => {
    const found = await analyzeWorkspace(folders, observed.evidence());
    diagnostics.publishWorkspace(found.analysis.findings);
    return checkResult(found);
  });
  answer('costline/summary', async () => summarize((await analyzeWorkspace(folders, observed.evidence())).analysis));
  answer('costline/locate', async (params: LocateParams) => locate(params, (await analyzeWorkspace(folders, observed.evidence())).analysis));
}
