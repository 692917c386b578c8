/** Which commands there are. Each loads its own module, so that `check` never loads SQLite. */
import { Command, CommanderError } from 'commander';
import type { CommandDeps } from './deps.ts';
import { explain } from './output/failure.ts';

interface CommandModule {
  register(program: Command, deps: CommandDeps): void;
}

interface Entry {
  readonly summary: string;
  load(): Promise<CommandModule>;
}

const COMMANDS: Readonly<Record<string, Entry>> = {
  check: { summary: 'Find prompts, what they cost, and what breaks their caches', load: () => import('./commands/check.ts') },
  rules: { summary: 'List the rules, or explain one', load: () => import('./commands/rules.ts') },
  route: { summary: 'Suggest a tier for each prompt of a file', load: () => import('./commands/route.ts') },
  count: { summary: 'Count the input tokens of recorded requests', load: () => import('./commands/count.ts') },
  prices: { summary: 'Show what a model costs, and as of when', load: () => import('./commands/prices.ts') },
  vocabularies: { summary: 'List and install vocabularies of models beside OpenAI’s', load: () => import('./commands/vocabularies.ts') },
  collect: { summary: 'Receive telemetry, here or around a command', load: () => import('./commands/collect.ts') },
  spend: { summary: 'Show what calls really cost', load: () => import('./commands/spend.ts') },
  lsp: { summary: 'Run the language server for an editor', load: () => import('./commands/lsp.ts') },
};

/** The exit status, unless a command sets the process's own. */
export async function runProgram(args: readonly string[], deps: CommandDeps): Promise<number> {
  let status = 0;
  const program = new Command('costline')
    .description('Shows what every prompt in your code costs, before you run it and while it runs.')
    .version(deps.version, '-V, --version', 'print the version')
    .showHelpAfterError('(costline --help lists commands and options)')
    .enablePositionalOptions()
    .configureOutput({ writeOut: deps.out, writeErr: deps.err })
    .exitOverride();
  const wanted = args.find((arg) => !arg.startsWith('-') && arg !== 'help');
  try {
    for (const [name, entry] of Object.entries(COMMANDS)) {
      if (name === wanted) (await entry.load()).register(program, { ...deps, end: (code) => void (status = code) });
      else program.command(name).summary(entry.summary).description(entry.summary);
    }
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    deps.err(`${explain(error)}\n`);
    return 2;
  }
}
