/** What a name imported from a file stands for: followed through barrels, stars and CommonJS. */
import type { FileId } from '../../document.ts';
import type { Module } from '../../syntax/ir.ts';
import { dataIn, isDataFile } from '../../values/data-file.ts';
import { deref, text } from '../../values/value.ts';
import type { Place, Scope, Value } from '../../values/value.ts';

/** How many files may hand a name on. */
const MAX_HOPS = 12;

/** The workspace as far as names are concerned. */
export interface Names {
  resolve(module: string, from: FileId): FileId | null;
  scope(file: FileId): Scope | null;
  module(file: FileId): Module | undefined;
  promptFile(path: string, from: FileId, exact: boolean, callers?: readonly FileId[]): { readonly file: FileId; readonly text: string } | null;
  isPython(file: FileId): boolean;
  /** The value of `export const x = …`, which no scope holds. */
  valueOf(expression: NonNullable<Module['exports'][number]['value']>, scope: Scope): Value | null;
}

const PROMPT_FILE = /\.(md|mdx|txt|prompt|jinja2?|j2|njk|hbs|handlebars|mustache|tmpl|tpl|prompty|xml|poml|html|json|ya?ml|toml|liquid)$/i;

/** Whether a file may hold a prompt, or the parts of one, rather than code. */
export const isPromptFile = (file: FileId): boolean => PROMPT_FILE.test(file);

/** What an import of a file that is no code brings: a prompt's text, or what JSON and YAML hold. */
function assetValue(names: Names, file: FileId, name: string): Value | null {
  const found = names.promptFile(file, file, true);
  if (!found) return null;
  const data = isDataFile(found.file) ? dataIn(found.file, found.text) : text(found.text, { file: found.file, span: { start: 0, end: found.text.length } }, 'imported');
  if (name === 'default' || !data) return data;
  const plain = deref(data);
  return plain.kind === 'record' ? plain.entries.find((entry) => entry.key === name)?.value ?? null : null;
}

/** A name that a file exports; null when it exports none of that name. `*`: what a CommonJS file exports in the place of an object of names. */
export function exportedValue(names: Names, file: FileId, name: string, hops = 0): Value | null {
  if (isPromptFile(file)) return assetValue(names, file, name);
  const scope = names.scope(file);
  const module = names.module(file);
  if (!scope || !module || hops > MAX_HOPS) return null;
  if (name === '*' && !isOneThing(module)) return null;
  if (names.isPython(file)) return scope.names.get(name)?.value ?? pythonStar(names, { file, scope, name, hops });
  for (const each of module.exports) {
    if (each.exported !== name) continue;
    if (each.from) return reexported(names, { file, from: each.from, span: each.span, hops });
    if (each.local !== undefined) return scope.names.get(each.local)?.value ?? null;
    const value = each.value && names.valueOf(each.value, scope);
    if (value) return value;
  }
  for (const each of module.exports) {
    if (each.exported !== '**' || !each.from) continue;
    const value = behind(names, { module: each.from.module, file, name, hops });
    if (value) return value;
  }
  // CommonJS, and `export =`. What a file with exports imports itself it does not hand on: barrels that name each other would lead in circles.
  const own = scope.names.get(name)?.value ?? null;
  return own?.kind === 'import' && module.exports.length > 0 ? null : own;
}

/** `module.exports = f`, and nothing beside it: what requires the file gets `f` itself. */
const isOneThing = (module: Module): boolean => module.exports.length > 0 && module.exports.every(({ exported }) => exported === '*' || exported === 'default');

const behind = (names: Names, { module, file, name, hops }: { readonly module: string; readonly file: FileId; readonly name: string; readonly hops: number }): Value | null => {
  const target = names.resolve(module, file);
  return target === null || target === file ? null : exportedValue(names, target, name, hops + 1);
};

const pythonStar = (names: Names, { file, scope, name, hops }: { readonly file: FileId; readonly scope: Scope; readonly name: string; readonly hops: number }): Value | null => {
  for (const [key, cell] of scope.names) {
    if (!key.startsWith('**') || cell.value?.kind !== 'import') continue;
    const value = behind(names, { module: cell.value.module, file, name, hops });
    if (value) return value;
  }
  return null;
};

const reexported = (names: Names, { file, from, span, hops }: { readonly file: FileId; readonly from: { readonly module: string; readonly imported: string }; readonly span: Place['span']; readonly hops: number }): Value | null => {
  const target = names.resolve(from.module, file);
  if (target === null) return { kind: 'import', module: from.module, imported: from.imported, file, place: { file, span } };
  return from.imported === '*' ? { kind: 'module', file: target } : exportedValue(names, target, from.imported, hops + 1);
};
