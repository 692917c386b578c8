/**
 * Fingerprints of prompts: what a record keeps of a text that is itself dropped, so that the call can be told by what is
 * written in code. Of each text the hashes of its beginnings and endings, at a few lengths, and of a short one as a whole:
 *
 *     Today is Monday. You answer for the support desk of …, in one sentence.
 *     ├──────────── 64 ──────────────┤    ├─────────── 64 ──────────────────┤
 *
 * A text in code has holes; its beginning up to the first one, or its ending from the last one on, is the same in each call.
 */

/** Shorter texts are alike by chance; longer ones tell no more, and hashing them takes time. */
const LENGTHS = [64, 128, 256, 1_024] as const;
const LONGEST = 1_024;

/** A whole text without holes may be shorter. */
const SHORTEST_WHOLE = 40;

/** Of what a prompt begins with: its instructions, and what is asked first. */
export interface PromptTexts {
  readonly system: string | null;
  readonly user: string | null;
}

/** A set of hashes in words of base 36, parted by spaces; null when the texts are too short to tell anything. The first is that of the instructions' beginning, where there is one. */
export function fingerprintOf({ system, user }: PromptTexts): string | null {
  const marks = [...(system === null ? [] : marksOf('s', system)), ...(user === null ? [] : marksOf('u', user))];
  return marks.length === 0 ? null : marks.join(' ');
}

function marksOf(role: string, text: string): string[] {
  const trimmed = text.trim();
  const marks = LENGTHS.filter((length) => length <= trimmed.length).flatMap((length) => [markOf(role, 'b', trimmed.slice(0, length)), markOf(role, 'e', trimmed.slice(-length))]);
  return trimmed.length >= SHORTEST_WHOLE && trimmed.length < LONGEST ? [...marks, markOf(role, 'w', trimmed)] : marks;
}

/** What code knows of one text: static from its beginning, and to its end; both are the whole where there is no hole. */
export interface KnownText {
  readonly role: 'system' | 'user';
  readonly beginning: string;
  readonly ending: string;
  readonly whole: boolean;
}

/** How many characters of a call's text the code is known to have written; 0 when it is another text, or too little is known. */
export function sharedLength(fingerprint: ReadonlySet<string>, known: KnownText): number {
  const role = known.role === 'system' ? 's' : 'u';
  const text = known.beginning.trim();
  if (known.whole && text.length < LONGEST) {
    return text.length >= SHORTEST_WHOLE && fingerprint.has(markOf(role, 'w', text)) ? text.length : 0;
  }
  const [beginning, ending] = [known.beginning.trimStart(), known.ending.trimEnd()];
  const at = (edge: 'b' | 'e', text: string): number => {
    const length = LENGTHS.findLast((each) => each <= text.length);
    return length !== undefined && fingerprint.has(markOf(role, edge, edge === 'b' ? text.slice(0, length) : text.slice(-length))) ? length : 0;
  };
  return Math.max(at('b', beginning), at('e', ending));
}

/** The mark that prompts with the same instructions share, where there is one. */
export const headOf = (fingerprint: string | null): string | null => fingerprint?.split(' ').find((mark) => mark.startsWith('sb')) ?? null;

export const marksIn = (fingerprint: string | null): ReadonlySet<string> => new Set(fingerprint === null ? [] : fingerprint.split(' '));

/** Two FNV-1a of 32 bits with different beginnings: enough to tell texts apart, nothing to read one from. */
function markOf(role: string, edge: string, text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000193) + i | 0;
  }
  return `${role}${edge}${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
