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
  const shown = new Map<FileId, string>();

  const uriOf = (file: FileId): string => documents.of(file)?.uri ?? uriOfFile(file);

  const send = (file: FileId, diagnostics: Diagnostic[], version?: number): void => {
    const said = JSON.stringify(diagnostics);
    // An unchanged document version needs no second message; empty is the state before the first.
    if ((shown.get(file) ?? '[]') === said) return;
    shown.set(file, said);
    void connection.sendDiagnostics({ uri: uriOf(file), diagnostics, ...(version === undefined ? {} : { version }) });
  };

  const publish = (file: FileId): void => {
    waiting.delete(file);
    const open = documents.of(file);
    const findings = open === undefined ? ofWorkspace.get(file) ?? [] : findingsIn(file, analyses.all());
    send(file, findings.filter(({ rule }) => !SILENT.has(rule)).map((finding) => toDiagnostic(finding, uriOf)), open?.version);
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
    publishConfig: (folder, problems) => send(join(folder, COSTLINE_FILE), problems.flatMap(({ message, location }) => (location === undefined ? [] : [{
      range: location.range, message, severity: DiagnosticSeverity.Warning, source: 'costline',
    }]))),
  };
}

export function toDiagnostic(finding: Finding, uriOf: (file: FileId) => string): Diagnostic {
  return {
    range: finding.location.range, message: finding.message, severity: SEVERITY[finding.level], source: 'costline', code: finding.rule,
    data: { rule: finding.rule, call: finding.call, ...finding.data },
    relatedInformation: finding.related.map(({ location, message }) => ({ location: { uri: uriOf(location.file), range: location.range }, message })),
  };
}
