/** `costline check`: the core over files on disk, printed, and judged for CI. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Analysis } from '../../core/analysis.ts';
import type { Core } from '../../core/analyze.ts';
import type { CommandDeps } from '../deps.ts';
import { applyFixes } from '../fix.ts';
import { describe } from '../output/describe.ts';
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
  readonly all?: true;
}

export function register(program: Command, deps: CommandDeps): void {
  program.command('check')
    .summary('Find prompts, what they cost, and what breaks their caches')
    .description('Finds every call to a model below the paths (default: here), counts and prices its prompt, and reports what makes it dearer than it need be.\n'
      + 'Ends with 0 when clean, 1 with findings at or above --fail-on, 2 when it could not run as asked.')
    .argument('[paths...]', 'files and folders')
    .option('-f, --format <format>', `one of ${Object.keys(FORMATS).join(', ')}`, formatOf, 'text')
    .addOption(new Option('--fail-on <level>', 'the level from which the exit status is 1').choices(['warning', 'information', 'hint', 'never']).default('warning'))
    .option('--fix', 'apply the fixes a person would accept, then report what is left')
    .option('--all', 'show findings in tests, examples and other quiet places too')
    .action(async (paths: string[], options: CheckOptions) => {
      deps.end(await check(paths, options, deps));
    });
}

/** The exit status. */
async function check(paths: readonly string[], options: CheckOptions, deps: CommandDeps): Promise<number> {
  const { cwd } = deps;
  const projects = await openProjects({ cwd, paths, flags: {} });
  const core = await deps.createCore();
  let analyses = await analyzeAll(projects, core);
  if (options.fix === true) {
    const fixed = await applyFixes(analyses.flatMap((analysis) => analysis.findings));
    if (fixed.findings > 0) {
      deps.err(`mended ${fixed.findings} ${fixed.findings === 1 ? 'finding' : 'findings'} in ${fixed.files.length} ${fixed.files.length === 1 ? 'file' : 'files'}\n`);
      for (const project of projects) for (const file of fixed.files) project.files.changed(file);
      analyses = await analyzeAll(projects, core);
    }
  }
  const report = describe({ analyses, cwd, files: projects.reduce((sum, project) => sum + project.only.length, 0) });
  const text = FORMATS[options.format](report, { version: deps.version, all: options.all === true, colour: deps.colour });
  deps.out(text);
  return fails(report, options.failOn) ? 1 : 0;
}

async function analyzeAll(projects: readonly Project[], core: Core): Promise<readonly Analysis[]> {
  const analyses: Analysis[] = [];
  for (const { files, only, whole, config } of projects) {
    // Asked about all of a folder, the core looks only where a model may be called.
    const snapshot = whole ? { files, trusted: true } : { files, only, trusted: true };
    analyses.push(await core.analyze(snapshot, { config, evidence: new Map(), now: Date.now(), includeQuiet: true }));
  }
  return analyses;
}

const RANK: Readonly<Record<FailOn, number>> = { hint: 0, information: 1, warning: 2, never: 3 };

const fails = (report: Report, failOn: FailOn): boolean =>
  report.findings.some((finding) => !finding.quiet && RANK[finding.level] >= RANK[failOn]);

function formatOf(name: string): Format {
  if (!isFormat(name)) throw new InvalidArgumentError(`Use one of ${Object.keys(FORMATS).join(', ')}.`);
  return name;
}
