/** `costline count --requests FILE`: the tokens of recorded or hand-written request bodies. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { countRequest } from '../../core/tokens/count-request.ts';
import type { RequestCount, RequestLine } from '../../core/tokens/count-request.ts';
import { createTokenizers } from '../../core/tokens/tokenizers.ts';
import type { Tokenizers } from '../../core/tokens/tokenizers.ts';
import { createVocabularies } from '../../node/vocabularies.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

export function register(program: Command, deps: Pick<CommandDeps, 'out'>): void {
  program.command('count')
    .description('count the tokens of request bodies')
    .requiredOption('--requests <file>', 'JSON lines of {"provider","api","model","request"}; - reads standard input')
    .action(async ({ requests }: { readonly requests: string }) => {
      if (requests !== '-' && !existsSync(requests)) throw new UsageError(`there is no file ${requests}`);
      for await (const answer of countCommand(requests)) deps.out(`${JSON.stringify(answer)}\n`);
    });
}

/** One answer per line, in the order of the lines; a line that cannot be read is answered with what is wrong with it. */
export async function* countCommand(file: string): AsyncGenerator<RequestCount | UnreadLine> {
  const tokenizers = createTokenizers(createVocabularies());
  const lines = createInterface({ input: file === '-' ? process.stdin : createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) if (line.trim() !== '') yield await countLine(line, tokenizers);
}

/** Nothing is counted: null, never 0. */
interface UnreadLine {
  readonly tokens: null;
  readonly problems: readonly string[];
}

async function countLine(line: string, tokenizers: Tokenizers): Promise<RequestCount | UnreadLine> {
  try {
    const parsed = JSON.parse(line) as Partial<RequestLine>;
    return await countRequest({ provider: parsed.provider ?? null, api: parsed.api ?? null, model: parsed.model ?? null, request: parsed.request }, tokenizers);
  } catch (error) {
    return { tokens: null, problems: [`not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
