/** YAML and JSON as far as prompts need them: keys, lists, and texts with where each character of them is written. */
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { MapOffset } from '../syntax/spans.ts';

export interface DataText {
  readonly text: string;
  readonly toFile: MapOffset;
}

export interface DataNode {
  readonly text: DataText | null;
  /** Of anything else that is one value. */
  readonly scalar: number | boolean | null;
  readonly items: readonly DataNode[];
  readonly entries: readonly { readonly key: string; readonly value: DataNode }[];
  get(key: string): DataNode | undefined;
}

/** Characters; larger files hold data. */
const MAX_YAML = 200_000;
/** The parser's time grows with the square of flow nesting; no line people write is as long as this. */
const LONG_LINE = /[^\n]{20000}/;

/** Null when the text has errors or is no map or list. Aliases are left out. */
export function readYaml(source: string, offset = 0): DataNode | null {
  if (source.length > MAX_YAML || LONG_LINE.test(source)) return null;
  try {
    const document = parseDocument(source, { logLevel: 'silent', strict: false, uniqueKeys: false });
    return isMap(document.contents) || isSeq(document.contents) ? nodeOf(document.contents, source, offset) : null;
  } catch {
    // The parser reports errors as values, but an error inside it must not take the analysis along.
    return null;
  }
}

const EMPTY: DataNode = { text: null, scalar: null, items: [], entries: [], get: () => undefined };

function nodeOf(node: unknown, source: string, offset: number): DataNode {
  if (isScalar(node)) {
    if (typeof node.value !== 'string' || node.range == null) return { ...EMPTY, scalar: typeof node.value === 'number' || typeof node.value === 'boolean' ? node.value : null };
    return { ...EMPTY, text: { text: node.value, toFile: alignment(node.value, source, node.range[0], node.range[1], offset) } };
  }
  if (isSeq(node)) return { ...EMPTY, items: node.items.map((item) => nodeOf(item, source, offset)) };
  if (!isMap(node)) return EMPTY;
  const entries = node.items.map(({ key, value }) => ({ key: isScalar(key) ? String(key.value) : '', value: nodeOf(value, source, offset) }));
  return withEntries(entries);
}

const withEntries = (entries: DataNode['entries']): DataNode => ({ ...EMPTY, entries, get: (key) => entries.find((entry) => entry.key === key)?.value });

/** The same of JSON, comments and trailing commas included. */
export function readJson(source: string): DataNode | null {
  const root = parseTree(source, [], { allowTrailingComma: true });
  return root?.type === 'object' || root?.type === 'array' ? jsonNode(root, source, 0) : null;
}

const MAX_JSON_DEPTH = 40;

function jsonNode(node: Node, source: string, depth: number): DataNode {
  if (depth > MAX_JSON_DEPTH) return EMPTY;
  const value: unknown = node.value;
  if (node.type === 'string') return typeof value === 'string' ? { ...EMPTY, text: { text: value, toFile: jsonAlignment(source, node) } } : EMPTY;
  if (node.type === 'array') return { ...EMPTY, items: (node.children ?? []).map((item) => jsonNode(item, source, depth + 1)) };
  if (node.type !== 'object') return { ...EMPTY, scalar: typeof value === 'number' || typeof value === 'boolean' ? value : null };
  return withEntries((node.children ?? []).flatMap(({ children }) => {
    const [key, inner] = children ?? [];
    return key && inner ? [{ key: String(key.value), value: jsonNode(inner, source, depth + 1) }] : [];
  }));
}

/** An escape is one character of the text. */
function jsonAlignment(source: string, { offset, length }: Node): MapOffset {
  let places: readonly number[] | undefined;
  return (index) => {
    places ??= [...[...source.slice(offset + 1, offset + length - 1).matchAll(/\\u[\da-fA-F]{4}|\\[^]|[^]/g)].map((unit) => offset + 1 + unit.index), offset + length - 1];
    return places[Math.max(0, Math.min(index, places.length - 1))] ?? offset;
  };
}

/** Each character of the value is found in the source behind the one before: past indentation, folds and escapes. */
function alignment(value: string, source: string, start: number, end: number, offset: number): MapOffset {
  let places: Int32Array | undefined;
  const align = (): Int32Array => {
    const result = new Int32Array(value.length + 1);
    let at = /[|>]/.test(source.charAt(start)) ? source.indexOf('\n', start) + 1 : start;
    for (let i = 0; i < value.length; i += 1) {
      const found = nextPlace(value, i, source, at, end);
      result[i] = found;
      at = Math.min(found + 1, end);
    }
    result[value.length] = at;
    return result;
  };
  return (index) => {
    places ??= align();
    return offset + (places[Math.max(0, Math.min(index, value.length))] ?? start);
  };
}

function nextPlace(value: string, index: number, source: string, from: number, end: number): number {
  const wanted = value.charAt(index);
  // At the start of a line, indentation that belongs to YAML comes first.
  const lineStart = index > 0 && value.charAt(index - 1) === '\n' && wanted !== '\n';
  const base = lineStart ? skipIndent(value, index, source, from) : from;
  const found = source.indexOf(wanted, base);
  return found === -1 || found >= end ? Math.min(from, end) : found;
}

function skipIndent(value: string, index: number, source: string, from: number): number {
  const written = /^[ \t]*/.exec(source.slice(from, from + 200))?.[0].length ?? 0;
  const kept = /^[ \t]*/.exec(value.slice(index, index + 200))?.[0].length ?? 0;
  return from + Math.max(0, written - kept);
}
