/** Requests about the workspace as a whole, beyond LSP. */
import type { Connection } from 'vscode-languageserver/node';
import { comparePositions } from '../../core/document.ts';
import type { Location } from '../../core/document.ts';
import type { Analysis } from '../../core/analysis.ts';
import type { Analyst } from '../analyst/analyst.ts';
import type { Analyses } from '../analyses.ts';
import { positionIn } from '../documents.ts';
import type { Documents } from '../documents.ts';
import type { ObservedStore } from '../evidence.ts';
import type { Folders } from '../folders.ts';
import { guarded } from '../log.ts';
import type { Log } from '../log.ts';
import type { CallAtParams, CallAtResult, LocateParams, ServerRequests, WireLocation } from '../protocol.ts';
import { createExactCounts } from './count-tokens.ts';
import type { Diagnostics } from './diagnostics.ts';
import { callSites, locate, summarize } from './workspace.ts';

export interface WorkspaceRequestsInput {
  readonly connection: Connection;
  readonly log: Log;
  readonly documents: Documents;
  readonly analyses: Analyses;
  readonly folders: Folders;
  /** Not the one that typing waits for. */
  readonly analyst: Analyst;
  readonly diagnostics: Diagnostics;
  readonly observed: ObservedStore;
}

export function answerWorkspaceRequests(input: WorkspaceRequestsInput): void {
  const { connection, log, diagnostics, documents } = input;
  const place = (location: Location): WireLocation => {
    const { uri, range } = documents.place(location);
    return { uri, range };
  };
  const answer = <M extends keyof ServerRequests>(
    method: M, respond: (params: ServerRequests[M]['params']) => Promise<ServerRequests[M]['result'] | null>,
  ): void => void connection.onRequest<unknown, void>(method, guarded(log, method, respond));

  answer('costline/checkWorkspace', async () => {
    const { analysis, files } = await scanWorkspace(input);
    diagnostics.publishWorkspace(analysis.findings);
    return { files, calls: analysis.calls.length, findings: analysis.findings.length };
  });
  answer('costline/summary', async () => summarize((await scanWorkspace(input)).analysis, place));
  answer('costline/callSites', async () => callSites((await scanWorkspace(input)).analysis, place));
  answer('costline/callAt', (params: CallAtParams) => callAt(params, input));
  const exact = createExactCounts(process.env);
  answer('costline/countTarget', async () => exact.target);
  answer('costline/countTokens', (params) => exact.count(params));
  answer('costline/locate', async (params: LocateParams) => locate(params, (await scanWorkspace(input)).analysis, place));
}

/** The innermost call around a place; failing that, the first on its line. */
async function callAt({ uri, position: pointed }: CallAtParams, { documents, analyses }: WorkspaceRequestsInput): Promise<CallAtResult> {
  const document = documents.get(uri);
  if (document === undefined) return null;
  const position = positionIn(document, uri, pointed);
  const done = await analyses.current(document);
  const sites = done?.calls.map(({ site }) => site) ?? [];
  const around = sites.filter(({ location: { range } }) => comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0);
  const site = around.toSorted((a, b) => comparePositions(b.location.range.start, a.location.range.start))[0] ?? sites.find(({ nameLocation }) => nameLocation.range.start.line === position.line);
  return site === undefined ? null : { id: site.id, model: site.model.id, candidates: site.model.candidates.map(({ id }) => id) };
}

interface Scanned {
  readonly analysis: Analysis;
  readonly files: number;
}

/** A second look, from caches, when the calls found are ones that telemetry saw. */
async function scanWorkspace(input: WorkspaceRequestsInput): Promise<Scanned> {
  const scanned = await scanFolders(input);
  return input.observed.join(scanned.analysis.calls) ? scanFolders(input) : scanned;
}

async function scanFolders({ folders, documents, analyst, observed }: WorkspaceRequestsInput): Promise<Scanned> {
  const { trusted } = folders.settings();
  const open = documents.all().map((document) => document.source());
  const inFolders = (await folders.all()).filter(({ root }) => root !== null);
  const results = await Promise.all(inFolders.map(({ root, config }) =>
    analyst.analyze({ root, config, trusted, only: null, evidence: observed.evidence(), open }, new AbortController().signal)));
  return {
    files: results.reduce((sum, { files }) => sum + files, 0),
    analysis: {
      calls: results.flatMap(({ analysis }) => analysis.calls), findings: results.flatMap(({ analysis }) => analysis.findings),
      templates: results.flatMap(({ analysis }) => analysis.templates), skipped: results.flatMap(({ analysis }) => analysis.skipped),
    },
  };
}
