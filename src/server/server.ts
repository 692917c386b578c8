/** The language server: which parts there are, and which message goes to which. */
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { abilitiesOf, initializeResult } from './abilities.ts';
import { createAnalyses } from './analyses.ts';
import type { Analyst } from './analyst/analyst.ts';
import { createDocuments } from './documents.ts';
import { createObservedStore } from './evidence.ts';
import { answerDocumentRequests } from './features/document-requests.ts';
import { createDiagnostics } from './features/diagnostics.ts';
import { createInlayHints } from './features/inlay-hints.ts';
import { announceOverview } from './features/overview.ts';
import { createPromptFiles } from './features/prompt-files.ts';
import { answerWorkspaceRequests } from './features/workspace-requests.ts';
import { createFolders } from './folders.ts';
import { followClient } from './follow-client.ts';
import { createLog } from './log.ts';
import { readClientSettings } from './settings.ts';
import { lookAtWhole } from './whole-look.ts';

export interface ServerInput {
  readonly connection: Connection;
  /** For open documents. */
  readonly typing: Analyst;
  /** For whole folders: typing never waits for a scan. */
  readonly scanning: Analyst;
  readonly version: string;
}

/** Answers `initialize`, and only then builds the parts: they depend on what the client can do. */
export function serve(input: ServerInput): void {
  input.connection.onInitialize((params) => {
    start(input, params);
    return initializeResult(input.version);
  });
}

function start({ connection, typing, scanning }: ServerInput, params: InitializeParams): void {
  const log = createLog(connection);
  const abilities = abilitiesOf(params.capabilities);
  const documents = createDocuments(connection);
  const observed = createObservedStore();
  const folders = createFolders(folderUris(params), readClientSettings(params.initializationOptions));
  const analyses = createAnalyses({ documents, folders, analyst: typing, log, evidence: observed.evidence });
  lookAtWhole({ documents, analyses, folders, analyst: typing, log });
  const diagnostics = createDiagnostics({ connection, documents, analyses });
  const promptFiles = createPromptFiles({ documents, analyses, folders, analyst: scanning, log });
  const inlayHints = createInlayHints({ documents, analyses, promptFiles, refresh: abilities.inlayRefresh ? () => void connection.languages.inlayHint.refresh() : null });

  answerDocumentRequests({ connection, log, documents, analyses, inlayHints, promptFiles, abilities });
  answerWorkspaceRequests({ connection, log, documents, analyses, folders, analyst: scanning, diagnostics, observed });
  followClient({ connection, log, folders, analysts: [typing, scanning], analyses, diagnostics, observed, abilities });
  announceOverview(analyses, (overview) => void connection.sendNotification('costline/overview', overview));
}

function folderUris({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map((folder) => folder.uri);
  // Older clients name one root.
  return rootUri ? [rootUri] : [];
}
