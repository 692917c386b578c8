/** Open notebooks: cells are documents to the client, and one program to Costline. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, STAMPED } from '../support/prompts.ts';
import { startEditor } from './editor.ts';

const SET_UP = '%pip install openai\nfrom datetime import datetime\nfrom openai import OpenAI\nclient = OpenAI()';
const FUNCTION = STAMPED.slice(STAMPED.indexOf('def answer'));
/** Notebooks are quiet until asked for. */
const LOUD = { client: { settings: { quiet: [] } } };

test('a prompt in one cell is counted where another cell sends it, and both show it', async (context) => {
  const editor = await startEditor(context, LOUD);
  const send = 'for question in questions:\n    client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": SYSTEM}, {"role": "user", "content": question}], max_tokens=9)';
  const [setUp = '', prompt = '', call = ''] = await editor.openNotebook('lab.ipynb', [SET_UP, `SYSTEM = """${LONG}"""`, send]);
  for (const [cell, words] of [[prompt, '80. Refunds'], [call, 'create('], [call, '"gpt-4o"']] as const) assert.match(await editor.hover(cell, words) ?? '', /gpt-4o[^]*\$\d/, words);
  assert.equal(await editor.hover(setUp, 'OpenAI()'), null);
  assert.match((await editor.drawnHints(call)).join(), /client\.chat\.completions\.create‹≥2\.\dk tok/);
  assert.deepEqual([...await editor.drawnHints(setUp), ...await editor.drawnHints(prompt)], [], 'each hint stands in its own cell only');
  await editor.edit(prompt, { start: editor.find(prompt, LONG), end: editor.find(prompt, LONG, LONG.length) }, 'Be short.');
  assert.deepEqual(await editor.drawnHints(call), [], 'the prompt became too short for a hint');
});

test('a finding is underlined in its cell, its fix edits the cell, and it goes with the cell', async (context) => {
  const editor = await startEditor(context, LOUD);
  const [, cell = ''] = await editor.openNotebook('lab.ipynb', [SET_UP, FUNCTION]);
  const [finding] = await editor.diagnostics(cell, (found) => found.length > 0);
  assert.equal(finding?.code, 'cache/volatile-prefix');
  assert.equal(finding?.range.start.line, editor.find(cell, '{datetime.now()}').line);
  const actions = await editor.codeActions(cell, '{datetime.now()}');
  const fix = actions.find(({ isPreferred }) => isPreferred === true);
  assert.deepEqual(fix?.diagnostics?.map(({ code }) => code), ['cache/volatile-prefix']);
  const mended = editor.after(cell, fix ?? { title: '' });
  assert.ok(mended.indexOf('{datetime.now()}') > mended.indexOf('160. Refunds'), 'the time stands behind the static part');
  const intended = actions.find(({ title }) => title.startsWith('Intended'));
  assert.match(editor.after(cell, intended ?? { title: '' }), /^ {4}# costline: intended cache\/volatile-prefix because .*\n {4}reply = client/m);
  const [moved = ''] = await editor.spliceCells('lab.ipynb', 0, [], { first: 'pass\npass' });
  await editor.type(moved, 'pass', '# a note\n');
  await editor.diagnostics(cell, (found) => found[0]?.range.start.line === finding?.range.start.line);
  await editor.spliceCells('lab.ipynb', 2, [cell], {});
  await editor.diagnostics(cell, (found) => found.length === 0);
});

test('cells run in the order they stand in', async (context) => {
  const editor = await startEditor(context, LOUD);
  const send = 'def ask(q):\n    return client.responses.create(model=MODEL, input=q)';
  const [, , call = ''] = await editor.openNotebook('lab.ipynb', [SET_UP, 'MODEL = "gpt-4o"', send]);
  assert.match(await editor.hover(call, 'create(') ?? '', /gpt-4o/);
  await editor.spliceCells('lab.ipynb', 2, [], { second: 'MODEL = "gpt-4.1-mini"' });
  assert.match(await editor.hover(call, 'create(') ?? '', /gpt-4\.1-mini/);
});

test('notebooks are quiet until asked for, and a hover is an answer all the same', async (context) => {
  const editor = await startEditor(context);
  const cells = await editor.openNotebook('lab.ipynb', [SET_UP, FUNCTION]);
  const cell = cells[1] ?? '';
  assert.match(await editor.hover(cell, 'create(') ?? '', /\$\d/);
  assert.deepEqual(await editor.drawnHints(cell), []);
  assert.deepEqual(editor.diagnosticsNow(cell), []);
  await editor.closeNotebook('lab.ipynb', cells);
  assert.equal(await editor.hover(cell, 'create('), null);
});
