/** Findings of real code, through the extractor: what a page of a rule claims is run here. */
import type { CallReport, Finding } from '../../../src/core/analysis.ts';
import { cacheRuleFor } from '../../../src/core/caching/cache-rule.ts';
import type { CallSite } from '../../../src/core/call-site.ts';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { LineIndex, comparePositions } from '../../../src/core/document.ts';
import type { FileId, LanguageId, SourceFile } from '../../../src/core/document.ts';
import { createExtractor } from '../../../src/core/extract/extract.ts';
import { adviseTier } from '../../../src/core/routing/advise.ts';
import { runRules } from '../../../src/core/rules/run.ts';
import { createGrammars } from '../../../src/node/grammars.ts';
import { PRICE, reportOf } from './drawn.ts';

const LANGUAGES: Readonly<Record<string, LanguageId>> = { py: 'python', ipynb: 'jupyter', ts: 'typescript', tsx: 'tsx', js: 'javascript' };

const extractor = createExtractor({ grammars: createGrammars(null), pause: () => Promise.resolve(), elapsed: () => performance.now() });

/** Files by name, all in one folder; `text` is what stands there. */
export async function callsIn(files: Readonly<Record<string, string>>, root: string): Promise<{ readonly calls: readonly CallSite[]; source(file: FileId): SourceFile | undefined }> {
  const sources = new Map(Object.entries(files).map(([name, text]) => {
    const file = `${root}/${name}`;
    return [file, { file, text, language: LANGUAGES[name.replace(/^.*\./, '')] ?? 'plaintext', hash: `${name} ${text}` } satisfies SourceFile];
  }));
  const extraction = await extractor.extract({
    trusted: true,
    files: {
      roots: [root], read: (file) => Promise.resolve(sources.get(file) ?? null), exists: (file) => Promise.resolve(sources.has(file)),
      list: () => Promise.resolve([...sources.keys()]),
    },
  }, { config: DEFAULT_CONFIG });
  return extraction;
}

export async function findingsInCode(files: Readonly<Record<string, string>>, root = '/page'): Promise<readonly Finding[]> {
  const { calls, source } = await callsIn(files, root);
  const reports = calls.map((site) => judged(reportOf(site)));
  return reports.flatMap((report) => {
    const { site } = report;
    const callers = reports.filter((other) => other.site.through.some(({ file, range }) => file === site.location.file && comparePositions(range.start, site.location.range.start) === 0));
    return runRules({
      report, price: PRICE, cache: cacheRuleFor(site.provider, site.model.id), config: DEFAULT_CONFIG, observed: null, contextWindow: 8000,
      siblings: calls.filter((other) => other.enclosing === site.enclosing), callers, source, lines: (file) => new LineIndex(source(file)?.text ?? ''),
    });
  });
}

const judged = (report: CallReport): CallReport =>
  ({ ...report, tier: adviseTier(report.site, { tokens: report.tokens, price: (model) => (/nano|mini|haiku/.test(model) ? { input: 100_000_000, output: 400_000_000 } : PRICE) }) });
