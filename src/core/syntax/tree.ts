/** Tree-sitter's tree as plain objects: one walk with a cursor, after which nothing crosses into WebAssembly. */
import type { Language, TreeCursor } from 'web-tree-sitter';
import type { Span } from '../document.ts';

export interface SyntaxNode {
  readonly type: string;
  /** The field of the parent it stands in. */
  readonly field: string | null;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  /** Comments and other trivia are left out. */
  readonly children: readonly SyntaxNode[];
}

/** What a cursor's numbers mean in one language. */
export interface NodeNames {
  readonly types: readonly string[];
  readonly named: readonly boolean[];
  readonly fields: readonly (string | null)[];
}

export interface ReadLimits {
  /** Asked now and then; true ends the walk and leaves the rest out. */
  readonly exhausted: () => boolean;
}

/** Deeper nodes become `too-deep` leaves, so that no later pass recurses without bound. */
export const MAX_DEPTH = 500;

const TRIVIA = new Set(['comment', 'line_continuation', 'html_comment', 'hash_bang_line']);
const NODES_BETWEEN_CHECKS = 2_048;
const ERROR_TYPE_ID = 65_535;
const NO_CHILDREN: readonly SyntaxNode[] = [];

export const namesOf = (language: Language): NodeNames => ({
  types: language.types,
  named: language.types.map((_, id) => language.nodeTypeIsNamed(id)),
  fields: language.fields,
});

type Open = SyntaxNode & { readonly children: SyntaxNode[] };

/** Reads the node under the cursor with all below it; the cursor ends where it was. */
export function readNode(cursor: TreeCursor, names: NodeNames, limits: ReadLimits): SyntaxNode {
  const root = open(cursor, names);
  const path: Open[] = [];
  let current = root;
  let read = 0;
  for (;;) {
    read += 1;
    const stop = read % NODES_BETWEEN_CHECKS === 0 && limits.exhausted();
    if (!stop && descend(cursor, current, path)) {
      current = append(cursor, names, path);
      continue;
    }
    for (;;) {
      if (path.length === 0) return root;
      if (!stop && cursor.gotoNextSibling()) break;
      cursor.gotoParent();
      path.pop();
    }
    current = append(cursor, names, path);
  }
}

function descend(cursor: TreeCursor, node: Open, path: Open[]): boolean {
  if (path.length >= MAX_DEPTH || !cursor.gotoFirstChild()) return false;
  path.push(node);
  return true;
}

function append(cursor: TreeCursor, names: NodeNames, path: readonly Open[]): Open {
  const node = open(cursor, names, path.length >= MAX_DEPTH);
  if (!TRIVIA.has(node.type)) path.at(-1)?.children.push(node);
  return node;
}

function open(cursor: TreeCursor, names: NodeNames, tooDeep = false): Open {
  const id = cursor.nodeTypeId;
  return {
    type: tooDeep ? 'too-deep' : id === ERROR_TYPE_ID ? 'ERROR' : (names.types[id] ?? 'ERROR'),
    field: names.fields[cursor.currentFieldId] ?? null,
    named: id === ERROR_TYPE_ID || (names.named[id] ?? false),
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}

export const spanOf = (node: Span): Span => ({ start: node.start, end: node.end });

export const childIn = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === field);

export const childrenIn = (node: SyntaxNode, field: string): readonly SyntaxNode[] =>
  node.children.filter((child) => child.field === field);

export const childOf = (node: SyntaxNode, type: string): SyntaxNode | undefined =>
  node.children.find((child) => child.type === type);

export const hasToken = (node: SyntaxNode, token: string): boolean =>
  node.children.some((child) => child.type === token);

export const namedChildren = (node: SyntaxNode): readonly SyntaxNode[] =>
  node.children.length === 0 ? NO_CHILDREN : node.children.filter((child) => child.named);

export const firstNamed = (node: SyntaxNode): SyntaxNode | undefined => node.children.find((child) => child.named);
