/**
 * A byte-pair vocabulary in the form counting needs, read from the binary the build writes.
 *
 * The file holds the tokens in byte order, each as what it shares with the one before and what it adds, its rank,
 * and where merging joined it. Layout, little-endian: magic `CLV1`, count, bytes of all additions; then one array per
 * column: shared length, added length, length of the left half, rank (low, middle, high byte), and the additions.
 * Columns of one kind of number deflate well, and the tables below are built from them in one pass.
 */

const MAGIC = 0x31564c43;
const HEADER = 12;
const MAX_LENGTH = 256;
const EMPTY = -1;

export interface Vocabulary {
  /** Tokens; ranks are below it. A trie node below it is that token, a node above is only a beginning of one. */
  readonly size: number;
  /** Trie nodes of the 256 single bytes. */
  readonly firsts: Int32Array;
  /** Trie nodes of every two ASCII bytes, at `first << 7 | second`; -1 when no token begins so. */
  readonly asciiPairs: Int32Array;
  /** Trie nodes of every character that takes three bytes, by code unit; -1 when no token begins so. */
  readonly threeBytes: Int32Array;
  /** The same from nodes that are whole characters: open addressing by `pairSlot`, node, code unit, child; -1 when free. */
  readonly characterEdges: Int32Array;
  /** A bit by `pairSlot` of each of them: most questions have no answer, and this stays in the cache. */
  readonly mayHaveCharacter: Int32Array;
  /** A bit by node: a token goes on with a part of such a character. */
  readonly splitsCharacter: Int32Array;
  /** Trie edges, open addressing: `node << 8 | byte`, then the child. */
  readonly edges: Int32Array;
  /** Token of each merge of two tokens, open addressing by `pairSlot`; -1 when free. */
  readonly pairs: Int32Array;
  /** A bit by `pairSlot` of each merge, as above. */
  readonly mayMerge: Int32Array;
  /** The two tokens each was merged from; a single byte is its own halves. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The longest token that is a proper beginning of each; -1 when there is none. */
  readonly shorter: Int32Array;
  /** In bytes. */
  readonly length: Uint8Array;
}

/** Where the search for an edge begins; `mask` is the number of slots less one. */
export const edgeSlot = (key: number, mask: number): number => (Math.imul(key, 0x9e3779b1) >>> 7) & mask;

export const pairSlot = (left: number, right: number, mask: number): number =>
  ((Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 9) & mask;

const CHARACTER_BITS = 19;
const MERGE_BITS = 21;
export const CHARACTER_MASK = (1 << CHARACTER_BITS) - 1;
export const MERGE_MASK = (1 << MERGE_BITS) - 1;

export const hasBit = (bits: Int32Array, at: number): boolean => (((bits[at >> 5] as number) >>> (at & 31)) & 1) === 1;

function setBit(bits: Int32Array, at: number): void {
  bits[at >> 5] = (bits[at >> 5] as number) | (1 << (at & 31));
}

/** Null when the bytes are not such a file. */
export function readVocabulary(bytes: Uint8Array): Vocabulary | null {
  if (bytes.length < HEADER) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || bytes.length !== HEADER + 6 * size + view.getUint32(8, true)) return null;
  return new Builder(bytes, size).build();
}

class Builder {
  readonly #bytes: Uint8Array;
  readonly #size: number;
  readonly #firsts = new Int32Array(256).fill(EMPTY);
  readonly #edges: Int32Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #shorter: Int32Array;
  readonly #length: Uint8Array;
  /** Node, code unit, child, for each token that goes on with a three-byte character; some are found twice. */
  readonly #steps: number[] = [];
  readonly #splitsCharacter: Int32Array;
  readonly #mayHaveCharacter = new Int32Array(1 << (CHARACTER_BITS - 5));
  readonly #mayMerge = new Int32Array(1 << (MERGE_BITS - 5));
  #nodes = 0;
  readonly #path = new Int32Array(MAX_LENGTH);
  readonly #token = new Uint8Array(MAX_LENGTH);

