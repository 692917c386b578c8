/** YAML as far as prompt files need it: keys, lists, and texts with where each character of them is written. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { MapOffset } from '../syntax/spans.ts';

export interface YamlText {
  readonly text: string;
  readonly toFile: MapOffset;
}

export interface YamlNode {
  readonly text: YamlText | null;
  readonly items: readonly YamlNode[];
  readonly entries: readonly { readonly key: string; readonly value: YamlNode }[];
  get(key: string): YamlNode | undefined;
}

/** The parser's time grows with the square of flow nesting; no line people write is as long as this. */
const LONG_LINE = /[^\n]{20000}/;

/** Null when the text has errors or is no map or list. Aliases are left out. */
export function readYaml(source: string, offset = 0): YamlNode | null {
  if (LONG_LINE.test(source)) return null;
  try {
    const document = parseDocument(source, { logLevel: 'silent', strict: false, uniqueKeys: false });
    return isMap(document.contents) || isSeq(document.contents) ? nodeOf(document.contents, source, offset) : null;
  } catch {
    // The parser reports errors as values, but an error inside it must not take the analysis along.
    return null;
  }
}

const EMPTY: YamlNode = { text: null, items: [], entries: [], get: () => undefined };

function nodeOf(node: unknown, source: string, offset: number): YamlNode {
  if (isScalar(node)) {
    if (typeof node.value !== 'string' || node.range == null) return EMPTY;
    return { ...EMPTY, text: { text: node.value, toFile: alignment(node.value, source, node.range[0], node.range[1], offset) } };
  }
  if (isSeq(node)) return { ...EMPTY, items: node.items.map((item) => nodeOf(item, source, offset)) };
  if (!isMap(node)) return EMPTY;
  const entries = node.items.map(({ key, value }) => ({ key: isScalar(key) ? String(key.value) : '', value: nodeOf(value, source, offset) }));
  return { text: null, items: [], entries, get: (key) => entries.find((entry) => entry.key === key)?.value };
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
