/** The command line as a person or a build runs it, on drawn workspaces; in its own process where that matters. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createCore } from '../../src/core/index.ts';
import type { Report } from '../../src/cli/output/report.ts';
import { runProgram } from '../../src/cli/program.ts';
import { readVersion } from '../../src/node/version.ts';
import { createWorld } from '../../src/node/world.ts';
import { LONG, STAMPED, STEADY, TYPESCRIPT } from '../support/prompts.ts';
import { temporaryWorkspace } from '../support/workspace.ts';
import type { TemporaryWorkspace } from '../support/workspace.ts';

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Grammars and vocabularies are loaded once for all tests. */
const world = createWorld();

async function costline(cwd: string, ...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const status = await runProgram(args, {
    version: readVersion(), cwd, colour: false, out: (text) => void out.push(text), err: (text) => void err.push(text), end: () => undefined,
    createCore: () => Promise.resolve(createCore(world)), cache: null,
  });
  return { status, out: out.join(''), err: err.join('') };
}

const reportOf = ({ out }: Ran): Report => JSON.parse(out) as Report;

/** One workspace that several tests only read. */
function drawn(context: TestContext): TemporaryWorkspace {
  return temporaryWorkspace(context, { 'src/app.py': STAMPED, 'web/label.ts': TYPESCRIPT, 'tests/test_app.py': STAMPED, 'plain.py': 'x = 1\n' });
}

test('findings end the program with 1, and --fail-on says which', async (context) => {
  const { root } = drawn(context);
  const all = await costline(root, 'check');
  assert.equal(all.status, 1, all.err);
  assert.match(all.out, /^src\/app\.py$/m);
  assert.match(all.out, /warning {2}.*\$\d.*cache\/volatile-prefix/);
  assert.doesNotMatch(all.out, /test_app/);
  assert.match(all.out, /quiet places: --all shows them/);
  assert.equal((await costline(root, 'check', '--fail-on', 'never')).status, 0);
  assert.equal((await costline(root, 'check', 'web')).status, 0);
  assert.match((await costline(root, 'check', '--all', 'tests')).out, /test_app\.py/);
});

test('a part of a folder is reported as the whole would report it', async (context) => {
  const { root } = temporaryWorkspace(context, {
    'src/ask.py': 'import openai\ndef ask_the_model(prompt):\n  return openai.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}])\n',
    'src/name.py': 'from ask import ask_the_model\ndef name(text):\n  return ask_the_model(f"Find a short name for this: {text}")\n',
    'ignored/name.py': 'from src.ask import ask_the_model\nask_the_model("Find a short name for anything at all.")\n', '.gitignore': 'ignored\n',
  });
  const [all, part, named] = [reportOf(await costline(root, 'check', '--format', 'json')), reportOf(await costline(root, 'check', 'src/name.py', '--format', 'json')), reportOf(await costline(root, 'check', 'ignored/name.py', '--format', 'json'))];
  assert.deepEqual(part.calls, all.calls.filter(({ location }) => location.file === 'src/name.py'));
  assert.deepEqual(part.calls.map(({ kind, model }) => [kind, model.id]), [['wrapper', 'gpt-4o-mini']]);
  assert.deepEqual(named.calls.map(({ location, kind }) => [location.file, kind]), [['ignored/name.py', 'wrapper']], 'named, so looked at although git ignores it');
});

