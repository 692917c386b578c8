/** What an image costs, by model: tiles of 512 pixels, patches of 32, or Claude's of 28. Measured on recorded usage. */
import { textOf } from './outline.ts';
import type { ImageSize, OutlineImage, RequestOutline } from './outline.ts';

/** Reads the size out of an image's first bytes: PNG, GIF, JPEG, WebP. `source` is a data URL or its base64. */
export function sizeOf(source: unknown): ImageSize | null {
  const text = textOf(source);
  const base64 = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
  const bytes = decode(base64, MOST_READ);
  return bytes.length < 30 ? null : pngSize(bytes) ?? gifSize(bytes) ?? webpSize(bytes) ?? jpegSize(bytes);
}

/** The size of a JPEG can stand behind a thumbnail. */
const MOST_READ = 65_536;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decode(base64: string, most: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(most, Math.floor(base64.length * 3 / 4)));
  let [bits, held, to] = [0, 0, 0];
  for (let i = 0; i < base64.length && to < bytes.length; i += 1) {
    const digit = DIGITS.indexOf(base64[i] ?? '');
    if (digit < 0) break;
    held = (held << 6) | digit;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to++] = (held >> bits) & 255;
    held &= (1 << bits) - 1;
  }
  return bytes.subarray(0, to);
}

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
const big = (bytes: Uint8Array, index: number): number => (at(bytes, index) << 8) | at(bytes, index + 1);
const little = (bytes: Uint8Array, index: number): number => at(bytes, index) | (at(bytes, index + 1) << 8);

const pngSize = (bytes: Uint8Array): ImageSize | null =>
  (at(bytes, 0) === 0x89 && at(bytes, 1) === 0x50 ? { width: (big(bytes, 16) << 16) | big(bytes, 18), height: (big(bytes, 20) << 16) | big(bytes, 22) } : null);

const gifSize = (bytes: Uint8Array): ImageSize | null => (at(bytes, 0) === 0x47 && at(bytes, 1) === 0x49 && at(bytes, 2) === 0x46 ? { width: little(bytes, 6), height: little(bytes, 8) } : null);

function webpSize(bytes: Uint8Array): ImageSize | null {
  if (at(bytes, 0) !== 0x52 || at(bytes, 8) !== 0x57) return null;
  switch (at(bytes, 15)) {
    case 0x20: return { width: little(bytes, 26) & 0x3fff, height: little(bytes, 28) & 0x3fff };
    case 0x4c: return { width: 1 + ((little(bytes, 21)) & 0x3fff), height: 1 + (((little(bytes, 22) >> 6) | (at(bytes, 24) << 10)) & 0x3fff) };
    default: return { width: 1 + little(bytes, 24), height: 1 + little(bytes, 27) };
  }
}

function jpegSize(bytes: Uint8Array): ImageSize | null {
  if (big(bytes, 0) !== 0xffd8) return null;
  for (let from = 2; from + 9 < bytes.length && at(bytes, from) === 0xff; from += 2 + big(bytes, from + 2)) {
    const marker = at(bytes, from + 1);
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { width: big(bytes, from + 7), height: big(bytes, from + 5) };
  }
  return null;
}

const scaled = ({ width, height }: ImageSize, by: number): ImageSize => (by >= 1 ? { width, height } : { width: Math.round(width * by), height: Math.round(height * by) });
const cells = ({ width, height }: ImageSize, side: number): number => Math.ceil(width / side) * Math.ceil(height / side);

/** A picture, and each of its tiles; first match wins. */
const TILES: readonly (readonly [RegExp, number, number])[] = [[/^gpt-4o-mini/, 2833, 5667], [/^o[13]/, 75, 150], [/^gpt-[5-9]/, 70, 140], [/./, 85, 170]];
/** Tokens of a patch, and patches at most. */
const PATCHES: readonly (readonly [RegExp, number])[] = [[/^gpt-4\.1-mini/, 1.62], [/^gpt-4\.1-nano/, 2.46], [/^o4-mini/, 1.72], [/^gpt-5[\d.]*-mini/, 1.2], [/^gpt-5[\d.]*-nano/, 1.5]];
const MOST_PATCHES = 1536;

export function openAiImage(image: OutlineImage, model: string): number | null {
  const [, base, each] = TILES.find(([pattern]) => pattern.test(model)) ?? [/./, 85, 170];
  const patch = PATCHES.find(([pattern]) => pattern.test(model))?.[1];
  if (image.low && patch === undefined) return base;
  if (image.size === null) return null;
  if (patch !== undefined) return Math.ceil(Math.min(MOST_PATCHES, cells(image.size, 32)) * patch);
  const fitted = scaled(image.size, 2048 / Math.max(image.size.width, image.size.height));
  return base + each * cells(scaled(fitted, 768 / Math.min(fitted.width, fitted.height)), 512);
}

/** What goes beyond 1,568 pixels a side, or so many patches, is scaled down before. */
const CLAUDE = { patch: 28, side: 1568, most: 1568, around: 3 };

export function claudeImage({ size }: OutlineImage): number | null {
  if (size === null) return null;
  return Math.min(CLAUDE.most, cells(scaled(size, CLAUDE.side / Math.max(size.width, size.height)), CLAUDE.patch)) + CLAUDE.around;
}

/** Gemini charges a small picture or a tile of a large one so much. Gemini 3 charges by its own setting, which is not measured well. */
const GEMINI = { tile: 258, small: 384, third: 1100 };

export function geminiImage({ size }: OutlineImage, model: string): number | null {
  if (/gemini-[3-9]/.test(model)) return GEMINI.third;
  if (/gemini-2\.5/.test(model) || (size !== null && Math.max(size.width, size.height) <= GEMINI.small)) return GEMINI.tile;
  if (size === null) return null;
  const side = Math.min(768, Math.max(256, Math.floor(Math.min(size.width, size.height) / 1.5)));
  return GEMINI.tile * cells(size, side);
}

export interface ImageCount {
  readonly tokens: number;
  /** Images whose size is not known, so that nothing can be said of them. */
  readonly unknown: number;
}

export function countImages(outline: RequestOutline, cost: (image: OutlineImage) => number | null): ImageCount {
  const costs = outline.messages.flatMap((message) => message.images ?? []).map(cost);
  return { tokens: costs.reduce((sum: number, each) => sum + (each ?? 0), 0), unknown: costs.filter((each) => each === null).length };
}
