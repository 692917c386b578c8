/** `costline route`: a tier for each prompt of a file, one answer a line, in the same order. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { routeText } from '../../core/routing/route-text.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

type RouteInput = Parameters<typeof routeText>[0];

export function register(program: Command, { out }: CommandDeps): void {
  program.command('route')
    .summary('Suggest a tier for each prompt of a file')
    .description('Reads lines like {"prompt": "…", "system": "…"?, "tools": […]?, "schema": {…}?, "maxTokens": 100?} and answers each with its tier.')
    .requiredOption('--prompts <file>', 'JSON lines, "-" for standard input')
    .action(async ({ prompts }: { readonly prompts: string }) => {
      const input = prompts === '-' ? process.stdin : createReadStream(prompts);
      input.on('error', () => input.destroy());
      let number = 0;
      try {
        for await (const line of createInterface({ input, crlfDelay: Infinity })) {
          number += 1;
          if (line.trim() !== '') out(`${JSON.stringify(routeText(read(line, `${prompts}:${number}`)))}\n`);
        }
      } catch (error) {
        if (error instanceof UsageError) throw error;
        throw new UsageError(`cannot read "${prompts}". Give a file of JSON lines, or "-".`);
      }
    });
}

function read(line: string, where: string): RouteInput {
  try {
    const value: unknown = JSON.parse(line);
    if (hasPrompt(value)) return value;
  } catch {
    // Told below, with the same remedy.
  }
  throw new UsageError(`${where}: expected {"prompt": "…"} on a line of its own.`);
}

const hasPrompt = (value: unknown): value is RouteInput =>
  typeof value === 'object' && value !== null && 'prompt' in value && typeof value.prompt === 'string';
