/** Loops as they are written around a call. */

/** Whether the innermost loop around a place has no end of its own: `while`, `for (;;)`, `do`. One over items, or over a number of turns, ends with them. */
export function runsOn(text: string, offset: number): boolean {
  const lines = text.slice(0, offset).split(/\r?\n/).map(codeOf);
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
