/** What a call site's code is known to send first: its instructions, and what it asks. */
import type { Block, CallSite } from '../../core/call-site.ts';
import type { KnownText } from './fingerprint.ts';

export function knownTexts(site: CallSite): readonly KnownText[] {
  return (['system', 'user'] as const).flatMap((role) => {
    const block = site.blocks.find((each) => each.role === role);
    return block === undefined ? [] : [knownText(role, block)];
  });
}

function knownText(role: KnownText['role'], { segments }: Block): KnownText {
  const runs = segments.map((segment) => (segment.kind === 'static' ? segment.text : null));
  const [first, last] = [runs.indexOf(null), runs.lastIndexOf(null)];
  const beginning = (first === -1 ? runs : runs.slice(0, first)).join('');
  return { role, beginning, ending: first === -1 ? beginning : runs.slice(last + 1).join(''), whole: first === -1 && runs.length > 0 };
}
