/** Source files to modules: grammars, incremental parsing and what is kept between two versions of a file. */
import type { Point, Tree } from 'web-tree-sitter';
import { Edit } from 'web-tree-sitter';
import { LineIndex } from '../document.ts';
import type { FileId, SourceFile, Span } from '../document.ts';
import type { Grammar, World } from '../ports.ts';
import { whySkipped } from './admission.ts';
import type { Module } from './ir.ts';
import { lowerPieces, moduleOf } from './lower.ts';
import type { CodeLanguage, LoweredPiece } from './lower.ts';
import { readNotebook } from './notebook.ts';
import { changeBetween, mapSpans, touches } from './spans.ts';
import type { Change } from './spans.ts';
import { namesOf } from './tree.ts';
import type { NodeNames } from './tree.ts';

/** A file as the rest of the core sees it. Spans of `module` are offsets into `source.text`. */
export interface ParsedFile {
  readonly module: Module;
  readonly lines: LineIndex;
  readonly source: SourceFile;
  /** Why the file was not read, or not to its end; absent when it was. */
  readonly skipped?: string;
}

export interface Syntax {
  parse(source: SourceFile): Promise<ParsedFile>;
  /** The same at once; null while the language's grammar is not loaded. */
  parseNow(source: SourceFile): ParsedFile | null;
  /** Frees what is kept for a file that was closed or deleted. */
  forget(file: FileId): void;
}

export type SyntaxWorld = Pick<World, 'grammars' | 'pause' | 'elapsed'>;

/** Milliseconds one file may take. */
const TIME_BUDGET = 3_000;
/** Milliseconds of work after which others get a turn. */
const TURN = 8;
/** Trees are kept for this many files, the latest used; others are parsed anew. */
const KEPT_FILES = 32;

const EMPTY: Module = { imports: [], exports: [], body: [], broken: [] };

interface Kept {
  readonly parsed: ParsedFile;
  readonly tree: Tree;
  readonly pieces: readonly LoweredPiece[];
}

export function createSyntax({ grammars, pause, elapsed }: SyntaxWorld): Syntax {
  const kept = new Map<FileId, Kept>();
  const names = new Map<CodeLanguage, NodeNames>();
  const loaded = new Map<CodeLanguage, Grammar>();
  let turnEnds = elapsed() + TURN;

  const forget = (file: FileId): void => {
    kept.get(file)?.tree.delete();
    kept.delete(file);
  };

  const keep = (file: FileId, entry: Kept): void => {
    forget(file);
    kept.set(file, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_FILES) break;
      forget(oldest);
    }
  };

  const namesFor = (language: CodeLanguage, grammar: Grammar): NodeNames => {
    const known = names.get(language) ?? namesOf(grammar.language);
    names.set(language, known);
    return known;
  };

  const parseCode = (source: SourceFile, language: CodeLanguage, grammar: Grammar): ParsedFile => {
    const deadline = elapsed() + TIME_BUDGET;
    const exhausted = (): boolean => elapsed() > deadline;
    const lines = new LineIndex(source.text);
    const former = kept.get(source.file);
    const before = former?.parsed.source.language === source.language ? former : undefined;
    const change = before === undefined ? null : changeBetween(before.parsed.source.text, source.text);
    if (before !== undefined && change !== null) editTree(before, change, lines);
    const tree = parseTree(grammar, source.text, before?.tree ?? null, exhausted);
    if (tree === null) {
      forget(source.file);
      return { module: EMPTY, lines, source, skipped: 'took too long' };
    }
    const reuse = before === undefined ? undefined : reuseOf(before, tree, change);
    const pieces = lowerPieces(language, tree, source.text, {
      names: namesFor(language, grammar), exhausted, ...(reuse === undefined ? {} : { reuse }),
    });
    const module = moduleOf(pieces);
    if (exhausted()) {
      tree.delete();
      forget(source.file);
      return { module, lines, source, skipped: 'took too long' };
    }
    const parsed = { module, lines, source };
    keep(source.file, { parsed, tree, pieces });
    return parsed;
  };

  const grammarFor = async (language: CodeLanguage): Promise<Grammar | null> => {
    const grammar = loaded.get(language) ?? (await grammars.load(language));
    if (grammar !== null) loaded.set(language, grammar);
    return grammar;
  };

  /** What needs no grammar: files known already, and files that are not read. */
  const withoutParsing = (source: SourceFile): ParsedFile | null => {
    const former = kept.get(source.file)?.parsed;
    if (former?.source.hash === source.hash && former.source.language === source.language && former.source.text === source.text) return former;
    const skipped = source.language === 'plaintext' ? 'not code' : whySkippedOf(source);
    return skipped === null ? null : { module: EMPTY, lines: new LineIndex(source.text), source, skipped };
  };

  const parseNow = (source: SourceFile): ParsedFile | null => {
    const known = withoutParsing(source);
    if (known !== null) return known;
    const language = codeLanguageOf(source);
    const grammar = loaded.get(language);
    if (grammar === undefined) return null;
    return source.language === 'jupyter' ? readCells(source, (cells) => parseCode(cells, language, grammar)) : parseCode(source, language, grammar);
  };

  const parse = async (source: SourceFile): Promise<ParsedFile> => {
    if (elapsed() > turnEnds) {
      await pause();
      turnEnds = elapsed() + TURN;
    }
    const language = codeLanguageOf(source);
    if (source.language !== 'plaintext' && (await grammarFor(language)) === null) {
      return withoutParsing(source) ?? { module: EMPTY, lines: new LineIndex(source.text), source, skipped: `no grammar for ${language}` };
    }
    return parseNow(source) ?? { module: EMPTY, lines: new LineIndex(source.text), source, skipped: 'not code' };
  };

  return { parse, parseNow, forget };
}

