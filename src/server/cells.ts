/** A notebook's cells: documents of their own to the client, one text to the core. Places are carried from one to the other here. */
import { comparePositions } from '../core/document.ts';
import type { Position, Range } from '../core/document.ts';

/** A code cell within its notebook's text. */
export interface Cell {
  readonly uri: string;
  readonly version: number;
  /** The line of the notebook's text that the cell begins at. */
  readonly line: number;
  /** Behind its last character, in the notebook's text. */
  readonly end: Position;
}

export const inText = ({ line }: Cell, { line: inCell, character }: Position): Position => ({ line: line + inCell, character });

/** Null between cells, where nobody can point. What reaches into the line behind a cell ends with the cell. */
export function inCell(cells: readonly Cell[], { start, end }: Range): { readonly cell: Cell; readonly range: Range } | null {
  const cell = cells.find((each) => each.line <= start.line && comparePositions(start, each.end) <= 0);
  if (cell === undefined) return null;
  const last = comparePositions(end, cell.end) <= 0 ? end : cell.end;
  const up = ({ line, character }: Position): Position => ({ line: line - cell.line, character });
  return { cell, range: { start: up(start), end: up(last) } };
}
