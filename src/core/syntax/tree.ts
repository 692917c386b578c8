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
  /** Comments, brackets and quotes are left out. */
  readonly children: readonly SyntaxNode[];
}

/** What a cursor's numbers mean in one language. */
export interface NodeNames {
  readonly types: readonly string[];
  /** Per type. */
  readonly kinds: readonly NodeKind[];
  readonly fields: readonly (string | null)[];
}

/** `skipped` nodes are not read at all, `leaf`s and `token`s without what is below them. Tokens have no name in the grammar. */
type NodeKind = 'skipped' | 'token' | 'leaf' | 'inner';

export interface Reading {
  /** Asked now and then; true ends the walk and leaves the rest out. */
  readonly exhausted: () => boolean;
  /** Told of each part that could not be read: a syntax error, or nesting without end. */
  readonly broken?: (span: Span) => void;
}

/** Deeper nodes become `too-deep` leaves, so that no later pass recurses without bound. */
export const MAX_DEPTH = 500;

/** Comments, and punctuation that says nothing the tree does not. */
const SKIPPED = new Set(['comment', 'line_continuation', 'html_comment', 'hash_bang_line', '(', ')', '[', ']', '{', '}', '.', ';', '"', "'", '\n']);

/** What is below these is never lowered: every crossing into WebAssembly counts while reading. */
const LEAVES = new Set([
  'identifier', 'property_identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern', 'private_property_identifier', 'type_identifier',
  'string_start', 'string_content', 'string_end', 'string_fragment', 'escape_sequence', 'integer', 'float', 'number', 'true', 'false', 'none', 'null',
  'this', 'super', 'undefined', 'predefined_type', 'jsx_text', 'regex', 'import_prefix', 'wildcard_import', 'ellipsis', 'optional_chain', 'type_conversion',
  'pass_statement', 'type_alias_statement', 'ambient_declaration', 'function_signature',
  'type_parameters', 'function_type',
]);

const NODES_BETWEEN_CHECKS = 2_048;
const ERROR_TYPE_ID = 65_535;
const NO_CHILDREN: readonly SyntaxNode[] = [];

export const namesOf = (language: Language): NodeNames => ({
  types: language.types,
  kinds: language.types.map((type, id) => kindOf(type, language.nodeTypeIsNamed(id))),
  fields: language.fields,
});

function kindOf(type: string, named: boolean): NodeKind {
  if (SKIPPED.has(type)) return 'skipped';
  if (!named) return 'token';
  return LEAVES.has(type) ? 'leaf' : 'inner';
}

type Open = SyntaxNode & { readonly children: SyntaxNode[] };

/** Reads the node under the cursor with all below it; the cursor ends where it was. */
export function readNode(cursor: TreeCursor, names: NodeNames, reading: Reading): SyntaxNode {
  const root = open(cursor, names, cursor.nodeTypeId, false);
  if (root.type === 'ERROR') reading.broken?.(spanOf(root));
  const path: Open[] = [];
  let inner: Open | undefined = root;
  let read = 0;
  for (;;) {
    read += 1;
    const stop = read % NODES_BETWEEN_CHECKS === 0 && reading.exhausted();
    if (!stop && inner !== undefined && path.length < MAX_DEPTH && cursor.gotoFirstChild()) {
      path.push(inner);
    } else {
      while (path.length > 0 && (stop || !cursor.gotoNextSibling())) {
        cursor.gotoParent();
        path.pop();
      }
      if (path.length === 0) return root;
    }
    inner = append(cursor, names, path);
    if (inner !== undefined && (inner.type === 'ERROR' || inner.type === 'too-deep')) reading.broken?.(spanOf(inner));
  }
}

/** Answers the node when there is something to read below it. */
function append(cursor: TreeCursor, names: NodeNames, path: readonly Open[]): Open | undefined {
  const id = cursor.nodeTypeId;
  const kind = names.kinds[id] ?? 'inner';
  if (kind === 'skipped') return undefined;
  const node = open(cursor, names, id, kind === 'inner' && path.length >= MAX_DEPTH);
  path.at(-1)?.children.push(node);
  return kind === 'inner' ? node : undefined;
}

function open(cursor: TreeCursor, names: NodeNames, id: number, tooDeep: boolean): Open {
  return {
    type: tooDeep ? 'too-deep' : id === ERROR_TYPE_ID ? 'ERROR' : (names.types[id] ?? 'ERROR'),
    field: names.fields[cursor.currentFieldId] ?? null,
    named: names.kinds[id] !== 'token',
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

/** What stands inside a syntax error is probably what was meant to stand here. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.children.length === 0) return NO_CHILDREN;
  const named = node.children.filter((child) => child.named);
  return named.some(isError) ? named.flatMap((child) => (isError(child) ? namedChildren(child) : [child])) : named;
}

const isError = (node: SyntaxNode): boolean => node.type === 'ERROR';

export const firstNamed = (node: SyntaxNode): SyntaxNode | undefined => node.children.find((child) => child.named);
