/** A file as the core names it: an absolute path with forward slashes, also on Windows, or the URI of a document that is no file (`untitled:…`). */
export type FileId = string;

/** Zero-based line and UTF-16 column, as in LSP. Display adds one. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open, as in LSP. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly file: FileId;
  readonly range: Range;
}

/** Half-open, in UTF-16 code units from the start of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** What one fix changes in one file. Edits of one file never overlap. */
export interface FileEdits {
  readonly file: FileId;
  readonly edits: readonly TextEdit[];
}

/** Languages the grammars read; `jupyter` is cells of another language in execution order. */
export type LanguageId = 'python' | 'typescript' | 'tsx' | 'javascript' | 'jupyter' | 'plaintext';

/** A document at one moment. `hash` names its content: equal hashes, equal text. */
export interface SourceFile {
  readonly file: FileId;
  readonly language: LanguageId;
  readonly text: string;
  readonly hash: string;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function startsOfMixedLines(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit === 10 || (unit === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** Translates offsets to positions and back in O(log lines). Lines end at `\n`, `\r\n` or `\r`. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = text.includes('\r') ? startsOfMixedLines(text) : startsOfLines(text);
    this.#length = text.length;
  }

  /** Offsets outside the text are clamped to it. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }

  /** Positions outside the text are clamped to it. */
  offsetAt(position: Position): number {
    const start = this.#starts[Math.max(0, position.line)];
    if (start === undefined) return this.#length;
    const next = this.#starts[position.line + 1] ?? this.#length;
    return Math.min(start + Math.max(0, position.character), next);
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }
}

export const comparePositions = (a: Position, b: Position): number =>
  a.line - b.line || a.character - b.character;

export const rangeContains = (range: Range, position: Position): boolean =>
  comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;

/** A file outside every root keeps its whole path. */
export function relativeTo(roots: readonly FileId[], file: FileId): string {
  const root = roots.find((candidate) => file.startsWith(`${candidate}/`));
  return root === undefined ? file : file.slice(root.length + 1);
}
