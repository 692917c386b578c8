/** Grammars from the assets folder, or straight from `node_modules` when nothing was built. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, Parser, Query } from 'web-tree-sitter';
import type { Grammar, Grammars } from '../core/ports.ts';
import { assetsFolder } from './assets.ts';

type CodeLanguage = Parameters<Grammars['load']>[0];

const PACKAGES: Readonly<Record<CodeLanguage | 'web-tree-sitter', string>> = {
  'web-tree-sitter': 'web-tree-sitter/web-tree-sitter.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

const QUERIES: Readonly<Record<CodeLanguage, string>> = {
  python: 'python.scm', javascript: 'ecmascript.scm', typescript: 'ecmascript.scm', tsx: 'ecmascript.scm',
};

interface GrammarFiles {
  wasm(name: CodeLanguage | 'web-tree-sitter'): string;
  query(name: string): string;
}

/**
 * One runtime for the whole process, whoever asks: web-tree-sitter keeps it in a variable of its own, and when it is
 * made again, what the former left to the garbage collector is freed in the memory of the new one.
 */
let runtime: Promise<void> | undefined;

/** By the folder they are read from and their name; a grammar once loaded stays in the runtime's memory. */
const loaded = new Map<string, Promise<Grammar | null>>();

/** `assets: null` reads from `node_modules` and the source folder. Nothing is read before the first `load`. */
export function createGrammars(assets: string | URL | null = assetsFolder()): Grammars {
  const files = filesIn(assets);
  const load = async (language: CodeLanguage): Promise<Grammar | null> => {
    try {
      await (runtime ??= Parser.init({ locateFile: () => files.wasm('web-tree-sitter') }).catch((error: unknown) => {
        runtime = undefined;
        throw error;
      }));
      return await readGrammar(language, files);
    } catch {
      // The port's contract: a language that cannot be loaded is null, and its files are listed as skipped.
      return null;
    }
  };
  return {
    load(language) {
      const key = `${String(assets)} ${language}`;
      const known = loaded.get(key) ?? load(language);
      loaded.set(key, known);
      return known;
    },
  };
}

async function readGrammar(name: CodeLanguage, files: GrammarFiles): Promise<Grammar> {
  const [bytes, source] = await Promise.all([readFile(files.wasm(name)), readFile(files.query(QUERIES[name]), 'utf8')]);
  const language = await Language.load(bytes);
  const parser = new Parser();
  parser.setLanguage(language);
  // Compiling takes longer than loading the grammar, and most runs ask for no query.
  let candidates: Query | undefined;
  return { parser, language, get candidates() { return candidates ??= new Query(language, source); } };
}

function filesIn(assets: string | URL | null): GrammarFiles {
  if (assets === null) {
    const require = createRequire(import.meta.url);
    return {
      wasm: (name) => require.resolve(PACKAGES[name]),
      query: (name) => fileURLToPath(new URL(`../core/syntax/queries/${name}`, import.meta.url)),
    };
  }
  const folder = assets instanceof URL ? fileURLToPath(assets) : assets;
  return { wasm: (name) => join(folder, 'grammars', `${name}.wasm`), query: (name) => join(folder, 'queries', name) };
}
