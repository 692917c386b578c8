/** Requests about the workspace as a whole, beyond LSP. */
import type { Connection } from 'vscode-languageserver/node';
import type { Documents } from '../documents.ts';
import type { ObservedStore } from '../evidence.ts';
import type { Folders } from '../folders.ts';
import { guarded } from '../log.ts';
import type { Log } from '../log.ts';
import type { LocateParams, ServerRequests } from '../protocol.ts';
import type { ScanResult } from '../scan/messages.ts';
import type { Scanner } from '../scan/scanner.ts';
import type { Diagnostics } from './diagnostics.ts';
import { locate, summarize } from './workspace.ts';

export interface WorkspaceRequestsInput {
  readonly connection: Connection;
  readonly log: Log;
  readonly documents: Documents;
  readonly folders: Folders;
  readonly scanner: Scanner;
  readonly diagnostics: Diagnostics;
  readonly observed: ObservedStore;
}

export function answerWorkspaceRequests(input: WorkspaceRequestsInput): void {
  const { connection, log, diagnostics } = input;
  const answer = <M extends keyof ServerRequests>(
    method: M, respond: (params: ServerRequests[M]['params']) => Promise<ServerRequests[M]['result'] | null>,
  ): void => void connection.onRequest<unknown, void>(method, guarded(log, method, respond));

  answer('costline/checkWorkspace', async () => {
    const { analysis, files } = await scanWorkspace(input);
    diagnostics.publishWorkspace(analysis.findings);
    return { files, calls: analysis.calls.length, findings: analysis.findings.length };
  });
  answer('costline/summary', async () => summarize((await scanWorkspace(input)).analysis));
  answer('costline/locate', async (params: LocateParams) => locate(params, (await scanWorkspace(input)).analysis));
}

/** A second look, from caches, when the calls found are ones that telemetry saw. */
async function scanWorkspace({ folders, documents, scanner, observed }: WorkspaceRequestsInput): Promise<ScanResult> {
  const open = documents.all().map((document) => document.source());
  const wanted = (await folders.all()).flatMap(({ root, config }) => (root === null ? [] : [{ root, config }]));
  const scan = (): Promise<ScanResult> => scanner.scan({ folders: wanted, trusted: folders.settings().trusted, evidence: observed.evidence(), open });
  const result = await scan();
  return observed.join(result.analysis.calls) ? scan() : result;
}
