/** Names that a file's imports give to what they bring, read from its text: which functions such a name may mean. */
import type { FileId } from '../../document.ts';
import { stemOf } from '../call-names.ts';

export interface ImportedName {
  readonly local: string;
  /** The name that is exported, or what `defaultOf` answers for the module. */
  readonly meant: string;
}

const DEFAULT = 'default of ';

/** `export default f`, `module.exports = f`: whoever imports it names it as he likes. */
const HAS_DEFAULT = /\bexport\s+default\b|\bas\s+default\b|\bmodule\.exports\s*=/;

/** `import ask from './llm'`, `const ask = require('./llm')`. */
const OF_DEFAULT = /\bimport\s+(\w+)\s*(?:,\s*\{[^{}]*\}\s*)?from\s*["']([^"'\n]+)["']|\b(\w+)\s*=\s*require\(\s*["']([^"'\n]+)["']\s*\)/g;

/** `import { call as ask } from './llm'`, `from llm import call as ask`. */
const RENAMED = /\b(\w+) as (\w+)\b/g;

/** `const { call: ask } = require('./llm')`. */
const PICKED = /\{([^{}]*)\}\s*=\s*require\(/g;

/** Stands for whatever a module exports by default; null for a file whose text exports nothing so. */
export const defaultOf = (file: FileId, text: string): string | null => (HAS_DEFAULT.test(text) ? DEFAULT + plainStem(file) : null);

export const isDefault = (name: string): boolean => name.startsWith(DEFAULT);

/** The names, each once for all that it may mean. */
export function importedNames(text: string): readonly ImportedName[] {
  const ofDefault = [...text.matchAll(OF_DEFAULT)].map(([, local, module, required, path]) => ({ local: local ?? required ?? '', meant: DEFAULT + plainStem(module ?? path ?? '') }));
  const renamed = [...text.matchAll(RENAMED)].map(([, meant = '', local = '']) => ({ local, meant }));
  const picked = [...text.matchAll(PICKED)].flatMap(([, names = '']) => [...names.matchAll(/(\w+)\s*:\s*(\w+)/g)].map(([, meant = '', local = '']) => ({ local, meant })));
  return [...ofDefault, ...renamed, ...picked].filter(({ local, meant }) => local !== '' && local !== meant);
}

/** The same for a file and for how code names it: `lib/llm.base.js`, `./llm.base`. */
const plainStem = (path: string): string => stemOf(/\.\w+$/.test(path) ? path : `${path}.js`).split('.')[0] ?? '';
