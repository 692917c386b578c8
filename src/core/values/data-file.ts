/** JSON, YAML and TOML kept in files, as values: prompts stand in them under keys. */
import type { FileId } from '../document.ts';
import { readJson, readYaml } from '../templates/data.ts';
import type { DataNode } from '../templates/data.ts';
import { readToml } from '../templates/toml.ts';
import { constant, refTo, text } from './value.ts';
import type { Place, Value } from './value.ts';

/** Characters; larger files are data that no prompt is looked for in. */
const MAX_JSON = 300_000;
const MAX_YAML = 100_000;
const MAX_FILES = 200;

const known = new Map<FileId, { readonly content: string; readonly root: DataNode | null }>();

export const isDataFile = (file: FileId): boolean => /\.(?:jsonc?|ya?ml|toml)$/i.test(file);

/** Null when it is none of them, or broken. */
export const dataIn = (file: FileId, content: string): Value | null => {
  const before = known.get(file);
  const root = before?.content === content ? before.root : parse(file, content);
  if (before?.content !== content) {
    if (known.size >= MAX_FILES) known.clear();
    known.set(file, { content, root });
  }
  return root && valueOf(root, file);
};

const parse = (file: FileId, content: string): DataNode | null => {
  if (/\.jsonc?$/i.test(file)) return content.length > MAX_JSON ? null : readJson(content);
  if (/\.toml$/i.test(file)) return readToml(content);
  return content.length > MAX_YAML ? null : readYaml(content);
};

const valueOf = (node: DataNode, file: FileId): Value => {
  if (node.text) return text(node.text.text, placeIn(node, file), 'constant');
  if (node.items.length > 0) return refTo({ kind: 'list', ordered: true, place: placeIn(node, file), items: node.items.map((item) => ({ value: valueOf(item, file), place: placeIn(item, file) })) });
  if (node.entries.length > 0) return refTo({ kind: 'record', rest: null, place: placeIn(node, file), entries: node.entries.map(({ key, value }) => ({ key, value: valueOf(value, file), place: placeIn(value, file) })) });
  return constant(node.scalar);
};

/** A text's own span; of lists and maps, that of the first text inside. */
const placeIn = (node: DataNode, file: FileId): Place => {
  if (node.text) return { file, span: { start: node.text.toFile(0), end: node.text.toFile(node.text.text.length) } };
  const inner = node.items[0] ?? node.entries[0]?.value;
  return inner ? placeIn(inner, file) : { file, span: { start: 0, end: 0 } };
};