test('the report has one-based lines, relative paths and dollars', async (context) => {
  const { root } = drawn(context);
  const ran = await costline(root, 'check', '--format', 'json');
  const report = reportOf(ran);
  assert.deepEqual(Object.keys(report), ['version', 'calls', 'findings', 'templates', 'skipped', 'summary']);
  const call = report.calls.find(({ location }) => location.file === 'web/label.ts');
  assert.ok(call !== undefined);
  const lines = TYPESCRIPT.split('\n');
  assert.ok(lines[call.location.line - 1]?.slice(call.location.column - 1).startsWith('client.chat.completions.create('));
  assert.equal(call.model.id, 'gpt-4o-mini');
  assert.equal(call.provider, 'openai');
  const texts = call.blocks.flatMap((block) => block.segments.map((segment) => (segment.kind === 'static' ? segment.chars : -1)));
  assert.deepEqual(texts, [LONG.length, 'Label this as spam or not spam.'.length]);
  assert.equal(call.tokens.exact, true);
  // gpt-4o-mini: $0.15 per million input tokens.
  assert.ok(Math.abs((call.cost?.uncached ?? 0) - (call.tokens.static + call.tokens.overhead) * 0.15e-6) < 1e-9, JSON.stringify(call.cost));
  const finding = report.findings.find(({ location }) => location.file === 'src/app.py');
  assert.equal(finding?.rule, 'cache/volatile-prefix');
  assert.equal(finding?.fixable, true);
  assert.ok(Number(finding?.data['lostPerCall']) < 0.1, 'dollars, not nano-dollars');
  assert.ok(report.findings.every(({ location, quiet }) => quiet === location.file.startsWith('tests/')));
  assert.equal(report.summary.calls, 3);
  assert.ok(!ran.out.includes(root), 'the report of one checkout is the report of every other');
});

test('--fix mends what a person would accept, and the next run is clean', async (context) => {
  const { root, read } = temporaryWorkspace(context, { 'app.py': STAMPED, 'tests/test_app.py': STAMPED });
  const fixed = await costline(root, 'check', '--fix');
  assert.equal(fixed.status, 0, fixed.out + fixed.err);
  assert.match(fixed.err, /mended 1 finding in 1 file/);
  assert.equal(read('tests/test_app.py'), STAMPED, 'what is not shown is not mended');
  const text = read('app.py');
  assert.ok(text.indexOf('{datetime.now()}') > text.indexOf('160. Refunds'));
  const again = await costline(root, 'check', '--fix');
  assert.equal(again.status, 0);
  assert.equal(read('app.py'), text);
});

test('--fix goes on until nothing is left: a marker is worth setting once the time is out of the way', async (context) => {
  const code = (system: string, sent: string, question: string): string => `from datetime import datetime\nimport anthropic\n\nRULES = """${LONG}"""\n\ndef answer(question: str, history: list):\n    system = ${system}\n    return anthropic.Anthropic().messages.create(model="claude-sonnet-4-5", max_tokens=9, system=${sent}, messages=[*history, {"role": "user", "content": ${question}}])\n`;
  const { root, read } = temporaryWorkspace(context, { 'app.py': code('f"It is {datetime.now()}.\\n{RULES}"', 'system', 'question') });
  const fixed = await costline(root, 'check', '--fix');
  assert.match(fixed.err, /mended 2 findings in 1 file/);
  assert.equal(read('app.py'), code('f"{RULES}"', '[{"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}]', 'f"It is {datetime.now()}.\\n{question}"'));
});

test('SARIF names rules, places and levels as code scanning reads them', async (context) => {
  const { root } = drawn(context);
  const log = JSON.parse((await costline(root, 'check', '--format', 'sarif')).out) as SarifLog;
  assert.equal(log.version, '2.1.0');
  assert.equal(log.runs.length, 1);
  const [run] = log.runs;
  assert.equal(run?.tool.driver.name, 'Costline');
  assert.equal(run?.results.length, 1);
  const [result] = run?.results ?? [];
  assert.equal(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id, result?.ruleId);
  assert.ok(['none', 'note', 'warning', 'error'].includes(result?.level ?? ''));
  const place = result?.locations[0]?.physicalLocation;
  assert.equal(place?.artifactLocation.uri, 'src/app.py');
  assert.equal(place?.region.startLine, STAMPED.slice(0, STAMPED.indexOf('{datetime.now()}')).split('\n').length);
  assert.ok((place?.region.startColumn ?? 0) >= 1);
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string; readonly ruleIndex: number; readonly level: string;
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number; readonly startColumn: number } } }[];
    }[];
  }[];
}

