#!/usr/bin/env node
/** The command line: which commands there are. Each loads its own module, so that `check` never loads SQLite. */
import { Command, CommanderError } from 'commander';
import { readVersion } from '../node/version.ts';
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
  collect: { summary: 'Receive telemetry, here or around a command', load: () => import('./commands/collect.ts') },
  spend: { summary: 'Show what calls really cost', load: () => import('./commands/spend.ts') },
  lsp: { summary: 'Run the language server for an editor', load: () => import('./commands/lsp.ts') },
};

const deps: CommandDeps = {
  async createCore() {
    const [{ createCore }, { createWorld }] = await Promise.all([import('../core/index.ts'), import('../node/world.ts')]);
    return createCore(createWorld());
  },
};

const program = new Command('costline')
  .description('Shows what every prompt in your code costs, before you run it and while it runs.')
  .version(readVersion(), '-V, --version', 'print the version')
  .showHelpAfterError('(costline --help lists commands and options)')
  .enablePositionalOptions()
  .exitOverride();

const args = process.argv.slice(2);
const wanted = args.find((arg) => !arg.startsWith('-') && arg !== 'help');
for (const [name, entry] of Object.entries(COMMANDS)) {
  if (name === wanted) (await entry.load()).register(program, deps);
  else program.command(name).summary(entry.summary).description(entry.summary);
}

try {
  await program.parseAsync(args, { from: 'user' });
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  }
}
