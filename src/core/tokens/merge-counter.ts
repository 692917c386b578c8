/** Counts the tokens of a vocabulary that merges by rank: the neighbours of lowest rank first, until none can be joined. */
import { MergeQueue } from './merge-queue.ts';
import { mergeSlot } from './merge-vocabulary.ts';
import type { MergeVocabulary } from './merge-vocabulary.ts';
import type { TextCounter } from './text-counter.ts';

const NONE = -1;
/** A longer text is counted in parts: regular expressions overflow on millions of equal characters. */
const PART = 100_000;
/** Up to here looking at every pair is quicker than a queue. */
const SHORT = 32;
const REPLACEMENT = 0xfffd;

/** Texts that are one token, by their beginnings. */
interface Beginning {
  readonly next: Map<number, Beginning>;
  ends: boolean;
}

export class MergeCounter implements TextCounter {
  readonly #vocabulary: MergeVocabulary;
  readonly #mask: number;
  readonly #characters = new Map<number, number>();
  readonly #cuts: readonly RegExp[];
  readonly #whole: Beginning = { next: new Map(), ends: false };
  #symbols: number[] = [];
  #queue: MergeQueue | null = null;

  constructor(vocabulary: MergeVocabulary) {
    this.#vocabulary = vocabulary;
    this.#mask = vocabulary.merges.length / 4 - 1;
    for (let i = 0; i < vocabulary.characters.length; i += 2) this.#characters.set(vocabulary.characters[i] ?? 0, vocabulary.characters[i + 1] ?? 0);
    this.#cuts = vocabulary.cuts.map(cutting);
    for (const text of vocabulary.whole) this.#addWhole(vocabulary.space === '' ? text : text.replaceAll(' ', vocabulary.space));
  }

  count(text: string): number {
    let tokens = 0;
    for (let at = 0; at < text.length; at += PART) tokens += this.#countPart(this.#normal(text.slice(at, at + PART)));
    return tokens;
  }

  /** A border is where the count of what stands before it ends: shares add up to the whole. */
  countRun(texts: readonly string[]): number[] {
    if (texts.length === 1) return [this.count(texts[0] ?? '')];
    let before = 0;
    let joined = '';
    return texts.map((text) => {
      joined += text;
      const tokens = text === '' ? before : this.count(joined);
      const share = tokens - before;
      before = tokens;
      return share;
    });
  }

