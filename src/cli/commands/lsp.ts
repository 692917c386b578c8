/** `costline lsp`: the language server for any editor that speaks LSP. */
import type { Command } from 'commander';

export function register(program: Command): void {
  program.command('lsp')
    .summary('Run the language server for an editor')
    .description('Speaks the Language Server Protocol over standard input and output until the client says exit.')
    .option('--stdio', 'the only way there is; accepted because editors pass it')
    .action(async () => {
      // Importing it starts it: it is a process of its own everywhere else.
      await import('../../server/main.ts');
    });
}
