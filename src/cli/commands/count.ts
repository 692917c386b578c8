/** `costline count --requests FILE`: the tokens of recorded or hand-written request bodies. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Config } from '../../core/config/config.ts';
import { countRequest } from '../../core/tokens/count-request.ts';
import type { RequestCount, RequestLine } from '../../core/tokens/count-request.ts';
import { createTokenizers } from '../../core/tokens/tokenizers.ts';
import type { Tokenizers } from '../../core/tokens/tokenizers.ts';
import { createVocabularies } from '../../node/vocabularies.ts';
import { checkedConfig } from '../checked-config.ts';
import type { CommandDeps } from '../deps.ts';
import { UsageError } from '../output/failure.ts';

export function register(program: Command, deps: Pick<CommandDeps, 'out' | 'cwd'>): void {
  program.command('count')
    .description('count the tokens of request bodies')
    .requiredOption('--requests <file>', 'JSON lines of {"provider","api","model","request"}; - reads standard input')
    .action(async ({ requests }: { readonly requests: string }) => {
      if (requests !== '-' && !existsSync(requests)) throw new UsageError(`there is no file ${requests}`);
      const { vocabularies } = await checkedConfig(deps.cwd, deps.cwd);
      for await (const answer of countCommand(requests, vocabularies)) deps.out(`${JSON.stringify(answer)}\n`);
    });
}

/** One answer per line, in the order of the lines; a line that cannot be read is answered with what is wrong with it. */
async function* countCommand(file: string, vocabularies: Config['vocabularies']): AsyncGenerator<RequestCount | UnreadLine> {
  const tokenizers = createTokenizers(createVocabularies(), vocabularies);
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
    const read = requestLine(JSON.parse(line));
    return typeof read === 'string' ? unread(read) : await countRequest(read, tokenizers);
  } catch (error) {
    if (error instanceof RangeError) return unread('nested too deeply to be counted');
    return unread(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const unread = (problem: string): UnreadLine => ({ tokens: null, problems: [problem] });

/** What is wrong with the line, in words, where it is no request. The body may name the model by itself. */
function requestLine(parsed: unknown): RequestLine | string {
  const fields = fieldsOf(parsed);
  const body = fieldsOf(fields.request);
  if (Object.keys(body).length === 0) return 'no request: a line is {"provider","api","model","request"}, with the JSON body as the request';
  const named = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return { provider: named(fields.provider), api: named(fields.api), model: named(fields.model) ?? named(body.model) ?? named(body.modelId), request: body };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
