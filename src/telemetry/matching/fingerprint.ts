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

/** The beginnings are marked on one way through the text, on which the whole of a short one lies, too. */
function marksOf(role: string, text: string): string[] {
  const trimmed = text.trim();
  const [beginning, ending] = [new Mark(), new Mark()];
  const marks: string[] = [];
  for (const length of LENGTHS) {
    if (length > trimmed.length) break;
    marks.push(beginning.upTo(trimmed, length).named(role, 'b'), ending.anew(trimmed.length - length).upTo(trimmed, trimmed.length).named(role, 'e'));
  }
  if (trimmed.length >= SHORTEST_WHOLE && trimmed.length < LONGEST) marks.push(beginning.upTo(trimmed, trimmed.length).named(role, 'w'));
  return marks;
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

const markOf = (role: string, edge: Edge, text: string): string => new Mark().upTo(text, text.length).named(role, edge);

type Edge = 'b' | 'e' | 'w';

/** Two FNV-1a of 32 bits with different beginnings: enough to tell texts apart, nothing to read one from. */
class Mark {
  #a = 0x811c9dc5;
  #b = 0x9747b28c;
  #from = 0;
  #at = 0;

  /** Begins anew at this character. */
  anew(from: number): this {
    this.#a = 0x811c9dc5;
    this.#b = 0x9747b28c;
    this.#from = this.#at = from;
    return this;
  }

  /** Goes on to, and without, this character. */
  upTo(text: string, end: number): this {
    const from = this.#from;
    let [a, b] = [this.#a, this.#b];
    for (let i = this.#at; i < end; i += 1) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, PRIME);
      b = (Math.imul(b ^ unit, PRIME) + i - from) | 0;
    }
    [this.#a, this.#b, this.#at] = [a, b, end];
    return this;
  }

  named(role: string, edge: Edge): string {
    return `${role}${edge}${(this.#a >>> 0).toString(36)}${(this.#b >>> 0).toString(36)}`;
  }
}

const PRIME = 0x01000193;
