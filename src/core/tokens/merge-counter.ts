/** Counts the tokens of a vocabulary that merges by rank: the neighbours of lowest rank first, until none can be joined. */
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
    if (known === undefined) this.#pushBytes(String.fromCodePoint(point));
    else this.#symbols.push(known);
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

  /** A queue of merges by rank, then place; a merge whose halves are gone when its turn comes is left out. */
  #mergeLong(): number {
    const symbols = this.#symbols;
    const { merges } = this.#vocabulary;
    const next = symbols.map((_, i) => i + 1);
    const before = symbols.map((_, i) => i - 1);
    const queue = new RankQueue();
    const offer = (at: number): void => {
      const right = at < 0 ? NONE : (next[at] ?? NONE);
      if (right < 0 || right >= symbols.length) return;
      const slot = this.#find(symbols[at] as number, symbols[right] as number);
      if (slot !== NONE) queue.push((merges[4 * slot + 2] as number) * PLACES + at, slot);
    };
    for (let i = 0; i + 1 < symbols.length; i += 1) offer(i);
    let left = symbols.length;
    for (let entry = queue.pop(); entry !== null; entry = queue.pop()) {
      const at = entry.key % PLACES;
      const right = next[at] ?? symbols.length;
      if (symbols[at] !== merges[4 * entry.slot] || right >= symbols.length || symbols[right] !== merges[4 * entry.slot + 1]) continue;
      symbols[at] = merges[4 * entry.slot + 3] as number;
      symbols[right] = GONE;
      const after = next[right] ?? symbols.length;
      next[at] = after;
      if (after < symbols.length) before[after] = at;
      left -= 1;
      offer(at);
      offer(before[at] ?? NONE);
    }
    return left;
  }
}

const encoder = new TextEncoder();
const WORD_STARTS = /(?<=[^▁])(?=▁)/;
/** More places than a part has, so that rank and place make one exact number. */
const PLACES = 0x100000;
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

/** A binary heap; the least key first. */
class RankQueue {
  readonly #keys: number[] = [];
  readonly #slots: number[] = [];

  push(key: number, slot: number): void {
    let at = this.#keys.length;
    this.#keys.push(key);
    this.#slots.push(slot);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#keys[parent] as number) <= key) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): { readonly key: number; readonly slot: number } | null {
    const [key, slot] = [this.#keys[0], this.#slots[0]];
    if (key === undefined || slot === undefined) return null;
    this.#swap(0, this.#keys.length - 1);
    this.#keys.pop();
    this.#slots.pop();
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.#keys.length && (this.#keys[child] as number) < (this.#keys[least] as number)) least = child;
      if (least === at) return { key, slot };
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#keys[a], this.#keys[b]] = [this.#keys[b] as number, this.#keys[a] as number];
    [this.#slots[a], this.#slots[b]] = [this.#slots[b] as number, this.#slots[a] as number];
  }
}
