import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { basename } from 'node:path';
import { test } from 'node:test';
import { importsBelow, importsOf, type ImportFact } from './imports.ts';
import { APART, LAYERS, type Layer } from './layers.ts';

const facts = [...importsBelow('src'), ...importsBelow('webview')];

const layerOf = (file: string): Layer | undefined =>
  LAYERS.filter((layer) => file === layer.at || file.startsWith(`${layer.at}/`)).sort((a, b) => b.at.length - a.at.length)[0];

const under = (path: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

function allowed(fact: ImportFact, layer: Layer): boolean {
  if (fact.relative) {
    if (under(fact.to, [layer.at, ...layer.may])) return true;
    return fact.typesOnly && under(fact.to, layer.types);
  }
  if (layer.outside.includes(fact.to)) return true;
  const builtin = fact.to.startsWith('node:') || builtinModules.includes(fact.to);
  if (builtin) return layer.outside.includes('node:');
  return fact.to !== 'vscode' && layer.outside.includes('packages');
}

test('each folder imports only what the design lets it', () => {
  const wrong = facts.filter((fact) => {
    const layer = layerOf(fact.from);
    return layer === undefined || !allowed(fact, layer);
  });
  assert.deepEqual(wrong.map((fact) => `${fact.from} -> ${fact.to}${fact.typesOnly ? ' (types)' : ''}`), []);
});

test('vscode is imported only by the client', () => {
  const importers = new Set(facts.filter((fact) => fact.to === 'vscode').map((fact) => fact.from));
  assert.deepEqual([...importers].filter((file) => file !== 'src/extension.ts' && !file.startsWith('src/vscode/')), []);
});

test('features, rules, dialects and alerts never import each other', () => {
  const isMember = (folder: string, file: string) =>
    file.startsWith(`${folder}/`) && !SHARED_GROUND.has(basename(file));
  const wrong = APART.flatMap(({ folder }) =>
    facts.filter((fact) => isMember(folder, fact.from) && isMember(folder, fact.to)));
  assert.deepEqual(wrong.map((fact) => `${fact.from} -> ${fact.to}`), []);
});

/** Files of those folders that the members are allowed to share: the interface and what reads it. */
const SHARED_GROUND = new Set(['rule.ts', 'registry.ts', 'run.ts', 'merge.ts', 'dialect.ts', 'alert.ts', 'attributes.ts', 'finding.ts', 'edits.ts', 'feature.ts', 'usage.ts', 'conventions.ts', 'told-in-text.ts', 'deps.ts']);

test('no import goes round in a circle, not even of types alone', () => {
  const graph = new Map<string, string[]>();
  for (const fact of facts.filter((each) => each.relative)) {
    graph.set(fact.from, [...(graph.get(fact.from) ?? []), fact.to]);
  }
  const circles: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});

test('the reader of imports sees each form', () => {
  const text = [
    "import { a } from './a.ts';",
    "import type { B } from './b.ts';",
    "import { type C, type D } from './c.ts';",
    "import './effect.ts';",
    "export * from './e.ts';",
    "const later = await import('./f.ts');",
    "import {\n  g,\n  type H,\n} from 'pkg';",
  ].join('\n');
  assert.deepEqual(
    importsOf('src/x/y.ts', text).map((fact) => `${fact.to}${fact.typesOnly ? ' types' : ''}`),
    ['src/x/a.ts', 'src/x/b.ts types', 'src/x/c.ts types', 'src/x/effect.ts', 'src/x/e.ts', 'pkg', 'src/x/f.ts'],
  );
});