  constructor(bytes: Uint8Array, size: number) {
    this.#bytes = bytes;
    this.#size = size;
    // Tokens and their beginnings come to under 2.5 nodes a token; half of the slots stay free.
    this.#edges = new Int32Array(2 * powerOfTwo(size * 5)).fill(EMPTY);
    this.#splitsCharacter = new Int32Array((this.#edges.length >> 6) + 1);
    this.#left = new Int32Array(size);
    this.#right = new Int32Array(size);
    this.#shorter = new Int32Array(size).fill(EMPTY);
    this.#length = new Uint8Array(size);
  }

  build(): Vocabulary {
    this.#addTokens();
    this.#findRightHalves();
    return {
      size: this.#size, firsts: this.#firsts, asciiPairs: this.#asciiPairs(), threeBytes: this.#threeBytes(),
      characterEdges: this.#characterEdges(), mayHaveCharacter: this.#mayHaveCharacter, splitsCharacter: this.#splitsCharacter.slice(0, (this.#nodes >> 5) + 1),
      edges: this.#edges, pairs: this.#pairs(), mayMerge: this.#mayMerge,
      left: this.#left, right: this.#right, shorter: this.#shorter, length: this.#length,
    };
  }

  /** In byte order a beginning stands before what it begins, so a node that is a token is known as one in time. */
  #addTokens(): void {
    const [bytes, size, path, token, firsts, edges] = [this.#bytes, this.#size, this.#path, this.#token, this.#firsts, this.#edges];
    const [length, left, shorter] = [this.#length, this.#left, this.#shorter];
    const mask = (edges.length >> 1) - 1;
    let next = size;
    let from = HEADER + 6 * size;
    for (let i = HEADER; i < HEADER + size; i += 1) {
      const shared = bytes[i] as number;
      const end = shared + (bytes[i + size] as number);
      const leftLength = bytes[i + 2 * size] as number;
      const rank = (bytes[i + 3 * size] as number) | ((bytes[i + 4 * size] as number) << 8) | ((bytes[i + 5 * size] as number) << 16);
      let node = shared === 0 ? EMPTY : (path[shared - 1] as number);
      for (let depth = shared; depth < end; depth += 1) {
        const child = depth === end - 1 ? rank : next++;
        const byte = bytes[from++] as number;
        token[depth] = byte;
        if (depth === 0) firsts[byte] = child;
        else addEdge(edges, mask, (node << 8) | byte, child);
        path[depth] = child;
        node = child;
      }
      this.#noteCharacters(Math.max(1, shared - 2), end);
      length[rank] = end;
      left[rank] = leftLength === 0 ? rank : (path[leftLength - 1] as number);
      for (let depth = end - 2; depth >= 0; depth -= 1) {
        if ((path[depth] as number) >= size) continue;
        shorter[rank] = path[depth] as number;
        break;
      }
    }
    this.#nodes = next;
  }

  /** Of the token at hand, where a three-byte character begins at `from` or later, behind another character. */
  #noteCharacters(from: number, end: number): void {
    const [path, token] = [this.#path, this.#token];
    for (let depth = from; depth < end; depth += 1) {
      if ((token[depth] as number) >> 4 !== 0xe) continue;
      const node = path[depth - 1] as number;
      if (depth + 3 > end) setBit(this.#splitsCharacter, node);
      else this.#steps.push(node, ((token[depth] as number) & 15) << 12 | ((token[depth + 1] as number) & 63) << 6 | ((token[depth + 2] as number) & 63), path[depth + 2] as number);
    }
  }

  #characterEdges(): Int32Array {
    const steps = this.#steps;
    const edges = new Int32Array(3 * powerOfTwo(Math.max(2, steps.length * 0.67))).fill(EMPTY);
    const mask = edges.length / 3 - 1;
    for (let i = 0; i < steps.length; i += 3) {
      const [node, unit, child] = [steps[i] as number, steps[i + 1] as number, steps[i + 2] as number];
      let slot = pairSlot(node, unit, mask);
      while (edges[3 * slot] !== EMPTY && (edges[3 * slot] !== node || edges[3 * slot + 1] !== unit)) slot = (slot + 1) & mask;
      edges[3 * slot] = node;
      edges[3 * slot + 1] = unit;
      edges[3 * slot + 2] = child;
      setBit(this.#mayHaveCharacter, pairSlot(node, unit, CHARACTER_MASK));
    }
    return edges;
  }

  #findRightHalves(): void {
    const [bytes, size, token, firsts, edges, right] = [this.#bytes, this.#size, this.#token, this.#firsts, this.#edges, this.#right];
    const mask = (edges.length >> 1) - 1;
    let from = HEADER + 6 * size;
    for (let i = HEADER; i < HEADER + size; i += 1) {
      const shared = bytes[i] as number;
      const end = shared + (bytes[i + size] as number);
      const leftLength = bytes[i + 2 * size] as number;
      const rank = (bytes[i + 3 * size] as number) | ((bytes[i + 4 * size] as number) << 8) | ((bytes[i + 5 * size] as number) << 16);
      for (let depth = shared; depth < end; depth += 1) token[depth] = bytes[from++] as number;
      if (leftLength === 0) {
        right[rank] = rank;
        continue;
      }
      let node = firsts[token[leftLength] as number] as number;
      for (let depth = leftLength + 1; depth < end; depth += 1) node = childIn(edges, mask, (node << 8) | (token[depth] as number));
      right[rank] = node;
    }
  }

  #child(node: number, byte: number): number {
    return childIn(this.#edges, (this.#edges.length >> 1) - 1, (node << 8) | byte);
  }

  #asciiPairs(): Int32Array {
    const pairs = new Int32Array(128 * 128);
    for (let i = 0; i < pairs.length; i += 1) pairs[i] = this.#child(this.#firsts[i >> 7] as number, i & 127);
    return pairs;
  }

  #threeBytes(): Int32Array {
    const nodes = new Int32Array(0x10000).fill(EMPTY);
    for (let block = 0x800 >> 6; block < 0x10000 >> 6; block += 1) {
      const beginning = this.#child(this.#firsts[0xe0 | (block >> 6)] as number, 0x80 | (block & 63));
      if (beginning === EMPTY) continue;
      for (let last = 0; last < 64; last += 1) nodes[(block << 6) | last] = this.#child(beginning, 0x80 | last);
    }
    return nodes;
  }

