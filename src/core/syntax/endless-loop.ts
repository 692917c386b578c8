/** Loops as they are written around a call. */
import type { SourceFile } from '../document.ts';

/** Whether the innermost loop around a place has no end of its own: `while`, `for (;;)`, `do`. One over items, or over a number of turns, ends with them. */
export function runsOn({ text, language }: Pick<SourceFile, 'text' | 'language'>, offset: number): boolean {
  const written = text.slice(0, offset).split(/\r?\n/);
  const lines = language === 'jupyter' ? written.map(codeOf) : written;
  let depth = indentOf(lines.at(-1) ?? '');
  for (const line of lines.slice(0, -1).reverse()) {
    if (line.trim() === '' || indentOf(line) >= depth) continue;
    depth = indentOf(line);
    const head = /^\s*(?:async\s+)?(for|while|do)\b\s*(?:await\s*)?(\(\s*;\s*;)?/.exec(line);
    if (head !== null) return head[1] !== 'for' || head[2] !== undefined;
  }
  return false;
}

/** A line of a notebook is a text of its JSON. */
const codeOf = (line: string): string => /^\s*"(.*?)(?:\\n)?(?:",?)?$/.exec(line)?.[1] ?? line;

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;
