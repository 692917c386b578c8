/** Writes dist/assets: grammars, queries, vocabularies and prices, as the Node ports read them. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { priceCatalogue } from './prices.mjs';
import { vocabularyBinary } from './vocabulary.mjs';

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
  await writeFile('dist/assets/prices.json', JSON.stringify(await priceCatalogue()));
}
