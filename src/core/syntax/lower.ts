/** From a tree-sitter tree to the IR, one top-level statement at a time so that an edit re-lowers only what it touched. */
import type { Tree } from 'web-tree-sitter';
import type { LanguageId, Span } from '../document.ts';
import { ECMASCRIPT } from './ecmascript/ecmascript.ts';
import type { Export, Import, Module, Statement } from './ir.ts';
import { createLowering } from './lowering.ts';
import type { Grammarian } from './lowering.ts';
import { PYTHON } from './python/python.ts';
import { readNode } from './tree.ts';
import type { NodeNames, Reading, SyntaxNode } from './tree.ts';

export type CodeLanguage = Exclude<LanguageId, 'jupyter' | 'plaintext'>;

/** What one top-level statement lowered to. Its parts carry spans of the text it was lowered from. */
export interface LoweredPiece extends Span {
  readonly statements: readonly Statement[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly broken: readonly Span[];
}

const GRAMMARIANS: Readonly<Record<CodeLanguage, Grammarian>> = {
  python: PYTHON, typescript: ECMASCRIPT, tsx: ECMASCRIPT, javascript: ECMASCRIPT,
};

const never = (): boolean => false;

export interface LowerOptions {
  readonly names: NodeNames;
  /** Asked now and then; true leaves the rest of the file out. */
  readonly exhausted?: Reading['exhausted'];
  /** A piece of the former text that still holds at this place; absent when there is none. */
  readonly reuse?: (start: number, end: number) => LoweredPiece | undefined;
}

export function lowerPieces(language: CodeLanguage, tree: Tree, text: string, options: LowerOptions): LoweredPiece[] {
  const { names, exhausted = never, reuse } = options;
  const pieces: LoweredPiece[] = [];
  const cursor = tree.walk();
  try {
    if (!cursor.gotoFirstChild()) return pieces;
    do {
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      const kept = reuse?.(start, end);
      if (kept !== undefined) pieces.push(kept);
      else if (!exhausted()) {
        const broken: Span[] = [];
        const node = readNode(cursor, names, { exhausted, broken: (span) => broken.push(span) });
        pieces.push(lowerPiece(language, text, node, broken));
      }
    } while (cursor.gotoNextSibling());
  } finally {
    cursor.delete();
  }
  return pieces;
}

function lowerPiece(language: CodeLanguage, text: string, node: SyntaxNode, broken: readonly Span[]): LoweredPiece {
  const lowering = createLowering(text, GRAMMARIANS[language]);
  const statements = lowering.statements([node]);
  return { start: node.start, end: node.end, statements, imports: lowering.imports, exports: lowering.exports, broken };
}

export const moduleOf = (pieces: readonly LoweredPiece[]): Module => ({
  imports: pieces.flatMap((piece) => piece.imports),
  exports: pieces.flatMap((piece) => piece.exports),
  body: pieces.flatMap((piece) => piece.statements),
  broken: pieces.flatMap((piece) => piece.broken),
});

export const lowerModule = (language: CodeLanguage, tree: Tree, text: string, names: NodeNames): Module =>
  moduleOf(lowerPieces(language, tree, text, { names }));
