/** From pieces of a prompt to edits of the files it is written in: the hole goes behind the static part of its block. */
import type { CallSite } from '../call-site.ts';
import type { FileEdits, FileId, LineIndex, SourceFile, TextEdit } from '../document.ts';
import { changes, growsAtItsEnd } from '../caching/prefix.ts';
import type { Piece } from '../caching/prefix.ts';
import { moveBehind } from './move.ts';
import type { OffsetEdit } from './move.ts';
import { runAround } from './run.ts';
import type { Run, Unit } from './run.ts';

export interface MoveRequest {
  readonly site: CallSite;
  readonly pieces: readonly Piece[];
  /** Index of the piece to move; others like it in its text go along. */
  readonly at: number;
  readonly isVolatile: (piece: Piece) => boolean;
  source(file: FileId): SourceFile | undefined;
  lines(file: FileId): LineIndex;
}

export interface MovedHole {
  /** The prompt as it reads afterwards, to see whether the finding is gone. */
  readonly order: readonly Piece[];
  readonly edits: readonly FileEdits[];
}

export function moveWithinBlock(request: MoveRequest): MovedHole | null {
  const found = runOf(request);
  if (found === null) return null;
  const { run, own } = found;
  const moving = new Set(own.filter(request.isVolatile).map((piece) => piece.segment));
  const changing = new Set(own.filter((piece) => !request.isVolatile(piece) && (changes(piece, 'request') || growsAtItsEnd(piece.value))).map((piece) => piece.segment));
  const move = moveBehind(run, moving, changing);
  if (move === null) return null;
  return { order: reordered(request.pieces, own, run, move.order), edits: [{ file: run.file, edits: toTextEdits(move.edits, request.lines(run.file)) }] };
}

/** The run a piece is written in, and the pieces of its block. */
export function runOf(request: MoveRequest): { readonly run: Run; readonly own: readonly Piece[] } | null {
  const piece = request.pieces[request.at];
  const block = piece === undefined ? undefined : request.site.blocks[piece.block];
  const file = piece?.value.location.file;
  const source = file === undefined ? undefined : request.source(file);
  if (piece === undefined || block === undefined || file === undefined || source === undefined) return null;
  const run = runAround(block, piece.segment, source, request.lines(file));
  return run === null ? null : { run, own: request.pieces.filter((each) => each.block === piece.block) };
}

/** Pieces of one block in the order of `units`; a static piece that was split shares its tokens by length. */
export function reordered(pieces: readonly Piece[], own: readonly Piece[], run: Run, units: readonly Unit[]): readonly Piece[] {
  const inRun = new Set(run.units.flatMap((unit) => unit.segments));
  const sizes = new Map<number, number>();
  for (const unit of run.units) for (const segment of unit.segments) sizes.set(segment, (sizes.get(segment) ?? 0) + 1);
  const moved = regrouped(units).flatMap(({ segment, length }) => {
    const piece = own.find((each) => each.segment === segment);
    return piece === undefined ? [] : [{ ...piece, tokens: (piece.tokens * length) / (sizes.get(segment) ?? 1) }];
  });
  const first = pieces.findIndex((piece) => own.includes(piece) && inRun.has(piece.segment));
  const rest = pieces.filter((piece) => !(own.includes(piece) && inRun.has(piece.segment)));
  return [...rest.slice(0, first), ...moved, ...rest.slice(first)];
}

/** Consecutive units of one segment as one; an embedded expression as all the segments it stands for. */
function regrouped(units: readonly Unit[]): { segment: number; length: number }[] {
  const groups: { segment: number; length: number }[] = [];
  for (const segment of units.flatMap((unit) => unit.segments)) {
    const last = groups.at(-1);
    if (last !== undefined && last.segment === segment) last.length += 1;
    else groups.push({ segment, length: 1 });
  }
  return groups;
}

export const toTextEdits = (edits: readonly OffsetEdit[], lines: LineIndex): readonly TextEdit[] =>
  edits.map((edit) => ({ range: lines.rangeOf(edit), newText: edit.newText }));
