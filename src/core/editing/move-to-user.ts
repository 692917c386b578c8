/**
 * Moves a changing line out of the system prompt and in front of the last user message.
 *
 * Safe only where the names in the hole mean the same in both places and are evaluated at the same moment: both stand in the
 * same call expression, or the system prompt is put together right in front of the call and for nothing else. The user
 * message is text that more text can stand in, or a variable that is declared to be one.
 */
import type { Block } from '../call-site.ts';
import type { Piece } from '../caching/prefix.ts';
import { rangeContains } from '../document.ts';
import type { LineIndex, Range, SourceFile, Span } from '../document.ts';
import { holds, isBlank, linesOf, withItsFrame } from './lines.ts';
import { runOf, toTextEdits } from './move-hole.ts';
import type { MoveRequest, MovedHole } from './move-hole.ts';
import type { OffsetEdit } from './move.ts';
import { runAround } from './run.ts';
import type { Run, Unit } from './run.ts';
import { isMadeForCall } from './same-moment.ts';

export function moveToUserMessage(request: MoveRequest): MovedHole | null {
  const { site, pieces } = request;
  const found = runOf(request);
  const from = pieces[request.at];
  const to = site.blocks.findLastIndex((block) => block.role === 'user');
  const user = site.blocks[to];
  if (found === null || from === undefined || user === undefined || from.role !== 'system' || to !== site.blocks.length - 1) return null;
  const { run, own } = found;
  const source = request.source(run.file);
  const lines = request.lines(run.file);
  const moved = movedLines(run, new Set(own.filter(request.isVolatile).map((piece) => piece.segment)));
  if (source === undefined || moved === null || site.location.file !== run.file || user.segments[0]?.location.file !== run.file) return null;
  const inCall = (range: Range): boolean => rangeContains(site.location.range, range.start) && rangeContains(site.location.range, range.end);
  const isTogether = inCall(user.segments[0].location.range) && inCall(from.value.location.range);
  if (!isTogether && !isMadeForCall({ site, text: source.text, lines, run }, moved)) return null;
  const target = intoText({ run, user, source, lines }, moved) ?? intoName({ run, user, source, lines }, moved);
  if (target === null) return null;
  const edits = [{ ...leftBehind(run, moved, source.text), newText: '' }, target];
  const gone = new Set(moved.filter((unit) => unit.kind === 'hole').flatMap((unit) => unit.segments));
  const taken = pieces.filter((piece) => piece.block === from.block && gone.has(piece.segment));
  const rest = pieces.filter((piece) => !taken.includes(piece));
  const at = rest.findIndex((piece) => piece.block === to);
  return { order: [...rest.slice(0, at), ...taken.map((piece): Piece => ({ ...piece, role: 'user' })), ...rest.slice(at)], edits: [{ file: run.file, edits: toTextEdits(edits, lines) }] };
}

/** What is taken out: the lines, or a whole literal with the `+` that joins it to the next when nothing else stands in it. */
function leftBehind(run: Run, moved: readonly Unit[], text: string): Span {
  const operand = moved[0]?.operand ?? -1;
  const own = run.operands[operand];
  const all = { start: Math.min(...moved.map(({ start }) => start)), end: Math.max(...moved.map(({ end }) => end)) };
  if (own === undefined || run.units.some((unit) => unit.operand === operand && !moved.includes(unit))) return all;
  const joint = /^\s*\+\s*/.exec(text.slice(own.end));
  return joint === null ? all : { start: own.start, end: own.end + joint[0].length };
}

interface UserMessage {
  /** The system prompt's. */
  readonly run: Run;
  readonly user: Block;
  readonly source: SourceFile;
  readonly lines: LineIndex;
}

/** In front of what a literal of the same notation says. */
function intoText({ run, user, source, lines }: UserMessage, moved: readonly Unit[]): OffsetEdit | null {
  const target = runAround(user, 0, source, lines);
  const first = target?.units[0];
  if (target === null || first === undefined || target.file !== run.file || !takesSameNotation(run, target)) return null;
  return { start: first.start, end: first.start, newText: moved.map((unit) => unit.raw).join('') };
}

/** `question`, declared as a text, becomes the text's literal with `question` in it. */
function intoName({ run, user, source: { text }, lines }: UserMessage, moved: readonly Unit[]): OffsetEdit | null {
  const [only, ...others] = user.segments;
  if (only === undefined || others.length > 0 || only.kind !== 'hole' || /^\s/.test(moved[0]?.raw ?? '')) return null;
  const [start, end] = [lines.offsetAt(only.location.range.start), lines.offsetAt(only.location.range.end)];
  const name = text.slice(start, end);
  const { open, close } = run.quotes(moved[0]?.operand ?? 0);
  const told = moved.map((unit) => (unit.kind === 'newline' ? '\\n' : unit.raw)).join('');
  // A few words need no literal of several lines.
  const quote = close.charAt(0);
  if (!/^[A-Za-z_]\w*$/.test(name) || !/^(?:f["']+|`)$/i.test(open) || (close.length > 1 && told.includes(quote)) || !isDeclaredText(name, text.slice(0, start))) return null;
  return { start, end, newText: `${open.replace(close, quote)}${told}${quote === '`' ? '$' : ''}{${name}}${quote}` };
}

/** By the parameter nearest in front, and by nothing that was put there since. */
function isDeclaredText(name: string, before: string): boolean {
  const declared = [...before.matchAll(new RegExp(`[(,]\\s*${name}\\s*(?::([^,)=]*))?[,)=]`, 'g'))].at(-1);
  if (declared === undefined || !/^(?:str|string)$/.test(declared[1]?.trim() ?? '')) return false;
  return !new RegExp(`(?<![\\w.])${name}\\s*(?:[+|]|\\?\\?)?=(?!=)`).test(before.slice(declared.index + declared[0].length));
}

/** One group of whole lines in one literal, in the order they are told, ending in a newline. */
function movedLines(run: Run, moving: ReadonlySet<number>): readonly Unit[] | null {
  const lines = linesOf(run.units);
  const marked = lines.flatMap((line, index) => (holds(run, line, moving) ? [index] : []));
  const index = marked[0];
  if (index === undefined || marked.length !== 1) return null;
  const frame = withItsFrame(run, lines, index);
  const first = lines[frame.first];
  let last = lines[frame.last];
  const below = lines[frame.last + 1];
  if (frame.first === 0 && below !== undefined && frame.last + 1 < lines.length - 1 && isBlank(run, below)) last = below;
  if (first === undefined || last === undefined) return null;
  const units = run.units.slice(first.from, last.to);
  // The last line of all ends with the newline in front of it.
  const before = run.units[first.from - 1];
  const told = last.to === run.units.length && units.at(-1)?.kind !== 'newline' && before?.kind === 'newline' ? [...units, before] : units;
  return told.at(-1)?.kind === 'newline' && new Set(told.map((unit) => unit.operand)).size === 1 ? told : null;
}

/** The text can be read as it stands in the other literal: same quotes and prefix, both holding expressions. */
function takesSameNotation(run: Run, target: Run): boolean {
  const from = run.quotes(run.units[0]?.operand ?? 0);
  const to = target.quotes(0);
  return target.operands[0]?.literal === true && from.open === to.open && from.close === to.close;
}