  #pairs(): Int32Array {
    const pairs = new Int32Array(powerOfTwo(this.#size * 2)).fill(EMPTY);
    const mask = pairs.length - 1;
    for (let rank = 0; rank < this.#size; rank += 1) {
      const left = this.#left[rank] as number;
      if (left === rank) continue;
      let slot = pairSlot(left, this.#right[rank] as number, mask);
      while (pairs[slot] !== EMPTY) slot = (slot + 1) & mask;
      pairs[slot] = rank;
      setBit(this.#mayMerge, pairSlot(left, this.#right[rank] as number, MERGE_MASK));
    }
    return pairs;
  }
}

function addEdge(edges: Int32Array, mask: number, key: number, child: number): void {
  let slot = edgeSlot(key, mask);
  while (edges[slot << 1] !== EMPTY) slot = (slot + 1) & mask;
  edges[slot << 1] = key;
  edges[(slot << 1) | 1] = child;
}

function childIn(edges: Int32Array, mask: number, key: number): number {
  for (let slot = edgeSlot(key, mask); ; slot = (slot + 1) & mask) {
    const found = edges[slot << 1];
    if (found === key) return edges[(slot << 1) | 1] as number;
    if (found === EMPTY) return EMPTY;
  }
}

function powerOfTwo(atLeast: number): number {
  let size = 1;
  while (size < atLeast) size *= 2;
  return size;
}
