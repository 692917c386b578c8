/**
 * Counts tokens without making them: the number byte-pair merging would end with, in time linear in the text.
 *
 * A piece is encoded from the left by longest match. A token may follow another only if merging would not have joined
 * them across the cut; where none may, the last token is shortened. Each place is given up at most once.
 * (Known as the backtracking encoder; it gives what merging by rank gives, for vocabularies made by merging.)
 */
import { countRuns, runsOf } from './runs.ts';
import type { Scanner } from './scanner.ts';
import type { TextCounter } from './text-counter.ts';
import { CHARACTER_MASK, edgeSlot, hasBit, MERGE_MASK, pairSlot } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

const NONE = -1;
const SPACE = 0x20;
const NO_LIMIT = 0x7fffffff;
const REPLACEMENT = 0xfffd;
/** Answers kept of which token may follow which: long runs of one character ask the same few over and over. */
const REMEMBERED = 16384;
/** Above every rank, so that two of them make one exact number. */
const RANKS = 0x100000;

export class BytePairCounter implements TextCounter {
  readonly #scan: Scanner;
  readonly #vocabulary: Vocabulary;
  readonly #edgeMask: number;
  readonly #pairMask: number;
  readonly #characterMask: number;
  /** The bytes of the piece at hand. */
  #bytes = new Uint8Array(256);
  /** Tokens chosen so far, and the places that were given up. */
  #chosen = new Int32Array(257);
  #dead = new Uint8Array(257);
  /** `(first * RANKS + second) * 2 + answer`, by slot. */
  readonly #answers = new Float64Array(REMEMBERED).fill(NONE);

  constructor(scan: Scanner, vocabulary: Vocabulary) {
    this.#scan = scan;
    this.#vocabulary = vocabulary;
    this.#edgeMask = (vocabulary.edges.length >> 1) - 1;
    this.#pairMask = vocabulary.pairs.length - 1;
    this.#characterMask = vocabulary.characterEdges.length / 3 - 1;
  }

  /** Special-token text counts as the text it is; a lone surrogate as U+FFFD. */
  count(text: string): number {
    const scan = this.#scan;
    let tokens = 0;
    for (let at = 0; at < text.length;) {
      const end = scan(text, at);
      tokens += this.#countPiece(text, at, end);
      at = end;
    }
    return tokens;
  }

  /**
   * Texts that stand one behind the other, counted as the one text they are.
   * A token that spans a border belongs to the text in which its piece begins.
   */
  countRun(texts: readonly string[]): number[] {
    if (texts.length === 1) return [this.count(texts[0] ?? '')];
    return this.#sharesOf(texts, (whole, start, end) => this.#countPiece(whole, start, end));
  }

  /** Of the same tokens, those of a rank above `rank`: the rarer ones, since ranks follow frequency; `spaced`: of words behind a space. */
  countRare(texts: readonly string[], rank: number, spaced = false): number[] {
    return this.#sharesOf(texts, (whole, start, end) => {
      if (spaced && whole.charCodeAt(start) !== SPACE) return 0;
      const count = this.#countPiece(whole, start, end);
      let rare = 0;
      for (let i = 0; i < count; i += 1) if ((this.#chosen[i] as number) > rank) rare += 1;
      return rare;
    });
  }

