/**
 * Builds everything that runs: the extension (CommonJS, as VS Code loads it), the processes it starts and the
 * command line (ES modules that share chunks), the panel page, and the assets beside them.
 *
 *   node esbuild.mjs            one build
 *   node esbuild.mjs --watch    rebuild on change
 */
import { context } from 'esbuild';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { buildAssets } from './src/node/build/assets.mjs';

const watch = process.argv.includes('--watch');
const production = !watch;

/** The package's main file requires its parts by names a bundler cannot see; its ES modules do not. */
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

const shared = { bundle: true, alias, minify: production, sourcemap: watch, logLevel: 'warning', target: 'node22', legalComments: 'none' };

/** Bundled CommonJS packages call `require`; an ES module has none of its own. */
const requireBanner =
  "import { createRequire as costlineRequire } from 'node:module'; const require = costlineRequire(import.meta.url);";

/** CommonJS cannot be split by the bundler, so the client library gets a bundle of its own: VS Code loads it when a document needs it. */
const languageClientApart = {
  name: 'language client apart',
  setup(build) {
    build.onResolve({ filter: /\/language-client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-client.cjs', external: true } : undefined);
  },
};

const extension = {
  ...shared,
  entryPoints: { extension: 'src/extension.ts', 'language-client': 'src/vscode/language-client.ts' },
  plugins: [languageClientApart], supported: { 'dynamic-import': false },
  outdir: 'dist', outExtension: { '.js': '.cjs' },
  platform: 'node', format: 'cjs', external: ['vscode'],
};

const processes = {
  ...shared,
  entryPoints: {
    server: 'src/server/main.ts',
    analyst: 'src/server/analyst/worker.ts',
    telemetry: 'src/telemetry/main.ts',
    cli: 'src/cli/main.ts',
  },
  outdir: 'dist', outExtension: { '.js': '.mjs' },
  platform: 'node', format: 'esm', splitting: true, chunkNames: 'chunks/[name]-[hash]',
  banner: { js: requireBanner },
};

const page = {
  ...shared,
  entryPoints: { panel: 'webview/main.tsx', index: 'webview/index.html' },
  outdir: 'dist/webview',
  platform: 'browser', format: 'iife', target: 'es2022',
  jsx: 'automatic', jsxImportSource: 'preact',
  loader: { '.ttf': 'file', '.html': 'copy' },
};

// Chunks carry a hash in their name: what an earlier build left would travel in the package.
await rm('dist', { recursive: true, force: true });
await buildAssets();
for (const options of [extension, processes, page]) {
  const entryPoints = Object.fromEntries(Object.entries(options.entryPoints).filter(([, file]) => existsSync(file)));
  if (Object.keys(entryPoints).length === 0) continue;
  const build = await context({ ...options, entryPoints });
  if (watch) await build.watch();
  else {
    await build.rebuild();
    await build.dispose();
  }
}
