/**
 * Cuts text into the pieces that byte-pair merging never crosses.
 *
 * The published definitions are regular expressions with backtracking, which overflow on long runs.
 * These functions answer the same cuts in one pass: `endOf(text, at)` is where the piece that starts at `at` ends.
 */
import { CLASSES, classOf, LETTER, LOWER, MARK, NEWLINE, NUMBER, OTHER, SPACE, UPPER } from './character-classes.ts';

/** Where the piece of `text` that starts at `at` ends; `at` must be inside the text. */
export type Scanner = (text: string, at: number) => number;

/** Set in `kindAt`'s answer when the character takes two UTF-16 units. */
const PAIR = 8;
/** Answer of `kindAt` behind the end: no class. */
const END = 16;
const NONE = -1;

const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const BLANK = 0x20;
/** Under case folding the long s (ſ) is an s. */
const LONG_S = 0x17f;

function kindAt(text: string, at: number): number {
  if (at >= text.length) return END;
  const unit = text.charCodeAt(at);
  if ((unit & 0xfc00) !== 0xd800) return CLASSES[unit] as number;
  const low = text.charCodeAt(at + 1);
  if ((low & 0xfc00) !== 0xdc00) return OTHER;
  return classOf(((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000) | PAIR;
}

const classIn = (kind: number): number => kind & ~PAIR;
const widthOf = (kind: number): number => 1 + ((kind & PAIR) >> 3);

/** Length of `'s 't 're 've 'm 'll 'd` at `at`, in any case; 0 when there is none. */
function contraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== APOSTROPHE) return 0;
  const unit = text.charCodeAt(at + 1);
  switch (unit === LONG_S ? 0x73 : unit | 0x20) {
    case 0x73: case 0x74: case 0x6d: case 0x64: // s t m d
      return unit < 0x80 || unit === LONG_S ? 2 : 0;
    case 0x72: case 0x76: // r v
      return unit < 0x80 && isLetter(text, at + 2, 0x65) ? 3 : 0;
    case 0x6c: // l
      return unit < 0x80 && isLetter(text, at + 2, 0x6c) ? 3 : 0;
    default:
      return 0;
  }
}

function isLetter(text: string, at: number, lower: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x80 && (unit | 0x20) === lower;
}

/** Up to three digits. */
function endOfNumber(text: string, at: number): number {
  let end = at;
  for (let digits = 0; digits < 3; digits += 1) {
    const kind = kindAt(text, end);
    if (classIn(kind) !== NUMBER) break;
    end += widthOf(kind);
  }
  return end;
}

/** A run of white space: up to its last line break; otherwise all but the last, which belongs to what follows. */
function endOfSpace(text: string, at: number): number {
  let end = at;
  let afterBreak = NONE;
  for (;;) {
    const kind = kindAt(text, end);
    if (kind === NEWLINE) afterBreak = end + 1;
    else if (kind !== SPACE) break;
    end += 1;
  }
  if (afterBreak !== NONE) return afterBreak;
  return end === text.length || end === at + 1 ? end : end - 1;
}

/** Punctuation and marks, then the line breaks (and slashes, where `slashes`) that follow. */
function endOfSymbols(text: string, at: number, slashes: boolean): number {
  let end = at;
  for (;;) {
    const kind = kindAt(text, end);
    const found = classIn(kind);
    if (found !== OTHER && found !== MARK) break;
    end += widthOf(kind);
  }
  for (;;) {
    const kind = kindAt(text, end);
    if (kind !== NEWLINE && !(slashes && text.charCodeAt(end) === SLASH)) return end;
    end += 1;
  }
}

/**
 * `[upper, caseless, mark]* [lower, caseless, mark]+`: capitals, then at least one that may be lower.
 * Capitals alone do not match: the answer is then `-end - 2`, where `end` is theirs, or NONE where nothing is a letter.
 */
function endOfWord(text: string, at: number): number {
  let end = at;
  let afterCaseless = NONE;
  let kind = kindAt(text, end);
  for (;;) {
    const found = classIn(kind);
    if (found === LETTER || found === MARK) afterCaseless = end + widthOf(kind);
    else if (found !== UPPER) break;
    end += widthOf(kind);
    kind = kindAt(text, end);
  }
  if (classIn(kind) === LOWER) {
    do {
      end += widthOf(kind);
      kind = kindAt(text, end);
    } while (classIn(kind) >= LOWER && classIn(kind) <= MARK);
    return end;
  }
  if (afterCaseless !== NONE) return afterCaseless;
  return end === at ? NONE : -end - 2;
}

/** A word in either form, with its contraction; NONE when there is no letter at `at`. */
function endOfWordOrCapitals(text: string, at: number): number {
  const word = endOfWord(text, at);
  if (word === NONE) return NONE;
  const end = word >= 0 ? word : -word - 2;
  return end + contraction(text, end);
}

/** A mark may stand before a word, or be one. */
function endOfMarked(text: string, at: number, width: number): number {
  const behind = endOfWord(text, at + width);
  const end = behind >= 0 ? behind : endOfWord(text, at);
  return end + contraction(text, end);
}

/** o200k_base: words are cut where capitals follow, contractions stay with their word. */
export const scanO200k: Scanner = (text, at) => {
  const kind = kindAt(text, at);
  switch (classIn(kind)) {
    case UPPER: case LOWER: case LETTER:
      return endOfWordOrCapitals(text, at);
    case MARK:
      return endOfMarked(text, at, widthOf(kind));
    case NUMBER:
      return endOfNumber(text, at);
    case NEWLINE:
      return endOfSpace(text, at);
    case SPACE: {
      const word = endOfWordOrCapitals(text, at + 1);
      if (word !== NONE) return word;
      const next = classIn(kindAt(text, at + 1));
      return next === OTHER && text.charCodeAt(at) === BLANK ? endOfSymbols(text, at + 1, true) : endOfSpace(text, at);
    }
    default: {
      const word = endOfWordOrCapitals(text, at + widthOf(kind));
      return word !== NONE ? word : endOfSymbols(text, at, true);
    }
  }
};

function endOfLetters(text: string, at: number): number {
  let end = at;
  for (;;) {
    const kind = kindAt(text, end);
    const found = classIn(kind);
    if (found < UPPER || found > LETTER) return end;
    end += widthOf(kind);
  }
}

/** cl100k_base: words are runs of letters, a contraction is a piece of its own. */
export const scanCl100k: Scanner = (text, at) => {
  const contracted = contraction(text, at);
  if (contracted > 0) return at + contracted;
  const kind = kindAt(text, at);
  const found = classIn(kind);
  if (found === NUMBER) return endOfNumber(text, at);
  if (found === NEWLINE) return endOfSpace(text, at);
  if (found >= UPPER && found <= LETTER) return endOfLetters(text, at);
  const first = at + widthOf(kind);
  const word = endOfLetters(text, first);
  if (word > first) return word;
  if (found !== SPACE) return endOfSymbols(text, at, false);
  const next = classIn(kindAt(text, at + 1));
  return (next === OTHER || next === MARK) && text.charCodeAt(at) === BLANK ? endOfSymbols(text, at + 1, false) : endOfSpace(text, at);
};
