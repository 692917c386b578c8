/**
 * Cuts a conversation by steps instead of by one message a turn: its front then moves once in `n` turns.
 * Between `n` and two times `n` messages are sent where `n` were.
 *
 *     history[-20:]          history[max(0, (len(history) - 20) // 20 * 20):]
 *     history.slice(-20)     history.slice(Math.max(0, Math.floor((history.length - 20) / 20) * 20))
 */
import type { FileEdits, LineIndex, Location, SourceFile } from '../document.ts';

const PYTHON = /((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)\[\s*-\s*(\d+|[A-Z_][A-Z0-9_]*)\s*:\s*\]/;
const ECMASCRIPT = /((?:[A-Za-z_$][\w$]*\.)*[A-Za-z_$][\w$]*)\.slice\(\s*-\s*(\d+|[A-Z_][A-Z0-9_]*)\s*\)/;

export function stepCut(at: Location, source: (file: string) => SourceFile | undefined, lines: (file: string) => LineIndex): readonly FileEdits[] | null {
  const found = source(at.file);
  if (found === undefined) return null;
  const index = lines(at.file);
  const [start, end] = [index.offsetAt(at.range.start), index.offsetAt(at.range.end)];
  const isPython = found.language === 'python';
  const match = (isPython ? PYTHON : ECMASCRIPT).exec(found.text.slice(start, end));
  const [whole, name, count] = match ?? [];
  if (match === null || whole === undefined || name === undefined || count === undefined) return null;
  const newText = isPython
    ? `${name}[max(0, (len(${name}) - ${count}) // ${count} * ${count}):]`
    : `${name}.slice(Math.max(0, Math.floor((${name}.length - ${count}) / ${count}) * ${count}))`;
  const from = start + match.index;
  return [{ file: at.file, edits: [{ range: index.rangeOf({ start: from, end: from + whole.length }), newText }] }];
}