test('Markdown for a pull request holds the same facts', async (context) => {
  const { root } = drawn(context);
  const { out } = await costline(root, 'check', '--format', 'markdown');
  assert.match(out, /^<!-- costline -->\n### Costline\n\n1 warnings?/);
  assert.match(out, /`src\/app\.py:\d+` \| warning \| `datetime\.now\(\)` changes/);
  assert.match(out, /gpt-4o-mini/);
});

test('costline.json counts, and a mistake in it ends the program with 2 and says where', async (context) => {
  const workspace = temporaryWorkspace(context, { 'app.py': STAMPED, 'costline.json': '{ "rules": { "cache/volatile-prefix": "off" } }' });
  assert.equal((await costline(workspace.root, 'check')).status, 0);
  workspace.write('costline.json', '{\n  "hints": { "minimumTokens": "many" }\n}');
  const { status, err } = await costline(workspace.root, 'check');
  assert.equal(status, 2);
  assert.match(err, /costline\.json:2:\d+ /);
});

test('a vocabulary that costline.json names is what requests are counted by, and one that is none ends the program with 2', async (context) => {
  const tokenizer = { model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2, abab: 3 }, merges: ['a b', 'ab ab'] } };
  const workspace = temporaryWorkspace(context, {
    'requests.jsonl': `${JSON.stringify({ provider: 'groq', api: 'completions', model: 'llama-3.3-70b', request: { prompt: 'abababab' } })}\n`,
    'models/tokenizer.json': JSON.stringify(tokenizer), 'costline.json': '{ "vocabularies": { "llama3": "models/tokenizer.json" } }',
  });
  const { out, err } = await costline(workspace.root, 'count', '--requests', `${workspace.root}/requests.jsonl`);
  const { tokens, tokenizer: counted } = JSON.parse(out) as { readonly tokens: number; readonly tokenizer: string };
  assert.deepEqual([tokens, counted], [2, 'llama3'], err);
  workspace.write('models/tokenizer.json', '{}');
  const failed = await costline(workspace.root, 'count', '--requests', `${workspace.root}/requests.jsonl`);
  assert.equal(failed.status, 2);
  assert.match(failed.err, /costline\.json:1:\d+ Vocabulary llama3: .*holds no byte-pair vocabulary/);
});

test('usage that makes no sense ends with 2 and says what to do', async (context) => {
  const { root } = temporaryWorkspace(context, { 'app.py': STEADY });
  for (const [args, words] of [
    [['check', 'nowhere'], /no file or folder "nowhere"/],
    [['check', '--format', 'xml'], /text, json, sarif, markdown/],
    [['chekc'], /unknown command/],
    [['check', '--fail-on', 'sometimes'], /warning, information, hint, never/],
  ] as const) {
    const { status, err } = await costline(root, ...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, words);
  }
});

test('the program ends as its findings say', (context) => {
  const { root } = drawn(context);
  const { status, stdout } = spawnSync(process.execPath, [CLI, 'check', '--format', 'json'], { cwd: root, encoding: 'utf8' });
  assert.equal(status, 1);
  assert.equal((JSON.parse(stdout) as Report).summary.warnings, 1);
});

test('each command explains itself', async () => {
  const help = (await costline('.', '--help')).out;
  for (const name of ['check', 'spend', 'collect', 'count', 'route', 'rules', 'lsp']) {
    assert.match(help, new RegExp(`^ {2}${name}\\b`, 'm'));
    assert.match((await costline('.', name, '--help')).out, new RegExp(`Usage: costline ${name}`));
  }
  assert.match((await costline('.', '--version')).out, /^\d+\.\d+\.\d+\n$/);
});

test('rules are listed, and one is explained by its page', async () => {
  assert.match((await costline('.', 'rules')).out, /^cache\/volatile-prefix +warning/m);
  assert.match((await costline('.', 'rules', 'cache/volatile-prefix')).out, /Costs you/i);
  assert.equal((await costline('.', 'rules', 'cache/none')).status, 2);
});