/** A notebook's outputs make it large; its code alone is judged, once it is read. */
const whySkippedOf = (source: SourceFile): string | null => (source.language === 'jupyter' ? null : whySkipped(source.text));

const codeLanguageOf = ({ language }: SourceFile): CodeLanguage => {
  if (language === 'jupyter') return 'python';
  return language === 'plaintext' ? 'javascript' : language;
};

function readCells(source: SourceFile, parse: (cells: SourceFile) => ParsedFile): ParsedFile {
  const lines = new LineIndex(source.text);
  const notebook = readNotebook(source.text);
  if (notebook === null) return { module: EMPTY, lines, source, skipped: 'not a Python notebook' };
  const cells: SourceFile = { file: source.file, hash: source.hash, language: 'python', text: notebook.text };
  const skipped = whySkipped(cells.text);
  if (skipped !== null) return { module: EMPTY, lines, source, skipped };
  const { module, skipped: unfinished } = parse(cells);
  return { module: mapSpans(module, notebook.toFile), lines, source, ...(unfinished === undefined ? {} : { skipped: unfinished }) };
}

function parseTree({ parser }: Grammar, text: string, before: Tree | null, exhausted: () => boolean): Tree | null {
  const tree = parser.parse(text, before, { progressCallback: exhausted });
  if (tree === null) parser.reset();
  return tree;
}

function editTree({ parsed, tree }: Kept, change: Change, lines: LineIndex): void {
  tree.edit(new Edit({
    startIndex: change.start, oldEndIndex: change.oldEnd, newEndIndex: change.newEnd,
    startPosition: pointAt(parsed.lines, change.start),
    oldEndPosition: pointAt(parsed.lines, change.oldEnd),
    newEndPosition: pointAt(lines, change.newEnd),
  }));
}

function pointAt(lines: LineIndex, offset: number): Point {
  const { line, character } = lines.positionAt(offset);
  return { row: line, column: character };
}

/** Statements that the change does not touch, and whose tree it did not alter, are kept and moved. */
function reuseOf(before: Kept, tree: Tree, change: Change | null): (start: number, end: number) => LoweredPiece | undefined {
  const pieces = new Map(before.pieces.map((piece) => [piece.start, piece]));
  const altered: Span[] = before.tree.getChangedRanges(tree).map((range) => ({ start: range.startIndex, end: range.endIndex }));
  if (change !== null) altered.push({ start: change.start, end: change.newEnd });
  const by = change === null ? 0 : change.newEnd - change.oldEnd;
  return (start, end) => {
    if (altered.some((range) => touches(range, { start, end }))) return undefined;
    const shift = change !== null && start >= change.newEnd ? by : 0;
    const piece = pieces.get(start - shift);
    if (piece === undefined || piece.end !== end - shift) return undefined;
    return shift === 0 ? piece : mapSpans(piece, (offset) => offset + shift);
  };
}
