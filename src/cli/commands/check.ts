/** `costline check`: the core over files on disk, printed, and judged for CI. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Analysis } from '../../core/analysis.ts';
import type { Core } from '../../core/analyze.ts';
import type { AnalysisCache } from '../analysis-cache.ts';
import type { CommandDeps } from '../deps.ts';
import { openBaseline } from '../baseline.ts';
import { applyFixes } from '../fix.ts';
import { describe } from '../output/describe.ts';
import { reportSince } from '../output/difference.ts';
import { FORMATS, isFormat } from '../output/format.ts';
import type { Format } from '../output/format.ts';
import type { Report } from '../output/report.ts';
import { openProjects } from '../project.ts';
import type { Project } from '../project.ts';

type FailOn = 'warning' | 'information' | 'hint' | 'never';

interface CheckOptions {
  readonly format: Format;
  readonly failOn: FailOn;
  readonly fix?: true;
  readonly write: readonly Written[];
  readonly diff?: string;
  readonly all?: true;
  /** False for `--no-cache`. */
  readonly cache: boolean;
}

export function register(program: Command, deps: CommandDeps): void {
  program.command('check')
    .summary('Find prompts, what they cost, and what breaks their caches')
    .description('Finds every call to a model below the paths (default: here), counts and prices its prompt, and reports what makes it dearer than it need be.\n'
      + 'Ends with 0 when clean, 1 with findings at or above --fail-on, 2 when it could not run as asked.')
    .argument('[paths...]', 'files and folders')
    .option('-f, --format <format>', `one of ${Object.keys(FORMATS).join(', ')}`, formatOf, 'text')
    .option('-w, --write <format=file>', 'write the report to a file as well, e.g. sarif=costline.sarif; may be given several times', writtenTo, [])
    .addOption(new Option('--fail-on <level>', 'the level from which the exit status is 1').choices(['warning', 'information', 'hint', 'never']).default('warning'))
    .option('--fix', 'apply the fixes a person would accept, then report what is left; notebooks are mended in the editor only')
    .option('--diff <ref>', 'report only what changed since a commit or branch: new findings, and calls that became dearer or cheaper')
    .option('--no-cache', 'look at everything anew, whatever earlier runs found')
    .option('--all', 'show findings in tests, examples and other quiet places too; with --fix, mend them')
    .action(async (paths: string[], options: CheckOptions) => {
      deps.end(await check(paths, options, deps));
    });
}

/** The exit status. */
async function check(paths: readonly string[], options: CheckOptions, deps: CommandDeps): Promise<number> {
  const { cwd } = deps;
  const projects = await openProjects({ cwd, paths, flags: {} });
  // Loaded when the first question has no answer yet.
  let core: Promise<Core> | undefined;
  const analyst: Analyst = { core: () => core ??= deps.createCore(), cache: options.cache ? deps.cache : null };
  let analyses = await analyzeAll(projects, analyst);
  if (options.fix === true) {
    analyses = await mended(projects, analyses, { analyst, all: options.all === true, err: deps.err });
  }
  const now = describe({ analyses, cwd, files: projects.reduce((sum, project) => sum + project.only.size, 0) });
  const report = options.diff === undefined ? now : reportSince(await reportAt(options.diff, paths, { cwd, core: await deps.createCore() }), now, options.diff);
  const told = { version: deps.version, all: options.all === true };
  for (const { format, file } of options.write) await writeFile(resolve(cwd, file), FORMATS[format](report, { ...told, colour: false }));
  deps.out(FORMATS[options.format](report, { ...told, colour: deps.colour }));
  return fails(report, options.failOn) ? 1 : 0;
}

/** A finding may hide others that share its cause, and fixes that touch the same lines wait for each other: this often at most. */
const MOST_PASSES = 10;

/** Applies fixes until none is left, so that a second run has nothing to do; answers what is found then. */
async function mended(projects: readonly Project[], first: readonly Analysis[], { analyst, all, err }: { readonly analyst: Analyst; readonly all: boolean; err(text: string): void }): Promise<readonly Analysis[]> {
  let analyses = first;
  let findings = 0;
  const files = new Set<string>();
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    // What is not shown is not mended either.
    const fixed = await applyFixes(analyses.flatMap((analysis) => analysis.findings.filter((finding) => all || finding.quiet !== true)));
    if (fixed.findings === 0) break;
    findings += fixed.findings;
    for (const file of fixed.files) files.add(file);
    for (const project of projects) for (const file of fixed.files) project.files.changed(file);
    analyses = await analyzeAll(projects, analyst);
  }
  if (findings > 0) err(`mended ${findings} ${findings === 1 ? 'finding' : 'findings'} in ${files.size} ${files.size === 1 ? 'file' : 'files'}\n`);
  return analyses;
}

/** The report as it would have been at an earlier commit; paths that did not exist then are left out. The core knows nothing of how it is now. */
async function reportAt(ref: string, paths: readonly string[], { cwd, core }: { readonly cwd: string; readonly core: Core }): Promise<Report> {
  const baseline = await openBaseline(ref, cwd);
  try {
    const there = (paths.length === 0 ? ['.'] : paths).map((path) => resolve(baseline.cwd, relative(cwd, resolve(cwd, path)))).filter((path) => existsSync(path));
    const projects = there.length === 0 ? [] : await openProjects({ cwd: baseline.cwd, paths: there, flags: {} });
    return describe({ analyses: await analyzeAll(projects, { core: () => Promise.resolve(core), cache: null }), cwd: baseline.cwd, files: 0 });
  } finally {
    await baseline.close();
  }
}

interface Analyst {
  core(): Promise<Core>;
  readonly cache: AnalysisCache | null;
}

async function analyzeAll(projects: readonly Project[], { core, cache }: Analyst): Promise<readonly Analysis[]> {
  const now = Date.now();
  const analyses: Analysis[] = [];
  for (const project of projects) {
    const { files, only, config } = project;
    const analyze = async (): Promise<Analysis> => (await core()).analyze({ files, trusted: true }, { config, evidence: new Map(), now, includeQuiet: true });
    analyses.push(partOf(await (cache === null ? analyze() : cache.answer(project, now, analyze)), only));
  }
  return analyses;
}

/** What an analysis says of some of its files: the calls there, and findings about those calls or with their cause there. */
function partOf({ calls, findings, templates, skipped }: Analysis, files: ReadonlySet<string>): Analysis {
  const own = calls.filter(({ site }) => files.has(site.location.file));
  const ids = new Set(own.map(({ site }) => site.id));
  return {
    calls: own, findings: findings.filter(({ call, location }) => ids.has(call) || files.has(location.file)),
    templates: templates.filter(({ template }) => files.has(template.file)), skipped: skipped.filter(({ file }) => files.has(file)),
  };
}

const RANK: Readonly<Record<FailOn, number>> = { hint: 0, information: 1, warning: 2, never: 3 };

const fails = (report: Report, failOn: FailOn): boolean =>
  report.findings.some((finding) => !finding.quiet && RANK[finding.level] >= RANK[failOn]);

interface Written {
  readonly format: Format;
  readonly file: string;
}

function writtenTo(value: string, before: readonly Written[]): readonly Written[] {
  const [name = '', ...file] = value.split('=');
  if (file.join('=') === '') throw new InvalidArgumentError('Say the format and the file, e.g. sarif=costline.sarif.');
  return [...before, { format: formatOf(name), file: file.join('=') }];
}

function formatOf(name: string): Format {
  if (!isFormat(name)) throw new InvalidArgumentError(`Use one of ${Object.keys(FORMATS).join(', ')}.`);
  return name;
}
