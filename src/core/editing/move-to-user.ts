/**
 * Moves a changing line out of the system prompt and in front of the last user message.
 *
 * Safe only where both are written as text in the same call expression: then the names in the hole mean the same in both
 * places and are evaluated at the same moment, and the user message is text that more text can stand in.
 */
import { rangeContains } from '../document.ts';
import { holds, isBlank, linesOf, withItsFrame } from './lines.ts';
import { runOf, toTextEdits } from './move-hole.ts';
import type { MoveRequest, MovedHole } from './move-hole.ts';
import { runAround } from './run.ts';
import type { Run, Unit } from './run.ts';

export function moveToUserMessage(request: MoveRequest): MovedHole | null {
  const { site, pieces } = request;
  const found = runOf(request);
  const from = pieces[request.at];
  const to = site.blocks.findLastIndex((block) => block.role === 'user');
  const user = site.blocks[to];
  if (found === null || from === undefined || user === undefined || from.role !== 'system' || to !== site.blocks.length - 1) return null;
  const { run, own } = found;
  const source = request.source(run.file);
  const anchor = user.segments[0];
  if (source === undefined || anchor === undefined || anchor.location.file !== run.file) return null;
  const target = runAround(user, 0, source, request.lines(run.file));
  const inCall = (range: typeof anchor.location.range): boolean => rangeContains(site.location.range, range.start) && rangeContains(site.location.range, range.end);
  if (target === null || target.file !== site.location.file || !inCall(anchor.location.range) || !inCall(from.value.location.range)) return null;
  const moved = movedLines(run, new Set(own.filter(request.isVolatile).map((piece) => piece.segment)));
  const first = target.units[0];
  if (moved === null || first === undefined || !takesSameNotation(run, target)) return null;
  const edits = [
    { start: moved[0]?.start ?? 0, end: moved.at(-1)?.end ?? 0, newText: '' },
    { start: first.start, end: first.start, newText: moved.map((unit) => unit.raw).join('') },
  ];
  const gone = new Set(moved.filter((unit) => unit.kind === 'hole').flatMap((unit) => unit.segments));
  const taken = pieces.filter((piece) => piece.block === from.block && gone.has(piece.segment));
  const rest = pieces.filter((piece) => !taken.includes(piece));
  const at = rest.findIndex((piece) => piece.block === to);
  return { order: [...rest.slice(0, at), ...taken, ...rest.slice(at)], edits: [{ file: run.file, edits: toTextEdits(edits, request.lines(run.file)) }] };
}

/** One group of whole lines in one literal, ending in a newline, with something left behind it. */
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
  return units.at(-1)?.kind === 'newline' && new Set(units.map((unit) => unit.operand)).size === 1 ? units : null;
}

/** The text can be read as it stands in the other literal: same quotes and prefix, both holding expressions. */
function takesSameNotation(run: Run, target: Run): boolean {
  const from = run.quotes(run.units[0]?.operand ?? 0);
  const to = target.quotes(0);
  return target.operands[0]?.literal === true && from.open === to.open && from.close === to.close;
}
