/** What an editor shows: the real server and core at the other end of a connection. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallAtResult, LocateResult, Summary } from '../../src/server/protocol.ts';
import { LONG, policy, STAMPED, STEADY, TYPESCRIPT } from '../support/prompts.ts';
import { startEditor } from './editor.ts';

test('a hover over a prompt and over its call shows tokens and price', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STEADY } });
  await editor.open('app.py');
  for (const words of ['You are a support agent', 'create(', '"gpt-4o"']) {
    const card = await editor.hover('app.py', words);
    assert.match(card ?? '', /gpt-4o/, words);
    assert.match(card ?? '', /system/, words);
    assert.match(card ?? '', /\$\d/, words);
  }
  assert.equal(await editor.hover('app.py', 'def answer'), null);
});

test('the hint stands behind the callee, and moves while a prompt is typed', async (context) => {
  const editor = await startEditor(context, { files: { 'label.ts': TYPESCRIPT } });
  await editor.open('label.ts', TYPESCRIPT, 'typescript');
  const [before] = await editor.drawnHints('label.ts');
  assert.match(before ?? '', /^const reply = await client\.chat\.completions\.create‹=\$\d.*\/1k in›\(\{$/);
  await editor.type('label.ts', '1. Refunds', 'Be polite. Say what happens next, and when.\n');
  const [after] = await editor.drawnHints('label.ts');
  assert.match(after ?? '', /create‹=\$/);
  await editor.edit('label.ts', { start: editor.find('label.ts', LONG), end: editor.find('label.ts', '` },') }, 'Be short.');
  assert.deepEqual(await editor.drawnHints('label.ts'), []);
});

test('who calls an open wrapper is found in files it does not import, once nobody types', async (context) => {
  const wrapper = 'from openai import OpenAI\ndef send_prompt(text):\n    return OpenAI().responses.create(model="gpt-4o", input=text)\n';
  const editor = await startEditor(context, { files: { 'wrapper.py': wrapper, 'one.py': 'from wrapper import send_prompt\nsend_prompt("Greet me.")\n', 'two.py': 'from wrapper import send_prompt\nsend_prompt("Thank me.")\n' } });
  await editor.open('wrapper.py');
  assert.deepEqual(await editor.drawnHints('wrapper.py'), [], 'not known yet, so not told');
  const { refreshes } = editor;
  await editor.until(() => editor.refreshes > refreshes, () => 'nothing asked for hints again');
  assert.match((await editor.drawnHints('wrapper.py')).join(), /responses\.create‹2 callers›/);
});

test('typing a prompt into an empty file brings its hint', async (context) => {
  const editor = await startEditor(context, { files: { 'new.py': '' } });
  await editor.open('new.py');
  assert.deepEqual(await editor.drawnHints('new.py'), []);
  const top = { line: 0, character: 0 };
  for (const line of STEADY.split('\n').reverse()) await editor.edit('new.py', { start: top, end: top }, `${line}\n`);
  assert.match((await editor.drawnHints('new.py')).join(), /create‹/);
});

test('a timestamp before a long prompt is underlined with what it loses, and goes when it is mended', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STAMPED } });
  await editor.open('app.py');
  const [finding] = await editor.diagnostics('app.py', (found) => found.length > 0);
  assert.equal(finding?.code, 'cache/volatile-prefix');
  assert.equal(finding?.source, 'costline');
  assert.deepEqual(finding?.range.start.line, editor.find('app.py', '{datetime.now()}').line);
  assert.match(String(finding?.message), /\$\d/);
  const fix = (await editor.codeActions('app.py', '{datetime.now()}')).find((action) => action.isPreferred === true);
  assert.ok(fix !== undefined, 'a preferred fix');
  assert.deepEqual(fix.diagnostics?.map(({ code }) => code), ['cache/volatile-prefix']);
  const mended = editor.after('app.py', fix);
  assert.ok(mended.indexOf('{datetime.now()}') > mended.indexOf('160. Refunds'), 'the time stands behind the static part');
  const all = await editor.codeActions('app.py', 'import', ['source.fixAll']);
  assert.deepEqual(all.map(({ kind }) => kind), ['source.fixAll.costline'], 'only when asked for, wherever the cursor is');
  assert.equal(editor.after('app.py', all[0] ?? fix), mended, 'what changes the meaning is not among them');
  const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
  await editor.edit('app.py', whole, mended);
  await editor.diagnostics('app.py', (found) => found.every(({ code }) => code !== 'cache/volatile-prefix'));
});

test('*Intended* writes a comment that silences the finding', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STAMPED } });
  await editor.open('app.py');
  await editor.diagnostics('app.py', (found) => found.length > 0);
  const intended = (await editor.codeActions('app.py', '{datetime.now()}')).find((action) => action.title.startsWith('Intended'));
  assert.ok(intended !== undefined);
  const silenced = editor.after('app.py', intended);
  assert.match(silenced, /^    # costline: intended cache\/volatile-prefix because \(say why\)\n    reply = client/m);
  await editor.edit('app.py', { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } }, silenced);
  await editor.diagnostics('app.py', (found) => found.length === 0);
});

test('a finding is gone when its document is closed', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STAMPED } });
  await editor.open('app.py');
  await editor.diagnostics('app.py', (found) => found.length > 0);
  await editor.close('app.py');
  await editor.diagnostics('app.py', (found) => found.length === 0);
});

test('a prompt in another file is followed, also while that file is edited', async (context) => {
  const editor = await startEditor(context, {
    files: { 'prompts.py': `SYSTEM = """${LONG}"""\n`, 'app.py': STEADY.replace(/    system = f"""[\s\S]*?"""\n/, '').replace('from openai', 'from prompts import SYSTEM\nfrom openai').replace('"content": system', '"content": SYSTEM') },
  });
  await editor.open('app.py');
  const tokens = async (): Promise<number> => Number(/system[^|]*\|\s*[^\d]*([\d,]+)/.exec(await editor.hover('app.py', 'create(') ?? '')?.[1]?.replaceAll(',', ''));
  const before = await tokens();
  assert.ok(before > 1000, `${before}`);
  await editor.drawnHints('app.py');
  await editor.open('prompts.py');
  await editor.edit('prompts.py', { start: editor.find('prompts.py', '80. Refunds'), end: editor.find('prompts.py', '160. Refunds') }, '');
  await editor.until(() => editor.refreshes > 0, () => 'hints of the importing document were not asked for again');
  const after = await tokens();
  assert.ok(after < before * 0.6, `${before} then ${after}`);
});

test('costline.json decides for its folder, and is read again when it changes', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STAMPED, 'costline.json': '{ "rules": { "cache/volatile-prefix": "off" }, "hints": { "enabled": false } }' } });
  await editor.open('app.py');
  assert.deepEqual(await editor.drawnHints('app.py'), []);
  editor.workspace.write('costline.json', '{}');
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('costline.json'), type: 2 }] });
  await editor.diagnostics('app.py', (found) => found.length > 0);
});

test('a mistake in costline.json is shown in it', async (context) => {
  const editor = await startEditor(context, { files: { 'costline.json': '{\n  "hints": { "enabled": "yes" }\n}' } });
  const [problem] = await editor.diagnostics('costline.json', (found) => found.length > 0);
  assert.equal(problem?.range.start.line, 1);
});

test('an untrusted workspace is analysed, and its overrides of prices are not believed', async (context) => {
  const files = { 'app.py': STEADY, 'costline.json': '{ "prices": { "gpt-4o": { "input": 1000, "output": 1000 } } }' };
  const prices = await Promise.all([true, false].map(async (trusted) => {
    const editor = await startEditor(context, { files, client: { trusted } });
    await editor.open('app.py');
    return (await editor.hover('app.py', 'create(')) ?? '';
  }));
  assert.notEqual(prices[0], prices[1]);
  assert.match(prices[1] ?? '', /\$\d/);
});

test('what was observed stands above the call', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STEADY } });
  await editor.open('app.py');
  await editor.drawnHints('app.py');
  assert.deepEqual(await editor.codeLenses('app.py'), []);
  const line = editor.find('app.py', 'client.chat').line + 1;
  await editor.connection.sendNotification('costline/observed', { places: [{
    location: { file: editor.workspace.path('app.py'), line, function: 'answer' }, names: [], model: 'gpt-4o', calls: 214, callsToday: 3, costToday: 12_345_000,
    inputP50: 2500, inputP95: 2600, outputP50: 100, cacheRead: 0, cacheWrite: 0, lastSeen: 0, callsPerMonth: null,
  }] });
  await editor.until(() => editor.refreshes > 0, () => 'nothing was refreshed');
  assert.deepEqual(await editor.codeLenses('app.py'), [`${line}: $0.012345 today in 3 calls`]);
  assert.match(await editor.hover('app.py', 'create(') ?? '', /actual/);
  const callAt = (position: { line: number; character: number }): Promise<CallAtResult> => editor.connection.sendRequest('costline/callAt', { uri: editor.uri('app.py'), position });
  assert.deepEqual(await callAt({ line: line - 1, character: 30 }), { id: 'app.py#answer/create/0', model: 'gpt-4o', candidates: [] });
  assert.equal(await callAt({ line: 0, character: 0 }), null);
});

test('the workspace as a whole: findings of closed files, the dearest prompt, and where a call record came from', async (context) => {
  const editor = await startEditor(context, { files: { 'app.py': STAMPED, 'label.ts': TYPESCRIPT }, inOwnProcess: true });
  assert.deepEqual(await editor.connection.sendRequest('costline/checkWorkspace'), { files: 2, calls: 2, findings: 1 });
  assert.equal((await editor.diagnostics('app.py', (found) => found.length > 0))[0]?.code, 'cache/volatile-prefix');

  const summary = await editor.connection.sendRequest<Summary>('costline/summary');
  assert.equal(summary.prompts, 2);
  assert.equal(summary.mostExpensive[0]?.label, 'answer');
  assert.equal(summary.topFinding?.location.uri, editor.uri('app.py'));

  const locate = (name: string): Promise<LocateResult> => editor.connection.sendRequest('costline/locate', {
    file: editor.workspace.path('app.py'), line: null, function: name, names: [], model: 'gpt-4o',
  });
  assert.equal((await locate('answer'))?.location.uri, editor.uri('app.py'));
  assert.equal(await locate('nowhere'), null);
});

test('a file that changed on disk is seen by the documents that import it', async (context) => {
  const prompts = (lines: number): string => `SYSTEM = """${policy(lines)}"""\n`;
  const editor = await startEditor(context, { files: { 'prompts.py': prompts(40), 'label.py': STEADY.replace(/    system = f"""[\s\S]*?"""\n/, '    from prompts import SYSTEM as system\n') } });
  await editor.open('label.py');
  const [before] = await editor.drawnHints('label.py');
  editor.workspace.write('prompts.py', prompts(160));
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('prompts.py'), type: 2 }] });
  await editor.until(() => editor.refreshes > 0, () => 'hints were not asked for again');
  const [after] = await editor.drawnHints('label.py');
  assert.notEqual(after, before);
});

test('what a project calls its modules is read from tsconfig.json, and again when that changes', async (context) => {
  const aliased = (file: string): string => JSON.stringify({ compilerOptions: { paths: { wording: [`./texts/${file}.ts`] } } });
  const editor = await startEditor(context, { files: {
    'tsconfig.json': aliased('short'), 'texts/short.ts': `export const RULES = \`${policy(40)}\`;\n`, 'texts/long.ts': `export const RULES = \`${LONG}\`;\n`,
    'label.ts': TYPESCRIPT.replace(`\`${LONG}\``, 'RULES').replace('\n', "\nimport { RULES } from 'wording';\n"),
  } });
  await editor.open('label.ts', undefined, 'typescript');
  const [before] = await editor.drawnHints('label.ts');
  assert.match(before ?? '', /create‹=\$/);
  editor.workspace.write('tsconfig.json', aliased('long'));
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('tsconfig.json'), type: 2 }] });
  await editor.until(() => editor.refreshes > 0, () => 'hints were not asked for again');
  const [after] = await editor.drawnHints('label.ts');
  assert.match(after ?? '', /create‹=\$/);
  assert.notEqual(after, before);
});

test('broken input of every kind leaves the server answering', async (context) => {
  const editor = await startEditor(context, { inOwnProcess: true });
  const broken = ['', '\0\0', '(((((', 'f"""{', 'client.chat.completions.create(', '\uD800', '\r\r\n', '"'.repeat(1000), 'def f(:\n  x = {[(', STAMPED.slice(0, 400)];
  for (const [index, text] of broken.entries()) {
    for (const [name, language] of [[`b${index}.py`, 'python'], [`b${index}.tsx`, 'typescriptreact']] as const) {
      await editor.open(name, text, language);
      await editor.drawnHints(name);
    }
  }
  await editor.open('app.py', STEADY);
  assert.match((await editor.drawnHints('app.py')).join(), /create‹/);
  assert.deepEqual(editor.log.filter((line) => /failed|unexpected/.test(line)), []);
});

test('a prompt file shows its size, and what it costs where code sends it, as it is typed', async (context) => {
  const files = {
    'app.py': `from pathlib import Path\nfrom openai import OpenAI\n\ndef answer(question):\n    return OpenAI().responses.create(model="gpt-4o", instructions=Path("notes/rules.md").read_text(), input=question)\n`,
    'notes/rules.md': `# Rules\n\n${LONG}\n`,
    'prompts/alone.md': `---\nname: alone\n---\nYou are {{ name }}.\n${LONG}\n`,
    'README.md': `# Read me\n\n${LONG}\n`,
  };
  const editor = await startEditor(context, { files });
  for (const name of Object.keys(files)) await editor.open(name, editor.workspace.read(name), name.endsWith('.py') ? 'python' : 'markdown');
  assert.match((await editor.drawnHints('notes/rules.md')).join(), /^# Rules‹=2.\dk tok, \$\d.*\/1k in›$/);
  const card = await editor.hover('notes/rules.md', 'Rules');
  assert.match(card ?? '', /app\.py:5 \| `gpt-4o`/);
  assert.match((await editor.drawnHints('prompts/alone.md')).join(), /^You are \{\{ name \}\}\.‹~2.\dk tok›$/);
  assert.match(await editor.hover('prompts/alone.md', 'You are') ?? '', /md\+jinja.*\n\nFilled in by the caller: `name`\.\n\nNo call that sends it is known\./);
  assert.deepEqual(await editor.drawnHints('README.md'), []);
  assert.equal(await editor.hover('README.md', 'Read me'), null);
  const start = editor.find('prompts/alone.md', 'You are');
  await editor.edit('prompts/alone.md', { start, end: start }, `${LONG}\n`);
  await editor.type('prompts/alone.md', 'You are', 'Be brief. ');
  assert.match((await editor.drawnHints('prompts/alone.md')).join(), /‹~[\d.]+k tok›/);
});
