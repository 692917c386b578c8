/** What somebody sees who opens a file with prompts in VS Code, with the packaged extension. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { placeOf } from './places.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';
import type { Window } from './window.ts';

const ANSWER = 'support-desk/src/answer.ts';
const CLOCK = '${new Date().toISOString()}';

const RULES = Array.from({ length: 60 }, (_, index) => `Rule ${index}: answer in one short sentence, kindly.`).join(' ');

/** A clock and three prompts without a marker, all long enough to be cached. */
const MEND = [
  'from datetime import datetime', 'import anthropic', 'from openai import OpenAI', '', 'gpt = OpenAI()', 'claude = anthropic.Anthropic()', `RULES = """${RULES} ${RULES} ${RULES}"""`, '',
  'def told(q):', '    system = f"It is {datetime.now().isoformat()}. {RULES}"  # kept', '    return gpt.chat.completions.create(model="gpt-4.1", max_tokens=9, messages=[{"role": "system", "content": system}, {"role": "user", "content": q}])', '',
  ...['first', 'second', 'third'].flatMap((name) => [`def ${name}(q):`, '    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=RULES, messages=[{"role": "user", "content": q}])', '']),
].join('\n');

const notebook = (...cells: string[]): string => JSON.stringify({
  cells: cells.map((source) => ({ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source })),
  metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5,
});

let stage: Stage;
let window: Window;

before(async () => {
  stage = await setStage();
  await stage.write('fresh.py', '');
  await stage.write('open.py', `import os\nfrom openai import OpenAI\n\nreply = OpenAI().responses.create(model=os.environ["MODEL"], instructions="${RULES}", input="Begin.")\n`);
  await stage.write('mend.py', MEND);
  await stage.write('lab.ipynb', notebook('%pip install openai\nfrom openai import OpenAI', `RULES = "${RULES}"`, 'OpenAI().responses.create(model="gpt-4.1", instructions=RULES, input="Begin.")'));
  await stage.write('clerk.prompt.md', `You are {{ name }}, a clerk.\n${RULES}\n`);
  window = await stage.open();
});
after(() => stage?.clear());

const read = (path: string): Promise<string> => readFile(join(stage.folder, path), 'utf8');

test('the hint behind a call says how large its prompt is at least, and the hover shows the parts and the price', async () => {
  await window.openFile(ANSWER);
  await window.untilEditorShows(/≥\d(\.\d)?k tok/);
  const hover = await window.hoverAt(placeOf(await read(ANSWER), 'completions.create', 14), /known input/);
  assert.match(hover, /gpt-4\.1/);
  assert.match(hover, /system\s+[\d,]+/);
  assert.match(hover, /\$\d/);
});

test('a small classification on a frontier model names the tier worth testing', async () => {
  const path = 'support-desk/src/triage.ts';
  await window.openFile(path);
  const hover = await window.hoverAt(placeOf(await read(path), 'completions.create', 14), /worth testing/i);
  assert.match(hover, /frontier/i);
});

test('a clock before a long prompt is underlined with what it loses, and the lightbulb moves it behind', async () => {
  await window.openFile(ANSWER);
  const before = await read(ANSWER);
  assert.ok(before.indexOf(CLOCK) < before.indexOf('# Voice'));
  const problem = await window.problems(/changes on every call/);
  assert.match(problem, /\$\d/);
  await window.openFile(ANSWER);
  await window.screenshot('editor-finding');
  await window.quickFix(placeOf(before, CLOCK, 5), /Move it behind the static text/);
  await window.page.keyboard.press('Control+s');
  const fixed = await window.until('the saved fix', async () => {
    const text = await read(ANSWER);
    return text === before ? null : text;
  });
  assert.ok(fixed.indexOf(CLOCK) > fixed.indexOf('@example.org'), 'the clock stands behind the last static line');
  assert.equal(fixed.split(CLOCK).length, 2, 'the clock is there once');
  for (const line of before.split('\n').filter((line) => line.startsWith('#'))) assert.ok(fixed.includes(line), `kept: ${line}`);
  await window.until('the squiggle to go', async () => (await window.page.locator('.squiggly-warning').count()) === 0);
});

test('two fixes of different findings, one by one, and the rest at once', async () => {
  const marked = '[{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}]';
  const saved = async (expected: string): Promise<void> => {
    await window.page.keyboard.press('Control+s');
    await window.until('the saved fix', async () => ((await read('mend.py')) === expected ? true : null), () => read('mend.py'));
  };
  await window.openFile('mend.py');
  await window.problems(/without cache_control/);
  await window.openFile('mend.py');
  await window.quickFix(placeOf(MEND, 'datetime.now()', 3), /Tell the model the day only/);
  const day = MEND.replace('datetime.now().isoformat()', 'datetime.now().date().isoformat()');
  await saved(day);
  await window.quickFix(placeOf(day, 'messages.create', 10), /Mark the system prompt with cache_control/);
  const first = day.replace('system=RULES', `system=${marked}`);
  await saved(first);
  await window.quickFix(placeOf(first, 'def second(q):\n    return claude.messages.create', 'def second(q):\n    return claude.messages.c'.length), /Fix all 2 in this file/);
  await saved(first.replaceAll('system=RULES', `system=${marked}`));
});

test('the same in Python, with the prompt in another file', async () => {
  await window.openFile('research-agent/digest.py');
  await window.untilEditorShows(/≥\d(\.\d)?k tok/);
  assert.match(await window.problems(/digest|changes on every call/), /changes on every call/);
});

test('from an empty file to a hint while typing', async () => {
  await window.openFile('fresh.py');
  await window.page.keyboard.insertText('from openai import OpenAI\n\nclient = OpenAI()\nreply = client.chat.completions.create(model="gpt-4.1", messages=[{"role": "system", "content": "');
  await window.page.keyboard.insertText(RULES);
  await window.page.keyboard.insertText('"}])\n');
  await window.page.keyboard.press('Control+Home');
  assert.match(await window.untilEditorShows(/=\$\d[\d.]*\/1k in/), /completions\.create/);
});

test('a model that code leaves open is assumed on request, remembered, and shown as assumed', async () => {
  await window.openFile('open.py');
  assert.doesNotMatch(await window.untilEditorShows(/\d tok/), /\$/);
  const call = placeOf(await read('open.py'), 'responses.create', 12);
  await window.goTo(call);
  await window.command('Costline: Assume Model Here…');
  await window.answer('gpt-4.1');
  const file = await window.until('costline.json', () => read('costline.json').catch(() => null));
  assert.equal((JSON.parse(file) as { assumedModels: { model: string }[] }).assumedModels[0]?.model, 'gpt-4.1');
  await window.untilEditorShows(/\$\d[\d.]*\/1k in/);
  assert.match(await window.hoverAt(call, /assumed/), /gpt-4\.1/);
});

test('a prompt file says how large it is, and what fills it', async () => {
  await window.openFile('clerk.prompt.md');
  await window.untilEditorShows(/a clerk\.\s*~[\d.]+k? tok/);
  const hover = await window.hoverAt(placeOf(await read('clerk.prompt.md'), 'You are', 2), /Filled in by the caller/);
  assert.match(hover, /name/);
});

test('a notebook shows the price of a call in one cell of a prompt in another, once it is not kept quiet', async () => {
  await stage.set({ 'costline.quiet': [] });
  await window.openNotebook('lab.ipynb', /responses\.create=\$\d[\d.]*\/1k in/);
});
