/** Writes dist/assets: grammars, queries, vocabularies and prices, as the Node ports read them. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { priceCatalogue } from './prices.mjs';
import { mergeVocabularyBinary } from '../../core/tokens/merge-vocabulary.ts';
import { PACKAGES, vocabularyBinary } from './vocabulary.mjs';

const require = createRequire(import.meta.url);

const grammars = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'python.wasm': 'tree-sitter-python/tree-sitter-python.wasm',
  'javascript.wasm': 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

const vocabularies = ['o200k_base', 'cl100k_base'];

export async function buildAssets() {
  await mkdir('dist/assets/grammars', { recursive: true });
  for (const [name, source] of Object.entries(grammars)) await cp(require.resolve(source), `dist/assets/grammars/${name}`);
  await cp('src/core/syntax/queries', 'dist/assets/queries', { recursive: true });
  await cp('src/core/rules', 'dist/assets/rules', { recursive: true, filter: (path) => !/\.ts$/.test(path) });
  await mkdir('dist/assets/vocab', { recursive: true });
  for (const name of vocabularies) {
    await writeFile(`dist/assets/vocab/${name}.bin`, vocabularyBinary(require(`js-tiktoken/ranks/${name}`).bpe_ranks));
  }
  // Beside the assets and not among them: these do not go into the extension's package.
  await mkdir('dist/vocabularies', { recursive: true });
  for (const [name, file] of Object.entries(PACKAGES)) {
    const bytes = mergeVocabularyBinary(JSON.parse(await readFile(require.resolve(file), 'utf8')));
    if (bytes !== null) await writeFile(`dist/vocabularies/${name}.bin`, bytes);
  }
  await writeFile('dist/assets/prices.json', JSON.stringify(await priceCatalogue()));
}
