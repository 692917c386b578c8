/** Tokens of a call site: of each segment, of its tools, and of what the provider adds around them. */
import type { TokenReport } from '../analysis.ts';
import type { Block, BlockRole, CallSite, Segment, TemplateFile } from '../call-site.ts';
import { countOutline } from './request/count-outline.ts';
import type { OutlineMessage, RequestOutline } from './request/outline.ts';
import type { Tokenizer, Tokenizers } from './tokenizers.ts';

/** What a site and a prompt file have in common. */
interface Prompt {
  readonly blocks: readonly Block[];
  readonly outline: RequestOutline;
  readonly provider: string | null;
  readonly api: string | null;
  readonly model: string | null;
}

/** Counted for the model in use; where it is one of several, for the first of them. */
export async function countCall(site: CallSite, tokenizers: Tokenizers): Promise<TokenReport> {
  const model = site.model.id ?? site.model.candidates[0]?.id ?? null;
  const tokenizer = await tokenizers.of(model, site.provider);
  const outline: RequestOutline = {
    messages: messagesOf(site.blocks), tools: site.tools.map(({ location: _, ...tool }) => tool), toolChoice: site.toolChoice, schema: site.outputSchema?.schema ?? null,
    thinking: site.provider === 'anthropic' && site.reasoning !== null && !/disabled|none/.test(site.reasoning), uncounted: [],
  };
  const api = /responses/.test(site.sdk) ? 'responses' : 'chat';
  const counted = report({ blocks: site.blocks, outline, provider: site.provider, api, model }, tokenizer);
  const branches = branchTokens(site, counted);
  return branches === null ? counted : { ...counted, branches };
}

/** Text of other branches is taken to be as dense as what is shown. */
function branchTokens({ blocks, branches }: CallSite, counted: TokenReport): { readonly low: number; readonly high: number } | null {
  const shown = blocks.reduce((sum, block) => sum + block.segments.reduce((inner, segment) => inner + (segment.kind === 'static' ? segment.text.length : 0), 0), 0);
  if (!branches || shown === 0) return null;
  const tokens = counted.segments.flat().reduce((sum, count) => sum + count, 0);
  const known = counted.static + counted.overhead;
  const at = (characters: number): number => Math.max(0, Math.round(known + (characters - shown) * (tokens / shown)));
  const [low, high] = [at(branches.min), at(branches.max)];
  return high > low ? { low, high } : null;
}

/** A prompt file knows no model: counted as text, without framing, for the model given. */
export async function countTemplate(template: TemplateFile, tokenizers: Tokenizers, model: string | null = null): Promise<TokenReport> {
  const tokenizer = await tokenizers.of(model, null);
  const counted = countSegments(template.blocks, tokenizer);
  return assemble(template.blocks, counted, { schemas: 0, framing: 0, margin: 0 }, tokenizer);
}

/** The static text of each message; tools are counted from their schemas. */
const messagesOf = (blocks: readonly Block[]): OutlineMessage[] => blocks.flatMap((block) => (block.role === 'tools' ? [] : [{
  role: block.role, texts: [block.segments.map((segment) => (segment.kind === 'static' ? segment.text : '')).join('')], calls: [], results: [],
}]));

function report(prompt: Prompt, tokenizer: Tokenizer): TokenReport {
  const { text: _, ...around } = countOutline({ ...prompt.outline, messages: prompt.outline.messages.map((message) => ({ ...message, texts: [] })) }, tokenizer, prompt);
  return assemble(prompt.blocks, countSegments(prompt.blocks, tokenizer), around, tokenizer);
}

/** Parallel to the blocks; a hole is 0 and ends the text before it. */
function countSegments(blocks: readonly Block[], tokenizer: Tokenizer): number[][] {
  return blocks.map((block) => {
    const counts = block.segments.map(() => 0);
    for (let from = 0; from < block.segments.length; from += 1) {
      const run = staticRun(block.segments, from);
      tokenizer.countRun(run).forEach((tokens, i) => { counts[from + i] = tokens; });
      from += run.length;
    }
    return counts;
  });
}

function staticRun(segments: readonly Segment[], from: number): string[] {
  const run: string[] = [];
  for (let i = from; i < segments.length; i += 1) {
    const segment = segments[i];
    if (segment?.kind !== 'static') break;
    run.push(segment.text);
  }
  return run;
}

interface Around {
  readonly schemas: number;
  readonly framing: number;
  readonly margin: number;
}

function assemble(blocks: readonly Block[], counts: readonly (readonly number[])[], around: Around, tokenizer: Tokenizer): TokenReport {
  const byRole: Partial<Record<BlockRole, number>> = {};
  blocks.forEach((block, i) => {
    const tokens = (counts[i] ?? []).reduce((sum, count) => sum + count, 0);
    byRole[block.role] = (byRole[block.role] ?? 0) + tokens;
  });
  if (around.schemas > 0) byRole.tools = (byRole.tools ?? 0) + around.schemas;
  const roles = Object.entries(byRole).map(([role, tokens]) => [role, Math.round(tokens)] as const);
  const known = roles.reduce((sum, [, tokens]) => sum + tokens, 0);
  const overhead = Math.max(0, Math.round(around.framing));
  const spread = tokenizer.family.margin * known + around.margin;
  const holes = blocks.flatMap((block) => block.segments).filter((segment) => segment.kind === 'hole');
  return {
    static: known, overhead, byRole: Object.fromEntries(roles), segments: counts.map((row) => row.map(Math.round)),
    tokenizer: tokenizer.id, exact: tokenizer.exact && around.margin === 0,
    low: Math.max(0, Math.floor(known + overhead - spread)), high: Math.ceil(known + overhead + spread),
    floor: holes.some((hole) => hole.bounds?.max === undefined || hole.bounds.max === null),
    max: upperBound(holes, known + overhead + spread),
  };
}

/** A character is at most so many tokens on average, in text that people write. */
const TOKENS_PER_CHARACTER = 1;

function upperBound(holes: readonly Extract<Segment, { kind: 'hole' }>[], known: number): number | null {
  let characters = 0;
  for (const hole of holes) {
    if (hole.bounds?.max === undefined || hole.bounds.max === null) return null;
    characters += hole.bounds.max;
  }
  return Math.ceil(known + characters * TOKENS_PER_CHARACTER);
}
