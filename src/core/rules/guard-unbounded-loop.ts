/** `guard/unbounded-loop`: a model that decides itself when to stop, and nothing else that stops it. */
import { growsAtItsEnd } from '../caching/prefix.ts';
import type { Rule } from './rule.ts';

export const guardUnboundedLoop: Rule = {
  meta: {
    id: 'guard/unbounded-loop', level: 'hint', fixable: false, options: {},
    title: 'A loop around a model call has no limit of steps or spend',
  },
  check({ site, source, lines }) {
    if (site.multiple === null || site.multiple.max !== null) return [];
    if (!runsOn(source(site.location.file)?.text ?? '', lines(site.location.file).offsetAt(site.location.range.start))) return [];
    // A loop over a list of items ends with the list; one that calls tools and feeds their answers back ends when the model says so.
    const segments = site.blocks.flatMap((block) => block.segments);
    const hasTools = site.tools.length > 0 || site.blocks.some((block) => block.role === 'tools');
    if (!hasTools || !segments.some((segment) => growsAtItsEnd(segment))) return [];
    return [{
      location: site.nameLocation, related: [], fixes: [], data: { multiple: site.multiple },
      message: 'Nothing but the model ends this loop. Limit its steps, or a stuck run spends until somebody notices.',
    }];
  },
};

/** The innermost loop around is one without an end of its own: `while`, `for (;;)`, `do`. One over items ends with them. */
function runsOn(text: string, offset: number): boolean {
  const lines = text.slice(0, offset).split(/\r?\n/);
  let depth = indentOf(lines.at(-1) ?? '');
  for (const line of lines.slice(0, -1).reverse()) {
    if (line.trim() === '' || indentOf(line) >= depth) continue;
    depth = indentOf(line);
    const head = /^\s*(?:async\s+)?(for|while|do)\b\s*(?:await\s*)?(\(\s*;\s*;)?/.exec(line);
    if (head !== null) return head[1] !== 'for' || head[2] !== undefined;
  }
  return false;
}

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;
