/** `cache/changing-tools`: two calls of one conversation, one with tools and one without, so neither reads what the other wrote. */
import type { CallSite } from '../call-site.ts';
import { growsAtItsEnd } from '../caching/prefix.ts';
import { comparePositions } from '../document.ts';
import type { LineIndex } from '../document.ts';
import type { Rule } from './rule.ts';

export const cacheChangingTools: Rule = {
  meta: {
    id: 'cache/changing-tools', level: 'hint', fixable: false, options: {},
    title: 'Tools differ between calls of one conversation; they are the start of the prefix',
  },
  check({ site, cache, siblings, source, lines }) {
    if (cache === null) return [];
    const conversation = conversationOf(site);
    if (conversation === null) return [];
    const earlier = siblings.find((other) => other.id !== site.id && other.location.file === site.location.file
      && comparePositions(other.location.range.start, site.location.range.start) < 0
      && conversationOf(other) === conversation && other.model.id === site.model.id && hasTools(other) !== hasTools(site)
      && bothRun(other, site, source(site.location.file)?.text ?? '', lines(site.location.file)));
    if (earlier === undefined) return [];
    return [{
      location: site.nameLocation, fixes: [], data: { here: hasTools(site), there: hasTools(earlier) },
      related: [{ location: earlier.nameLocation, message: hasTools(earlier) ? 'sends tools' : 'sends no tools' }],
      message: `This call sends ${hasTools(site) ? 'tools' : 'no tools'} and the one before it ${hasTools(earlier) ? 'does' : 'does not'}: tools stand first, so the conversation is paid again in full. Send the same tools, and choose with tool_choice.`,
    }];
  },
};

/** The expression of the growing messages: calls that send the same one share a conversation. What a wrapper in another file makes of messages says nothing about whose they are. */
const conversationOf = (site: CallSite): string | null => {
  const holes = site.blocks.filter((block) => block.role !== 'tools' && block.role !== 'system' && block.segments.length === 1).flatMap((block) => block.segments)
    .filter(({ location }) => location.file === site.location.file);
  const history = holes.find((segment) => segment.kind === 'hole' && (growsAtItsEnd(segment) || /\b(?:messages|history|conversation)$/i.test(segment.expression)));
  return history?.kind === 'hole' ? history.expression.replace(/^\[?\s*(?:\.\.\.|\*)?/, '') : null;
};

const hasTools = (site: CallSite): boolean => site.tools.length > 0 || site.blocks.some((block) => block.role === 'tools' && block.segments.length > 0);

/**
 * One run may reach both calls: the earlier one is not returned, and no branch or return at its depth stands between.
 *
 *     if tools:                       first = create(tools=…)
 *         return create(tools=…)      if not first.tool_calls: return …
 *     return create()                 second = create()
 *         never both                      both
 */
function bothRun(earlier: CallSite, later: CallSite, text: string, lines: LineIndex): boolean {
  const first = text.lastIndexOf('\n', lines.offsetAt(earlier.location.range.start) - 1) + 1;
  const depth = indentOf(text.slice(first));
  const between = text.slice(first, lines.offsetAt(later.location.range.start)).split(/\r?\n/);
  if (/^\s*(?:return|raise|throw)\b/.test(between[0] ?? '')) return false;
  const others = between.slice(1, -1).filter((line) => line.trim() !== '');
  if (others.some((line) => indentOf(line) === depth && /^\s*(?:return|raise|throw|break|continue)\b/.test(line))) return false;
  return !others.concat(between.at(-1) ?? '').some((line) => indentOf(line) < depth && /^\s*\}?\s*(?:else|elif|case|default|catch|except)\b/.test(line));
}

const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;
