/** The loop a place of source stands in, told by indentation in Python and by braces elsewhere. */
import type { Span } from '../document.ts';
import { closingBracket } from './brackets.ts';

export interface Loop extends Span {
  /** `for q in questions:`, `for (const q of questions)`. */
  readonly header: string;
  readonly indent: string;
  /** Where the body starts. */
  readonly body: number;
}

/** Null where there is none, where several are nested, and where the source does not show it plainly. */
export function loopAround(text: string, at: number, isPython: boolean): Loop | null {
  const loops = isPython ? loopsByIndent(text, at) : loopsByBraces(text, at);
  const [loop] = loops;
  return loop !== undefined && loops.length === 1 && at < loop.end ? loop : null;
}

const lineStart = (text: string, at: number): number => (at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1);

export const lineAt = (text: string, at: number): string => /^[^\r\n]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';

export const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';

/** True for a statement of the loop's body itself, not of a branch in it. */
export function isInBody(text: string, at: number, loop: Loop, isPython: boolean): boolean {
  if (at < loop.body || at >= loop.end) return false;
  return isPython ? indentOf(lineAt(text, at)) === indentOf(firstLine(text.slice(loop.body))) : openingBraceBefore(text, at) === loop.body - 1;
}

/** True for a statement in front of the loop, in the same block. */
export function isInFront(text: string, at: number, loop: Loop, isPython: boolean): boolean {
  if (at >= loop.start) return false;
  if (!isPython) return openingBraceBefore(text, at) === openingBraceBefore(text, loop.start);
  return text.slice(lineStart(text, at), loop.start).split(/\r?\n/).every((line) => line.trim() === '' || indentOf(line).length >= loop.indent.length)
    && indentOf(lineAt(text, at)) === loop.indent;
}

const firstLine = (text: string): string => text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';

function loopsByIndent(text: string, at: number): Loop[] {
  const loops: Loop[] = [];
  let depth = indentOf(lineAt(text, at)).length;
  for (let start = lineStart(text, at); start > 0 && depth > 0;) {
    start = lineStart(text, start - 1);
    const line = lineAt(text, start);
    const indent = indentOf(line);
    if (/^\s*(?:#|$)/.test(line) || indent.length >= depth) continue;
    depth = indent.length;
    const header = /^(?:(?:async\s+)?for|while)\b.*:\s*(?:#.*)?$/.exec(line.trim())?.[0];
    if (/^(?:async\s+)?(?:def|class)\b/.test(line.trim())) break;
    if (header !== undefined) loops.push({ start, header, indent, body: start + line.length + 1, end: blockEnd(text, start + line.length + 1, depth) });
  }
  return loops;
}

function blockEnd(text: string, from: number, depth: number): number {
  let at = from;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (line.trim() !== '' && indentOf(line).length <= depth) return at;
    const next = text.indexOf('\n', at);
    at = next < 0 ? text.length : next + 1;
  }
  return text.length;
}

/** Blocks looked at outwards before giving up. */
const MAX_BLOCKS = 60;

function openingBraceBefore(text: string, at: number): number {
  // A search from before the start would find what stands there again, and again.
  for (let open = at, tries = 0; open > 0 && tries < MAX_BLOCKS; tries += 1) {
    open = text.lastIndexOf('{', open - 1);
    const close = open < 0 ? null : closingBracket(text, open, false);
    if (close !== null && close >= at) return open;
  }
  return -1;
}

function loopsByBraces(text: string, at: number): Loop[] {
  const loops: Loop[] = [];
  for (let open = openingBraceBefore(text, at); open >= 0; open = openingBraceBefore(text, open)) {
    const before = text.slice(lineStart(text, open), open).trim();
    if (/=>$|\bfunction\b/.test(before)) break;
    const header = /^(?:(?:for(?:\s+await)?|while)\s*\(.*\)|do)$/.exec(before)?.[0];
    // A body behind brackets that is no branch is a function's.
    if (header === undefined && before.endsWith(')') && !/^(?:\}\s*)?(?:else\s+)?(?:if|switch|catch|with)\b/.test(before)) break;
    if (header === undefined) continue;
    const line = lineAt(text, open);
    loops.push({ start: lineStart(text, open), header, indent: indentOf(line), body: open + 1, end: closingBracket(text, open, false) ?? open });
  }
  return loops;
}
