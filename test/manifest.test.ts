/** The manifest and the code say the same: commands, settings, what trust restricts, rules in documentation. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SETTINGS } from '../src/core/config/settings.ts';
import { RULES } from '../src/core/rules/registry.ts';
import { CODE_LANGUAGES, HOVER_COMMANDS } from '../src/vscode/selectors.ts';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
    readonly jsonValidation: readonly { readonly url: string }[];
  };
}

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const { contributes } = manifest;
const contributed = contributes.commands.map(({ command }) => command).sort();
const client = globSync('src/vscode/**/*.ts').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

test('every command of the code is contributed, and every contributed command is there', () => {
  const inCode = client.filter(({ path }) => path.includes('commands')).flatMap(({ text }) => [...text.matchAll(/\bid: '(costline\.\w+)'/g)].map(([, id]) => id)).sort();
  assert.deepEqual(inCode, contributed);
  const registry = read('src/vscode/commands/registry.ts');
  for (const { path, text } of client.filter(({ path }) => path.includes('commands'))) {
    for (const [, name = ''] of text.matchAll(/export const (\w+): Command\b/g)) assert.match(registry, new RegExp(`\\b${name}\\b`), `${path}: ${name} is registered`);
  }
});

test('whatever runs a command names one that exists', () => {
  const run = client.flatMap(({ text }) => [...text.matchAll(/(?:executeCommand\(|command: \[|item\.command = )'(costline\.\w+)'/g)].map(([, id]) => id ?? ''));
  assert.ok(run.length > 5);
  const named = [...run, ...HOVER_COMMANDS, ...contributes.menus.commandPalette.map(({ command }) => command)];
  assert.deepEqual(named.filter((id) => !contributed.includes(id)), []);
});

test('palette titles are the ones people are told', () => {
  const titles = contributes.commands.map(({ category, title }) => `${category}: ${title}`);
  for (const title of ['Costline: Open Spend Panel', 'Costline: Set Workspace Budget…', 'Costline: Connect Telemetry…']) assert.ok(titles.includes(title), title);
});

test('settings have the name, type, default, limits and scope of the code, and the same words', () => {
  const inCode = Object.fromEntries(SETTINGS.map(({ name, type, default: value, description, scope, minimum, maximum }) => [name, {
    type, default: value, markdownDescription: description, scope, ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }),
  }]));
  assert.deepEqual(contributes.configuration.properties, JSON.parse(JSON.stringify(inCode)));
});

test('in an untrusted workspace the settings that matter are restricted', () => {
  assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  assert.deepEqual([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort(), SETTINGS.filter(({ restricted }) => restricted).map(({ name }) => name).sort());
});

test('the extension wakes for the languages the server reads, and for nothing that happens in every window', () => {
  for (const language of CODE_LANGUAGES) assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
  assert.deepEqual(manifest.activationEvents.filter((event) => event === '*' || event === 'onStartupFinished'), []);
});

test('every rule has its page', () => {
  for (const { meta } of RULES) assert.ok(existsSync(new URL(`../src/core/rules/${meta.id.replace('/', '-')}.md`, import.meta.url)), meta.id);
});

test('the package contains what the manifest names', () => {
  const kept = read('.vscodeignore').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const packed = (file: string): boolean => kept.some((pattern) => new RegExp(`^${pattern.replace('**', '.+').replace(/(?<!\.)\*/, '[^/]*')}$`).test(file));
  for (const file of [manifest.main, manifest.icon, ...contributes.jsonValidation.map(({ url }) => url), 'dist/server.mjs', 'dist/assets/vocab/o200k_base.bin']) assert.ok(packed(file.replace('./', '')), file);
  assert.ok(!packed('dist/vocabularies/gemma3.bin'), 'a vocabulary that users install themselves');
});