  #normal(text: string): string {
    const { compose, prefix, space } = this.#vocabulary;
    const composed = prefix + (compose ? text.normalize('NFC') : text);
    return space === '' ? composed : composed.replaceAll(' ', space);
  }

  #addWhole(text: string): void {
    let node = this.#whole;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      const next = node.next.get(unit) ?? { next: new Map(), ends: false };
      node.next.set(unit, next);
      node = next;
    }
    node.ends = true;
  }

  /** How long the longest text is that is one token at `at`; 0 when there is none. */
  #wholeAt(text: string, at: number): number {
    let longest = 0;
    let node: Beginning | undefined = this.#whole.next.get(text.charCodeAt(at));
    for (let end = at + 1; node !== undefined; end += 1) {
      if (node.ends) longest = end - at;
      node = node.next.get(text.charCodeAt(end));
    }
    return longest;
  }

  #countPart(text: string): number {
    let [tokens, from] = [0, 0];
    for (let at = 0; at < text.length;) {
      const length = this.#whole.next.size === 0 ? 0 : this.#wholeAt(text, at);
      if (length === 0) {
        at += 1;
        continue;
      }
      tokens += this.#countText(text.slice(from, at)) + 1;
      at += length;
      from = at;
    }
    return tokens + this.#countText(text.slice(from));
  }

  #countText(text: string): number {
    if (text === '') return 0;
    return this.#pieces(text).reduce((sum, piece) => sum + this.#countPiece(piece), 0);
  }

  #pieces(text: string): string[] {
    if (this.#cuts.length > 0) return this.#cuts.reduce((pieces, cut) => pieces.flatMap((piece) => cutBy(piece, cut)), [text]);
    // No token holds a word and the space behind it, so a text may be cut before each word.
    return this.#vocabulary.space === '' ? [text] : text.split(WORD_STARTS).filter((piece) => piece !== '');
  }

  #countPiece(piece: string): number {
    const symbols = this.#symbols;
    symbols.length = 0;
    if (this.#vocabulary.units === 'bytes') this.#pushBytes(piece);
    else for (const character of piece) this.#pushCharacter(character.codePointAt(0) ?? REPLACEMENT);
    return symbols.length < 2 ? symbols.length : symbols.length <= SHORT ? this.#mergeShort() : this.#mergeLong();
  }

  #pushCharacter(point: number): void {
    const known = this.#characters.get(point);
    if (known !== undefined) this.#symbols.push(known);
    else if (point < 0x800) this.#pushUtf8(0xc0 | (point >> 6), point, 1);
    else if ((point & 0xfffff800) === 0xd800) this.#pushUtf8(0xef, REPLACEMENT, 2);
    else if (point < 0x10000) this.#pushUtf8(0xe0 | (point >> 12), point, 2);
    else this.#pushUtf8(0xf0 | (point >> 18), point, 3);
  }

  /** A character's first byte, and so many behind it with six bits each. */
  #pushUtf8(first: number, point: number, behind: number): void {
    const { bytes } = this.#vocabulary;
    this.#symbols.push(bytes[point < 0x80 ? point : first] ?? NONE);
    if (point >= 0x80) for (let shift = 6 * (behind - 1); shift >= 0; shift -= 6) this.#symbols.push(bytes[0x80 | ((point >> shift) & 63)] ?? NONE);
  }

  #pushBytes(text: string): void {
    for (const byte of encoder.encode(text)) this.#symbols.push(this.#vocabulary.bytes[byte] ?? NONE);
  }

  /** Where the merge of the two stands in the table; NONE when they do not merge. */
  #find(left: number, right: number): number {
    const { merges } = this.#vocabulary;
    for (let slot = mergeSlot(left, right, this.#mask); ; slot = (slot + 1) & this.#mask) {
      const found = merges[4 * slot];
      if (found === NONE) return NONE;
      if (found === left && merges[4 * slot + 1] === right) return slot;
    }
  }

  #mergeShort(): number {
    const symbols = this.#symbols;
    const { merges } = this.#vocabulary;
    for (;;) {
      let [best, at, token] = [Number.MAX_SAFE_INTEGER, NONE, NONE];
      for (let i = 0; i + 1 < symbols.length; i += 1) {
        const slot = this.#find(symbols[i] as number, symbols[i + 1] as number);
        if (slot === NONE || (merges[4 * slot + 2] as number) >= best) continue;
        [best, at, token] = [merges[4 * slot + 2] as number, i, merges[4 * slot + 3] as number];
      }
      if (at === NONE) return symbols.length;
      symbols[at] = token;
      symbols.splice(at + 1, 1);
    }
  }

  /** Rank by rank, each from the left; a merge whose halves are gone when its turn comes is left out. */
  #mergeLong(): number {
    const { length } = this.#symbols;
    const symbols = new Int32Array(length);
    const next = new Int32Array(length);
    const before = new Int32Array(length);
    for (let i = 0; i < length; i += 1) [symbols[i], next[i], before[i]] = [this.#symbols[i] as number, i + 1, i - 1];
    const { merges } = this.#vocabulary;
    const queue = (this.#queue ??= new MergeQueue(merges.length / 4));
    /** Where the merge of what stands at a place and behind it is in the table. */
    const slots = new Int32Array(length);
    const offer = (at: number): void => {
      const right = next[at] as number;
      if (right >= length) return;
      const slot = this.#find(symbols[at] as number, symbols[right] as number);
      slots[at] = slot;
      if (slot !== NONE) queue.add(merges[4 * slot + 2] as number, at);
    };
    for (let i = 0; i + 1 < length; i += 1) offer(i);
    let left = length;
    while (queue.lowest !== Infinity) {
      const rank = queue.lowest;
      const places = queue.take();
      for (let i = 0; i < places.length; i += 1) {
        const at = places[i] as number;
        const slot = slots[at] as number;
        // Joined to what stands before it, or standing before something else by now.
        if (symbols[at] === GONE || slot === NONE || merges[4 * slot + 2] !== rank || (next[at] as number) >= length) continue;
        const right = next[at] as number;
        const after = next[right] as number;
        symbols[at] = merges[4 * slot + 3] as number;
        symbols[right] = GONE;
        next[at] = after;
        if (after < length) before[after] = at;
        left -= 1;
        slots[at] = NONE;
        offer(at);
        if ((before[at] as number) >= 0) offer(before[at] as number);
        if (queue.lowest < rank) {
          // A merge that a later one made possible comes first all the same.
          for (const place of places.slice(i + 1)) if (symbols[place] !== GONE) queue.add(rank, place);
          break;
        }
      }
    }
    return left;
  }
}

const encoder = new TextEncoder();
const WORD_STARTS = /(?<=[^▁])(?=▁)/;
const GONE = -2;

/** The runs between matches are pieces too. */
function cutBy(text: string, cut: RegExp): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(cut)) {
    if (match.index > from) pieces.push(text.slice(from, match.index));
    if (match[0] !== '') pieces.push(match[0]);
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** Published expressions switch case off inside a group, which older engines do not know. */
function cutting(source: string): RegExp {
  const spelled = source.replace(/\(\?i:([^)]*)\)/g, (_, inner: string) => `(?:${inner.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)})`);
  try {
    return new RegExp(spelled, 'gu');
  } catch {
    // Of another engine: cut at white space, which most vocabularies do too.
    return / ?[^\s]+|\s+/gu;
  }
}
