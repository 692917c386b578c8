/** A prompt file that is open alone: the calls that send it are found by a scan in the background, a second later. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startEditor } from '../server/editor.ts';
import { LONG } from '../support/prompts.ts';

test('the calls that send an open prompt file are found though their file is closed', async (context) => {
  const editor = await startEditor(context, { files: {
    'app.py': `from openai import OpenAI\nfrom jinja2 import Environment, FileSystemLoader\n\nenv = Environment(loader=FileSystemLoader("prompts"))\n\ndef answer(question, name):\n    return OpenAI().responses.create(model="gpt-4o", instructions=env.get_template("main.j2").render(name=name), input=question)\n`,
    'prompts/main.j2': '{% include "rules.j2" %} Talk to {{ name }}.\n', 'prompts/rules.j2': `Rules:\n${LONG}\n`,
  } });
  await editor.open('prompts/rules.j2', editor.workspace.read('prompts/rules.j2'), 'jinja');
  const hints = async (): Promise<string> => (await editor.drawnHints('prompts/rules.j2')).join();
  assert.match(await hints(), /^Rules:‹~[\d.]+k tok›$/);
  for (let tries = 0; tries < 100 && editor.refreshes === 0; tries += 1) await wait(100);
  assert.match(await hints(), /^Rules:‹=[\d.]+k tok, \$[\d.]+\/1k in›$/);
  assert.match(await editor.hover('prompts/rules.j2', 'Rules') ?? '', /app\.py:7 \| `gpt-4o`/);
});