  #sharesOf(texts: readonly string[], measure: (whole: string, start: number, end: number) => number): number[] {
    const counts = texts.map(() => 0);
    const whole = texts.join('');
    let index = 0;
    let border = texts[0]?.length ?? 0;
    for (let at = 0; at < whole.length;) {
      while (at >= border && index < texts.length - 1) border += texts[++index]?.length ?? 0;
      const end = this.#scan(whole, at);
      counts[index] = (counts[index] ?? 0) + measure(whole, at, end);
      at = end;
    }
    return counts;
  }

  #countPiece(text: string, start: number, end: number): number {
    const length = this.#encode(text, start, end);
    const whole = this.#longestMatch(0, length);
    if (this.#vocabulary.length[whole] === length) {
      this.#chosen[0] = whole;
      return 1;
    }
    const runs = runsOf(this.#bytes, length, this.#vocabulary.firsts);
    if (runs === null) return this.#countTokens(whole, length);
    // Long runs are counted without their tokens; for `countRare` they are common ones.
    this.#chosen.fill(0, 0, length);
    return countRuns(runs, this.#vocabulary.length, (from, left, right) => this.#joined(from, left, right));
  }

  /** The token the two make when written together, by whichever merge the vocabulary knows it; NONE when there is none. */
  #joined(from: number, left: number, right: number): number {
    const { length } = this.#vocabulary;
    const size = (length[left] as number) + (length[right] as number);
    const token = this.#longestMatch(from, from + size);
    return length[token] === size ? token : NONE;
  }

  /** UTF-8 into `#bytes`; answers how many. */
  #encode(text: string, start: number, end: number): number {
    if ((end - start) * 3 > this.#bytes.length) this.#grow((end - start) * 3);
    const bytes = this.#bytes;
    let to = 0;
    for (let at = start; at < end; at += 1) {
      let unit = text.charCodeAt(at);
      if (unit < 0x80) {
        bytes[to++] = unit;
        continue;
      }
      if (unit < 0x800) {
        bytes[to++] = 0xc0 | (unit >> 6);
        bytes[to++] = 0x80 | (unit & 63);
        continue;
      }
      if ((unit & 0xf800) === 0xd800) {
        const low = at + 1 < end ? text.charCodeAt(at + 1) : 0;
        if (unit < 0xdc00 && (low & 0xfc00) === 0xdc00) {
          const point = ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
          bytes[to++] = 0xf0 | (point >> 18);
          bytes[to++] = 0x80 | ((point >> 12) & 63);
          bytes[to++] = 0x80 | ((point >> 6) & 63);
          bytes[to++] = 0x80 | (point & 63);
          at += 1;
          continue;
        }
        unit = REPLACEMENT;
      }
      bytes[to++] = 0xe0 | (unit >> 12);
      bytes[to++] = 0x80 | ((unit >> 6) & 63);
      bytes[to++] = 0x80 | (unit & 63);
    }
    return to;
  }

  #grow(bytes: number): void {
    const size = Math.max(bytes, this.#bytes.length * 2);
    this.#bytes = new Uint8Array(size);
    this.#chosen = new Int32Array(size + 1);
    this.#dead = new Uint8Array(size + 1);
  }

  /** The longest token that begins at `from`; every byte is one. */
  #longestMatch(from: number, end: number): number {
    const { size, firsts, asciiPairs, threeBytes, splitsCharacter, edges } = this.#vocabulary;
    const bytes = this.#bytes;
    const mask = this.#edgeMask;
    const first = bytes[from] as number;
    let node = firsts[first] as number;
    let longest = node;
    let at = from + 1;
    if (at >= end) return longest;
    const second = bytes[at] as number;
    if ((first | second) < 128) {
      node = asciiPairs[(first << 7) | second] as number;
      if (node === NONE) return longest;
      if (node < size) longest = node;
      at += 1;
    } else if (first >= 0xe0 && first < 0xf0 && at + 1 < end) {
      const whole = threeBytes[((first & 15) << 12) | ((second & 63) << 6) | ((bytes[at + 1] as number) & 63)] as number;
      if (whole !== NONE && whole < size) {
        longest = node = whole;
        at += 2;
      }
    }
    for (; at < end; at += 1) {
      if (at + 2 < end && (bytes[at] as number) >> 4 === 0xe) {
        const unit = (((bytes[at] as number) & 15) << 12) | (((bytes[at + 1] as number) & 63) << 6) | ((bytes[at + 2] as number) & 63);
        const child = this.#characterBehind(node, unit);
        if (child !== NONE && child < size) {
          longest = node = child;
          at += 2;
          continue;
        }
        if (child === NONE && !hasBit(splitsCharacter, node)) return longest;
      }
      const key = (node << 8) | (bytes[at] as number);
      let slot = edgeSlot(key, mask);
      let found = edges[slot << 1];
      while (found !== key) {
        if (found === NONE) return longest;
        slot = (slot + 1) & mask;
        found = edges[slot << 1];
      }
      node = edges[(slot << 1) | 1] as number;
      if (node < size) longest = node;
    }
    return longest;
  }

  /** The trie node of a whole character behind `node`; one probe where bytes would take three. */
  #characterBehind(node: number, unit: number): number {
    if (!hasBit(this.#vocabulary.mayHaveCharacter, pairSlot(node, unit, CHARACTER_MASK))) return NONE;
    const edges = this.#vocabulary.characterEdges;
    for (let slot = pairSlot(node, unit, this.#characterMask); ; slot = (slot + 1) & this.#characterMask) {
      const found = edges[3 * slot];
      if (found === node && edges[3 * slot + 1] === unit) return edges[3 * slot + 2] as number;
      if (found === NONE) return NONE;
    }
  }

  #countTokens(longest: number, length: number): number {
    const { shorter, length: lengthOf } = this.#vocabulary;
    const chosen = this.#chosen;
    const dead = this.#dead;
    dead.fill(0, 0, length + 1);
    let count = 0;
    let at = 0;
    let token = longest;
    while (at < length) {
      const last = count === 0 ? NONE : (chosen[count - 1] as number);
      while (token !== NONE) {
        if (dead[at + (lengthOf[token] as number)] === 0 && (last === NONE || this.#mayFollow(last, token))) break;
        token = shorter[token] as number;
      }
      if (token === NONE) {
        dead[at] = 1;
        count -= 1;
        token = last;
        at -= lengthOf[last] as number;
        continue;
      }
      chosen[count++] = token;
      at += lengthOf[token] as number;
      if (at < length) token = this.#longestMatch(at, length);
    }
    return count;
  }

  /** False where merging would have joined parts of the two across the cut between them. */
  #mayFollow(first: number, second: number): boolean {
    const slot = pairSlot(first, second, REMEMBERED - 1);
    const question = (first * RANKS + second) * 2;
    const known = this.#answers[slot] as number;
    if (known === question) return false;
    if (known === question + 1) return true;
    const answer = this.#mayStandBeside(first, second);
    this.#answers[slot] = question + (answer ? 1 : 0);
    return answer;
  }

  #mayStandBeside(first: number, second: number): boolean {
    const { left: leftOf, right: rightOf } = this.#vocabulary;
    let left = first;
    let right = second;
    let limit = NO_LIMIT;
    for (;;) {
      const merged = this.#merge(left, right);
      if (merged !== NONE && merged < limit) return false;
      const half = rightOf[left] as number;
      const otherHalf = leftOf[right] as number;
      if ((left > right && half !== left) || otherHalf === right) {
        if (half === left) return true;
        limit = left;
        left = half;
      } else {
        limit = right + 1;
        right = otherHalf;
      }
    }
  }

  #merge(left: number, right: number): number {
    const { pairs, mayMerge, left: leftOf, right: rightOf } = this.#vocabulary;
    if (!hasBit(mayMerge, pairSlot(left, right, MERGE_MASK))) return NONE;
    const mask = this.#pairMask;
    for (let slot = pairSlot(left, right, mask); ; slot = (slot + 1) & mask) {
      const merged = pairs[slot] as number;
      if (merged === NONE || (leftOf[merged] === left && rightOf[merged] === right)) return merged;
    }
  }
}
