/**
 * A vocabulary published as Hugging Face's `tokenizer.json`: merges by rank, over bytes or over characters.
 *
 * It is kept as a binary: magic `CLM1`, length of a JSON header, the header, number of merges, then three columns of
 * 24-bit numbers: the left and the right token of each merge in rank order, and the token they make.
 * Only byte-pair vocabularies are read; that is every one of Gemma, Llama 3, Mistral, DeepSeek and Qwen.
 */
import { fieldsOf, listOf, textOf } from './request/outline.ts';
import type { Fields } from './request/outline.ts';

const MAGIC = 0x314d4c43;
const EMPTY = -1;

export interface MergeHeader {
  /** Symbols that merging starts from: bytes, or characters with their bytes where one is not known. */
  readonly units: 'bytes' | 'characters';
  /** Token of each byte; -1 when there is none. */
  readonly bytes: readonly number[];
  /** Code points and tokens of single characters, alternating. */
  readonly characters: readonly number[];
  /** Sources of the expressions that cut text, one after the other. */
  readonly cuts: readonly string[];
  /** What stands for a space: `▁`; empty where a space is a space. */
  readonly space: string;
  /** Put in front of every text. */
  readonly prefix: string;
  readonly compose: boolean;
  /** Texts that are one token wherever they stand. */
  readonly whole: readonly string[];
}

export interface MergeVocabulary extends MergeHeader {
  /** Open addressing by `mergeSlot`: left, right, rank, token; left is -1 when free. */
  readonly merges: Int32Array;
}

export const mergeSlot = (left: number, right: number, mask: number): number => ((Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 7) & mask;

/** The binary of a parsed `tokenizer.json`; null when it is none, or of a kind that does not merge by rank. */
export function mergeVocabularyBinary(json: unknown): Uint8Array | null {
  const model = fieldsOf(fieldsOf(json).model);
  if (textOf(model.type) !== 'BPE' || !Array.isArray(model.merges)) return null;
  const ids = new Map(Object.entries(fieldsOf(model.vocab)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  const columns: number[][] = [[], [], []];
  for (const merge of model.merges as readonly unknown[]) {
    const [left, right] = Array.isArray(merge) ? merge.map(textOf) : textOf(merge).split(' ');
    if (left === undefined || right === undefined) continue;
    const tokens = [ids.get(left), ids.get(right), ids.get(left + right)];
    if (tokens.every((token) => token !== undefined)) tokens.forEach((token, i) => columns[i]?.push(token ?? 0));
  }
  const header = new TextEncoder().encode(JSON.stringify(headerOf(fieldsOf(json), ids)));
  return packed(header, columns);
}

function packed(header: Uint8Array, columns: readonly (readonly number[])[]): Uint8Array {
  const size = columns[0]?.length ?? 0;
  const bytes = new Uint8Array(12 + header.length + 9 * size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, header.length, true);
  bytes.set(header, 8);
  view.setUint32(8 + header.length, size, true);
  columns.forEach((column, c) => column.forEach((token, i) => {
    const at = 12 + header.length + 3 * (c * size + i);
    [bytes[at], bytes[at + 1], bytes[at + 2]] = [token & 255, (token >> 8) & 255, token >> 16];
  }));
  return bytes;
}

/** Null when the bytes are not such a file. */
export function readMergeVocabulary(bytes: Uint8Array): MergeVocabulary | null {
  if (bytes.length < 12) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || bytes.length < 12 + length) return null;
  const size = view.getUint32(8 + length, true);
  if (bytes.length !== 12 + length + 9 * size) return null;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as MergeHeader;
    return { ...header, merges: tableOf(bytes.subarray(12 + length), size) };
  } catch {
    // Written half, or by another program.
    return null;
  }
}

function tableOf(bytes: Uint8Array, size: number): Int32Array {
  let slots = 1024;
  while (slots < size * 2) slots *= 2;
  const mask = slots - 1;
  const table = new Int32Array(4 * slots).fill(EMPTY);
  const [second, third] = [3 * size, 6 * size];
  for (let rank = 0, from = 0; rank < size; rank += 1, from += 3) {
    const left = at(bytes, from);
    const right = at(bytes, from + second);
    let slot = 4 * mergeSlot(left, right, mask);
    while (table[slot] !== EMPTY) slot = (slot + 4) & (4 * mask);
    table[slot] = left;
    table[slot + 1] = right;
    table[slot + 2] = rank;
    table[slot + 3] = at(bytes, from + third);
  }
  return table;
}

/** A number of 24 bits. */
const at = (bytes: Uint8Array, from: number): number => (bytes[from] as number) | ((bytes[from + 1] as number) << 8) | ((bytes[from + 2] as number) << 16);

function headerOf(json: Fields, ids: ReadonlyMap<string, number>): MergeHeader {
  const normalizers = stepsOf(json.normalizer, 'normalizers');
  const cutters = stepsOf(json.pre_tokenizer, 'pretokenizers');
  const byBytes = cutters.some((step) => step.type === 'ByteLevel');
  const replaced = normalizers.find((step) => step.type === 'Replace' && fieldsOf(step.pattern).String === ' ');
  const metaspace = cutters.find((step) => step.type === 'Metaspace');
  return {
    units: byBytes ? 'bytes' : 'characters',
    bytes: Array.from({ length: 256 }, (_, byte) => ids.get(byBytes ? (BYTE_SIGNS[byte] ?? '') : `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`) ?? EMPTY),
    characters: byBytes ? [] : [...ids].flatMap(([token, id]) => {
      const [first, second] = token;
      return first === undefined || second !== undefined ? [] : [first.codePointAt(0) ?? 0, id];
    }),
    cuts: cutters.flatMap((step) => textOf(fieldsOf(step.pattern).Regex) || []),
    space: metaspace === undefined ? textOf(replaced?.content) : textOf(metaspace.replacement) || '▁',
    prefix: textOf(normalizers.find((step) => step.type === 'Prepend')?.prepend),
    compose: normalizers.some((step) => step.type === 'NFC'),
    whole: listOf(json.added_tokens).map(fieldsOf).filter((token) => token.special !== true).map((token) => textOf(token.content)).filter((text) => text !== '' && !UNUSED.test(text)),
  };
}

/** Reserved for later; no text holds them. */
const UNUSED = /^<(?:unused|reserved)/;

function stepsOf(value: unknown, key: string): Fields[] {
  const step = fieldsOf(value);
  return step.type === 'Sequence' ? listOf(step[key]).map(fieldsOf) : [step];
}

/** GPT-2's printable sign of each byte. */
const BYTE_SIGNS: readonly string[] = (() => {
  const shown = (byte: number): boolean => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(shown(byte) ? byte : next++));
})();
