/** Findings as squiggles: for open documents as they change, for the whole workspace when asked. */
import { join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import type { Finding, FindingLevel } from '../../core/analysis.ts';
import { COSTLINE_FILE } from '../../core/config/costline-file.ts';
import type { ConfigProblem } from '../../core/config/resolve.ts';
import type { FileId } from '../../core/document.ts';
import { RULES } from '../../core/rules/registry.ts';
import { findingsIn } from '../analyses.ts';
import type { Analyses } from '../analyses.ts';
import type { Documents } from '../documents.ts';
import { uriOfFile } from '../wire.ts';

const SEVERITY: Readonly<Record<FindingLevel, DiagnosticSeverity>> = {
  warning: DiagnosticSeverity.Warning, information: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint,
};

/** These stand in hovers and lists, and draw nothing in the text. */
const SILENT: ReadonlySet<string> = new Set(RULES.filter(({ meta }) => meta.silent === true).map(({ meta }) => meta.id));

/** Milliseconds without a change after which squiggles follow: the client moves the old ones along until then. */
const QUIET_FOR = 150;

interface Shown {
  readonly diagnostics: Diagnostic[];
  readonly version: number | null;
}

export interface Diagnostics {
  /** Findings of a whole folder, until the next time. */
  publishWorkspace(findings: readonly Finding[]): void;
  /** What is wrong in a folder's `costline.json`. */
  publishConfig(folder: FileId, problems: readonly ConfigProblem[]): void;
}

export interface DiagnosticsInput {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly analyses: Analyses;
}

export function createDiagnostics({ connection, documents, analyses }: DiagnosticsInput): Diagnostics {
  const ofWorkspace = new Map<FileId, readonly Finding[]>();
  const waiting = new Map<FileId, NodeJS.Timeout>();
  /** What the client shows, by URI, of each file. */
  const shown = new Map<FileId, ReadonlyMap<string, string>>();

  const send = (file: FileId, found: ReadonlyMap<string, Shown>): void => {
    const before = shown.get(file);
    shown.set(file, new Map([...found].map(([uri, { diagnostics }]) => [uri, JSON.stringify(diagnostics)])));
    for (const uri of new Set([...found.keys(), ...before?.keys() ?? []])) {
      const { diagnostics, version } = found.get(uri) ?? { diagnostics: [], version: null };
      // An unchanged document version needs no second message; empty is the state before the first.
      if ((before?.get(uri) ?? '[]') === JSON.stringify(diagnostics)) continue;
      void connection.sendDiagnostics({ uri, diagnostics, ...(version === null ? {} : { version }) });
    }
  };

  const publish = (file: FileId): void => {
    waiting.delete(file);
    const open = documents.of(file);
    const findings = (open === undefined ? ofWorkspace.get(file) ?? [] : findingsIn(file, analyses.all())).filter(({ rule }) => !SILENT.has(rule));
    const placed = findings.map((finding) => ({ finding, place: documents.place(finding.location) }));
    const groups = Map.groupBy(placed, ({ place: { uri } }) => uri);
    send(file, new Map([...groups].map(([uri, group]) => [uri, {
      diagnostics: group.map(({ finding }) => toDiagnostic(finding, documents)), version: group[0]?.place.version ?? null,
    }])));
  };

  const publishSoon = (file: FileId): void => {
    clearTimeout(waiting.get(file));
    waiting.set(file, setTimeout(publish, QUIET_FOR, file));
  };

  // One document's calls may end in text that stands in another one.
  analyses.listen(({ document, analysis }) => {
    publishSoon(document.file);
    for (const { location } of analysis.findings) if (documents.of(location.file) !== undefined) publishSoon(location.file);
  });
  documents.listen({
    closed({ file }) {
      clearTimeout(waiting.get(file));
      publish(file);
    },
  });

  return {
    publishWorkspace(findings) {
      const before = [...ofWorkspace.keys()];
      ofWorkspace.clear();
      for (const finding of findings) ofWorkspace.set(finding.location.file, [...(ofWorkspace.get(finding.location.file) ?? []), finding]);
      for (const file of new Set([...before, ...ofWorkspace.keys()])) publish(file);
    },
    publishConfig(folder, problems) {
      const file = join(folder, COSTLINE_FILE);
      const diagnostics = problems.flatMap(({ message, location }) => (location === undefined ? [] : [{ range: location.range, message, severity: DiagnosticSeverity.Warning, source: 'costline' }]));
      send(file, new Map([[documents.of(file)?.uri ?? uriOfFile(file), { diagnostics, version: null }]]));
    },
  };
}

function toDiagnostic(finding: Finding, documents: Documents): Diagnostic {
  return {
    range: documents.place(finding.location).range, message: finding.message, severity: SEVERITY[finding.level], source: 'costline', code: finding.rule,
    data: { rule: finding.rule, call: finding.call, ...finding.data },
    relatedInformation: finding.related.map(({ location, message }) => {
      const { uri, range } = documents.place(location);
      return { location: { uri, range }, message };
    }),
  };
}
