/**
 * What a whole workspace costs beside a bare parse of it: every source file, one thread, web-tree-sitter alone.
 * Each figure is taken in a fresh process that has read no file before, so that none is warmed up by another.
 *
 *   node test/bench/workspace.bench.ts [folder]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import type { LanguageId, SourceFile } from '../../src/core/document.ts';
import { createCore } from '../../src/core/index.ts';
import { readNotebook } from '../../src/core/syntax/notebook.ts';
import { createFiles } from '../../src/node/files.ts';
import type { NodeFiles } from '../../src/node/files.ts';
import { isCode } from '../../src/node/languages.ts';
import { sourceOf } from '../../src/node/source.ts';
import { readFolderConfig } from '../../src/node/folder-config.ts';
import { createWorld } from '../../src/node/world.ts';
import { writeWorkspace } from './generated-workspace.ts';

/** Bars of DESIGN §13, as multiples of the bare parse. */
const BARS: Readonly<Record<string, number>> = { cold: 1, 'command, nothing changed': 0.2 };
/** Files that are changed one after another. */
const CHANGES = 10;

interface Cost {
  readonly wall: number;
  /** Of all threads, also those of the compiler and the collector: what other programs do hardly shows in it. Null for other processes. */
  readonly cpu: number | null;
  readonly note: string;
}

async function timed(work: () => Promise<string>): Promise<Cost> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const note = await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1_000, note };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const GRAMMARS: Readonly<Partial<Record<LanguageId, string>>> = {
  python: 'tree-sitter-python/tree-sitter-python.wasm', jupyter: 'tree-sitter-python/tree-sitter-python.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm', typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
};

/** Reads and parses, and does nothing else. */
async function parseAll(files: NodeFiles): Promise<string> {
  const require = createRequire(import.meta.url);
  await Parser.init();
  const parser = new Parser();
  const languages = new Map<string, Language>();
  let [characters, parsed] = [0, 0];
  for (const file of await files.list()) {
    const source = await files.read(file);
    const grammar = source === null ? undefined : GRAMMARS[source.language];
    if (source === null || grammar === undefined) continue;
    const text = source.language === 'jupyter' ? readNotebook(source.text)?.text : source.text;
    if (text === undefined) continue;
    const language = languages.get(grammar) ?? await Language.load(readFileSync(require.resolve(grammar)));
    languages.set(grammar, language);
    parser.setLanguage(language);
    parser.parse(text)?.delete();
    characters += text.length;
    parsed += 1;
  }
  return `${parsed} files, ${(characters / 1e6).toFixed(1)} million characters`;
}

/** A check of the whole folder, the same again in the same process, and again after each of several files changed. */
async function checkAll(root: string): Promise<Readonly<Record<string, Cost>>> {
  const { config } = await readFolderConfig(root, { flags: {}, trusted: true });
  const changed = new Map<string, SourceFile>();
  const files = createFiles({ roots: [root], exclude: config.exclude, overlay: (file) => changed.get(file) });
  const core = createCore(createWorld());
  const check = async (): Promise<string> => {
    const { calls, findings } = await core.analyze({ files, trusted: true }, { config, evidence: new Map(), now: Date.now(), includeQuiet: true });
    return `${calls.length} calls, ${findings.length} findings`;
  };
  const cold = await timed(check);
  if (process.argv[2] === '--cold') return { cold };
  const again = await timed(check);
  const code = (await files.list()).filter(isCode);
  const changes: Cost[] = [];
  for (let i = 0; i < CHANGES; i += 1) {
    const file = code[Math.floor((code.length * (i + 0.5)) / CHANGES)];
    const source = file === undefined ? null : await files.read(file);
    if (file === undefined || source === null || source.language === 'jupyter') continue;
    changed.set(file, sourceOf(file, `${source.text}\n`));
    changes.push(await timed(check));
  }
  const middle = { wall: median(changes.map(({ wall }) => wall)), cpu: median(changes.map(({ cpu }) => cpu ?? 0)), note: `median of ${changes.length} files` };
  return { cold, 'nothing changed, same process': again, 'one file changed, same process': middle };
}

/** The part of this file that runs in a process of its own. */
async function measure(figure: string, root: string): Promise<Readonly<Record<string, Cost>>> {
  if (figure === 'check' || figure === 'cold') return checkAll(root);
  const { config } = await readFolderConfig(root, { flags: {}, trusted: true });
  const files = createFiles({ roots: [root], exclude: config.exclude });
  return { 'bare parse': await timed(() => parseAll(files)) };
}

const apart = (figure: string, root: string): Readonly<Record<string, Cost>> => {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), `--${figure}`, root], { encoding: 'utf8', maxBuffer: 1e8 });
  return JSON.parse(output) as Readonly<Record<string, Cost>>;
};

/** The built command as a user runs it, start of the process included: without and with the answers of the run before. */
function commands(root: string): Readonly<Record<string, Cost>> {
  const cli = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
  if (!existsSync(cli)) return {};
  const cache = mkdtempSync(join(tmpdir(), 'costline-bench-cache-'));
  const run = (): Cost => {
    const start = performance.now();
    const { stdout } = spawnSync(process.execPath, [cli, 'check', root, '--format', 'json'], { env: { ...process.env, XDG_CACHE_HOME: cache }, encoding: 'utf8', maxBuffer: 1e9 });
    const wall = performance.now() - start;
    return { wall, cpu: null, note: `${(JSON.parse(stdout) as { calls: unknown[] }).calls.length} calls` };
  };
  const costs = { 'command, cold': run(), 'command, nothing changed': run() };
  rmSync(cache, { recursive: true, force: true });
  return costs;
}

function compare(root: string): void {
  const bare = apart('parse', root)['bare parse']!;
  const costs = { 'bare parse': bare, ...apart('check', root), ...commands(root) };
  console.log(`${root}  (load ${loadavg()[0]?.toFixed(1)})`);
  for (const [name, { wall, cpu, note }] of Object.entries(costs)) {
    console.log(`  ${name.padEnd(34)} ${wall.toFixed(0).padStart(6)} ms ${(wall / bare.wall).toFixed(2).padStart(6)} x   ${cpu === null ? ''.padEnd(25) : `cpu ${cpu.toFixed(0).padStart(6)} ms ${(cpu / (bare.cpu ?? 1)).toFixed(2).padStart(6)} x   `}${note}${name in BARS ? `   (bar ${BARS[name]} x)` : ''}`);
  }
}

const [first, folder] = process.argv.slice(2);
if (first?.startsWith('--') === true && folder !== undefined) {
  console.log(JSON.stringify(await measure(first.slice(2), folder)));
} else if (first !== undefined) {
  for (const root of process.argv.slice(2)) compare(resolve(root));
} else {
  const root = mkdtempSync(join(tmpdir(), 'costline-bench-'));
  writeWorkspace(root);
  compare(root);
  rmSync(root, { recursive: true, force: true });
}
