/** Habits of the code that a reader relies on, held by machine. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { importsBelow, sourcesBelow } from './imports.ts';

const product = [...sourcesBelow('src'), ...sourcesBelow('webview')];
const tests = sourcesBelow('test').filter((file) => !file.includes('node_modules') && !/^test\/(?:demo|fixtures|workspace)\//.test(file));

/** Lines of code as `file:line text`, comments and strings blanked, that match. */
function lines(files: readonly string[], pattern: RegExp, { code = true } = {}): string[] {
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return (code ? withoutProse(text) : text).split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : []));
  });
}

/** Comments, strings and regular expressions in their simple forms: enough to look for words of the language. */
const withoutProse = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/g, (found) => found.replace(/[^\n]/g, ' '));

test('no type is given up', () => {
  assert.deepEqual(lines([...product, ...tests], /\bas unknown as\b|[:<,(]\s*any\b|[|&]\s+any\b|\bas any\b|\bany\[\]/), []);
});

test('exports have names', () => {
  assert.deepEqual(lines(product, /\bexport default\b/), []);
});

test('files are named after what they are about', () => {
  assert.deepEqual([...product, ...tests].filter((file) => /^(?:utils?|helpers?|common|misc|shared)\.tsx?$/.test(basename(file))), []);
});

test('nothing is put off', () => {
  assert.deepEqual(lines([...product, ...tests], /\bTO{1}DO\b/, { code: false }), []);
});

test('nothing names the machine it was written on', () => {
  const machine = new RegExp([['', 'work', 'main'], ['', 'work', 'shared'], ['', 'tmp', 'repos']].map((steps) => steps.join('/')).join('|'));
  assert.deepEqual(lines([...product, ...tests], machine, { code: false }), []);
});

test('errors are not switched off', () => {
  assert.deepEqual(lines([...product, ...tests], /@ts-[ine](?:gnore|ocheck|xpect-error)|eslint-[d]isable/, { code: false }), []);
});

test('one barrel only: the face of the core', () => {
  const barrels = product.filter((file) => basename(file) === 'index.ts' && file !== 'src/core/index.ts');
  assert.deepEqual(barrels, []);
});

test('every relative import names a file that is there', () => {
  const missing = [...importsBelow('src'), ...importsBelow('webview')].filter((fact) => fact.relative && !existsSync(fact.to));
  assert.deepEqual(missing.map((fact) => `${fact.from} -> ${fact.to}`), []);
});

test('only the entries of processes and threads build the world', () => {
  const roots = new Set(['src/server/analyst/worker.ts', 'src/cli/main.ts', 'src/extension.ts', 'src/telemetry/collector.ts', 'src/telemetry/main.ts']);
  const users = importsBelow('src').filter((fact) => fact.to === 'src/node/world.ts' && !fact.typesOnly && !roots.has(fact.from));
  assert.deepEqual(users.map((fact) => fact.from), []);
});

test('check and lsp load no SQLite, so that they run on an older Node', () => {
  const graph = new Map<string, string[]>();
  for (const fact of importsBelow('src').filter((each) => !each.typesOnly)) graph.set(fact.from, [...graph.get(fact.from) ?? [], fact.to]);
  const reached = new Set(['src/cli/commands/check.ts', 'src/cli/commands/lsp.ts', 'src/server/main.ts', 'src/server/analyst/worker.ts']);
  for (const file of reached) for (const next of graph.get(file) ?? []) reached.add(next);
  assert.ok(reached.has('src/core/analyze.ts'), 'the walk goes through the code');
  assert.ok(!reached.has('node:sqlite'));
});
