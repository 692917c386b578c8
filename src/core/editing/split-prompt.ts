/**
 * Cuts a system prompt in two where it starts to change, so that what stays the same can be marked:
 *
 *     anthropic   system=f"{RULES}\nIt is {now}."       [{… "text": f"{RULES}\n", "cache_control": …}, {… "text": f"It is {now}."}]
 *     Converse    system=[{"text": f"…\nIt is {now}."}]  [{"text": f"…\n"}, {"cachePoint": …}, {"text": f"It is {now}."}]
 *     LiteLLM, LangChain                                 the content of the system message, as for anthropic
 */
import type { CallSite } from '../call-site.ts';
import { changes } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { rangeContains } from '../document.ts';
import type { FileEdits, Span } from '../document.ts';
import type { SourceAccess } from './add-argument.ts';
import { linesOf, withItsFrame } from './lines.ts';
import { runAround } from './run.ts';
import type { Run } from './run.ts';

export interface SplitPrompt {
  readonly edits: readonly FileEdits[];
  /** Static tokens in front of the cut. */
  readonly tokens: number;
}

/** Null unless the whole prompt is one text written in the call, and a whole line of it can be cut off. */
export function splitPrompt(site: CallSite, pieces: readonly Piece[], { source, lines }: SourceAccess): SplitPrompt | null {
  const at = pieces.find((piece) => piece.role === 'system' && changes(piece, 'request'));
  const block = at === undefined ? undefined : site.blocks[at.block];
  const found = at === undefined ? undefined : source(at.value.location.file);
  if (at === undefined || block === undefined || found === undefined || site.blocks.filter(({ role }) => role === 'system').length !== 1) return null;
  const index = lines(found.file);
  if (found.file !== site.location.file || !rangeContains(site.location.range, at.value.location.range.start)) return null;
  const run = runAround(block, at.segment, found, index);
  const cut = run === null || new Set(run.units.flatMap((unit) => unit.segments)).size !== block.segments.length ? 0 : cutIn(run, at.segment);
  const halves = run === null || cut === 0 ? null : halvesOf(run, cut, found.text);
  const written = halves === null ? null : marked(site, halves, { text: found.text, isPython: found.language === 'python' });
  if (run === null || halves === null || written === null) return null;
  return { edits: [{ file: found.file, edits: [{ range: index.rangeOf(halves.whole), newText: written }] }], tokens: tokensBefore(run, cut, pieces.filter((piece) => piece.block === at.block)) };
}

/** Index of the first unit of the line that changes, with the heading it stands under; 0 where nothing stands in front of it. */
function cutIn(run: Run, segment: number): number {
  const all = linesOf(run.units);
  const line = all.findIndex(({ from, to }) => run.units.slice(from, to).some((unit) => unit.segments.includes(segment)));
  return line < 0 ? 0 : all[withItsFrame(run, all, line).first]?.from ?? 0;
}

interface Halves {
  readonly whole: Span;
  readonly first: string;
  readonly second: string;
}

function halvesOf(run: Run, cut: number, text: string): Halves | null {
  const [before, behind] = [run.units[cut - 1], run.units[cut]];
  const [start, end] = [run.operands[0]?.start, run.operands.at(-1)?.end];
  if (before === undefined || behind === undefined || start === undefined || end === undefined) return null;
  const whole = { start, end };
  if (before.operand === behind.operand) {
    const { open, close } = run.quotes(before.operand);
    return { whole, first: text.slice(start, before.end) + close, second: open + text.slice(behind.start, end) };
  }
  const [left, right] = [run.operands[before.operand], run.operands[behind.operand]];
  if (left === undefined || right === undefined || !/^\s*\+?\s*$/.test(text.slice(left.end, right.start))) return null;
  return { whole, first: text.slice(start, left.end), second: text.slice(right.start, end) };
}

const SYSTEM_MESSAGE = /["']?role["']?\s*:\s*["']system["']\s*,\s*["']?content["']?\s*:\s*$|\bSystemMessage\(\s*(?:content\s*=\s*)?$/;

function marked({ sdk, provider }: CallSite, { whole, first, second }: Halves, { text, isPython }: { readonly text: string; readonly isPython: boolean }): string | null {
  const lead = text.slice(Math.max(0, whole.start - 80), whole.start);
  const rest = text.slice(whole.end);
  const isWholeValue = /^\s*[,)}\]]/.test(rest);
  if (sdk === 'bedrock.converse') {
    if (!/\{\s*["']?text["']?\s*:\s*$/.test(lead) || !/^\s*\}/.test(rest)) return null;
    return isPython ? `${first}}, {"cachePoint": {"type": "default"}}, {"text": ${second}` : `${first} }, { cachePoint: { type: 'default' } }, { text: ${second}`;
  }
  const takesBlocks = sdk.startsWith('anthropic.') ? /\bsystem\s*[=:]\s*$/.test(lead)
    : (sdk === 'litellm' || (sdk === 'langchain' && provider === 'anthropic')) && SYSTEM_MESSAGE.test(lead);
  if (!takesBlocks || !isWholeValue) return null;
  return isPython
    ? `[{"type": "text", "text": ${first}, "cache_control": {"type": "ephemeral"}}, {"type": "text", "text": ${second}}]`
    : `[{ type: 'text', text: ${first}, cache_control: { type: 'ephemeral' } }, { type: 'text', text: ${second} }]`;
}

/** A static piece that is cut shares its tokens by length. */
const tokensBefore = (run: Run, cut: number, own: readonly Piece[]): number =>
  own.reduce((sum, piece) => {
    const size = (units: Run['units']): number => units.filter((unit) => unit.segments.includes(piece.segment)).length;
    return sum + (piece.tokens * size(run.units.slice(0, cut))) / Math.max(1, size(run.units));
  }, 0);
