/** What an image costs, by model: tiles of 512 pixels, patches of 32, or Claude's of 28. Measured on recorded usage. */
import { textOf } from './outline.ts';
import type { ImageDetail, ImageSize, OutlineImage, RequestOutline } from './outline.ts';

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

/** `low`, `high` and `original` of OpenAI, `MEDIA_RESOLUTION_…` of Gemini; null for `auto` and whatever else is said. */
export function detailOf(value: unknown): ImageDetail | null {
  const said = textOf(value).toLowerCase().replace(/^media_resolution_/, '');
  return DETAILS.find((detail) => said.startsWith(detail)) ?? null;
}

const DETAILS: readonly ImageDetail[] = ['low', 'medium', 'high', 'ultra', 'original'];

const scaled = ({ width, height }: ImageSize, by: number): ImageSize => (by >= 1 ? { width, height } : { width: Math.round(width * by), height: Math.round(height * by) });
const longer = ({ width, height }: ImageSize): number => Math.max(width, height);
const cells = ({ width, height }: ImageSize, side: number): number => Math.ceil(width / side) * Math.ceil(height / side);

/** A picture, and each of its tiles; first match wins. */
const TILES: readonly (readonly [RegExp, number, number])[] = [[/^gpt-4o-mini/, 2833, 5667], [/^o[13]/, 75, 150], [/^computer-use/, 65, 129], [/^gpt-[5-9]/, 70, 140], [/./, 85, 170]];

/** Models that cut an image into patches of 32 pixels: tokens of a patch, tokens around, and how much of it they look at. */
interface Patches {
  readonly each: number;
  readonly around: number;
  readonly high: Sight;
  /** Absent where there is no such setting. */
  readonly original?: Sight;
  /** What is taken where nothing is said. */
  readonly auto: 'high' | 'original';
}

interface Sight {
  readonly patches: number;
  /** Of the longer side, in pixels. */
  readonly pixels: number;
}

const SMALL: Sight = { patches: 1536, pixels: 2048 };
const LARGE: Sight = { patches: 2500, pixels: 2048 };
const WHOLE: Sight = { patches: 10_000, pixels: 6000 };
const ALL: Sight = { patches: Infinity, pixels: Infinity };
/** Seen at low detail. */
const GLANCE: Sight = { patches: Infinity, pixels: 512 };

/** First match wins. Tokens of a patch as billed in recordings, where they differ from what is published. */
const PATCHES: readonly (readonly [RegExp, Patches])[] = [
  [/^gpt-4\.1-mini/, { each: 1.62, around: 0, high: SMALL, auto: 'high' }],
  [/^gpt-4\.1-nano/, { each: 2.46, around: 0, high: SMALL, auto: 'high' }],
  [/^o4-mini/, { each: 1.72, around: 0, high: SMALL, auto: 'high' }],
  [/^gpt-5-mini/, { each: 1.2, around: 0, high: SMALL, auto: 'high' }],
  [/^gpt-5-nano/, { each: 1.5, around: 0, high: SMALL, auto: 'high' }],
  [/^gpt-5\.\d-(?:mini|nano)/, { each: 1.2, around: 2, high: SMALL, auto: 'high' }],
  [/^gpt-5\.4/, { each: 1.2, around: 2, high: LARGE, original: WHOLE, auto: 'high' }],
  [/^gpt-5\.5/, { each: 1.2, around: 2, high: LARGE, original: WHOLE, auto: 'original' }],
  [/^gpt-(?:5\.[6-9]|[6-9])/, { each: 1.2, around: 2, high: LARGE, original: ALL, auto: 'original' }],
];

export function openAiImage(image: OutlineImage, model: string): number | null {
  const patches = PATCHES.find(([pattern]) => pattern.test(model))?.[1];
  if (patches !== undefined) return image.size === null ? null : Math.round(patches.each * patchesOf(image.size, sightOf(image, patches)) + patches.around);
  const [, base, each] = TILES.find(([pattern]) => pattern.test(model)) ?? [/./, 85, 170];
  if (image.detail === 'low') return base;
  if (image.size === null) return null;
  const fitted = scaled(image.size, 2048 / longer(image.size));
  return base + each * cells(scaled(fitted, 768 / Math.min(fitted.width, fitted.height)), 512);
}

function sightOf({ detail }: OutlineImage, { high, original, auto }: Patches): Sight {
  if (detail === 'low') return GLANCE;
  const wanted = detail === 'high' || detail === 'original' ? detail : auto;
  return wanted === 'original' ? (original ?? high) : high;
}

/** As OpenAI describes it: scaled down until the patches are few enough, and then so that they come out whole. */
function patchesOf(size: ImageSize, { patches, pixels }: Sight): number {
  const fitted = scaled(size, pixels / longer(size));
  if (cells(fitted, 32) <= patches) return cells(fitted, 32);
  const by = Math.sqrt((patches * 32 * 32) / (fitted.width * fitted.height));
  const [wide, high] = [(fitted.width * by) / 32, (fitted.height * by) / 32];
  const whole = by * Math.min(Math.floor(wide) / wide, Math.floor(high) / high);
  return Math.min(patches, cells({ width: Math.floor(fitted.width * whole), height: Math.floor(fitted.height * whole) }, 32));
}

/** What goes beyond 1,568 pixels a side, or so many patches, is scaled down before. */
const CLAUDE = { patch: 28, side: 1568, most: 1568, around: 3 };

export function claudeImage({ size }: OutlineImage): number | null {
  if (size === null) return null;
  return Math.min(CLAUDE.most, cells(scaled(size, CLAUDE.side / Math.max(size.width, size.height)), CLAUDE.patch)) + CLAUDE.around;
}

/** Gemini charges a small picture so much, and a large one that for each of its tiles and once more for the whole. */
const GEMINI = { tile: 258, small: 384 };
/** Gemini 3 charges by media resolution, up to so much; an image takes a little less, by its form. */
const GEMINI_3: Readonly<Record<ImageDetail, number>> = { low: 280, medium: 560, high: 1120, ultra: 2240, original: 1120 };
const USED = 0.97;

export function geminiImage({ size, detail }: OutlineImage, model: string): number | null {
  if (/gemini-[3-9]/.test(model)) return Math.round(USED * GEMINI_3[detail ?? 'high']);
  if (/gemini-2\.5/.test(model) || (size !== null && longer(size) <= GEMINI.small)) return GEMINI.tile;
  if (size === null) return null;
  const side = Math.min(768, Math.max(256, Math.floor(Math.min(size.width, size.height) / 1.5)));
  return GEMINI.tile * (1 + cells(size, side));
}

export interface ImageCount {
  readonly tokens: number;
  /** Images whose size is not known: how many, and what they can cost at most; null where there is no rule for them. */
  readonly unknown: number;
  readonly atMost: number | null;
}

/** Whichever costs most is as large as images are sent: long ones fill more tiles, square ones more patches. */
const LARGE_IMAGES: readonly ImageSize[] = [{ width: 4096, height: 1536 }, { width: 4096, height: 4096 }];

export function countImages(outline: RequestOutline, cost: (image: OutlineImage) => number | null): ImageCount {
  const images = outline.messages.flatMap((message) => message.images ?? []);
  const unknown = images.filter((image) => cost(image) === null);
  const most = unknown.flatMap((image) => LARGE_IMAGES.flatMap((size) => cost({ ...image, size }) ?? []));
  return {
    tokens: images.reduce((sum, image) => sum + (cost(image) ?? 0), 0), unknown: unknown.length,
    atMost: unknown.length > 0 && most.length === 0 ? null : unknown.length * Math.max(0, ...most),
  };
}
