/** Loops as they are written around a call. */
import type { SourceFile } from '../document.ts';

/** A branch compares something with a number of turns, or with what is left; `stop_reason == "end_turn"` does not. */
const LIMIT = /\bif\b(?:(?=.*[^=-][<>]=?)(?=.*(?:max|limit|budget|remaining|turn|round|step|iteration|attempt))|.*={2,3}.*max)/i;
const COMPARES = /\bwhile\b.*[^=-][<>]=?[^>]/;
/** A person is asked in each round, and ends it. */
const ASKS = /\binput\(|\breadline\b|\.question\(|\b(?:Prompt|prompt|console)\.(?:ask|input)\(/;

/** Whether the innermost loop around a place has no end of its own: `while`, `for (;;)`, `do`. One over items, or over a number of turns, ends with them. */
export function runsOn({ text, language }: Pick<SourceFile, 'text' | 'language'>, offset: number): boolean {
  const written = text.split(/\r?\n/);
  const lines = language === 'jupyter' ? written.map(codeOf) : written;
  const at = text.slice(0, offset).split('\n').length - 1;
  let depth = indentOf(lines[at] ?? '');
  for (let i = at - 1; i >= 0; i -= 1) {
    const line = lines[i] ?? '';
    if (line.trim() === '' || indentOf(line) >= depth) continue;
    depth = indentOf(line);
    const head = /^\s*(?:async\s+)?(for|while|do)\b\s*(?:await\s*)?(\(\s*;\s*;)?/.exec(line);
    if (head === null) continue;
    if (head[1] === 'for' && head[2] === undefined) return false;
    const body = bodyOf(lines, i, depth);
    return !COMPARES.test(line) && !body.some((each) => LIMIT.test(each)) && !body.some((each) => indentOf(each) > depth && ASKS.test(each));
  }
  return false;
}

/** The lines of a loop, up to the first that stands no deeper than its head. */
function bodyOf(lines: readonly string[], head: number, depth: number): readonly string[] {
  const end = lines.findIndex((line, i) => i > head && line.trim() !== '' && indentOf(line) <= depth);
  return lines.slice(head + 1, end < 0 ? undefined : end);
}

/** A line of a notebook is a text of its JSON. */
const codeOf = (line: string): string => /^\s*"(.*?)(?:\\n)?(?:",?)?$/.exec(line)?.[1] ?? line;

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;
