/** Which untraced values a prompt is filled with are plainly the request's: quiet beats wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsOf, words } from './drawn.ts';
import { findingsInCode } from './real.ts';

const LONG = words(2000).replaceAll('. ', '.\n');
const CACHE = 'cache/request-before-static';

const inSystem = (hole: string) => findingsOf(`system = f"""Given: {${hole}}\n${LONG}"""\nuser = f"{question}"`, {}, CACHE);
const inUser = (hole: string) => findingsOf(`system = "Be kind."\nuser = f"""Given: {${hole}}\n${LONG}"""`, {}, CACHE);

test('a system prompt is filled with what was set up once, unless the name says that the request brings it', () => {
  for (const hole of ['document', 'search_results', 'state["section"]', 'userQuestion', 'retrieved']) assert.equal(inSystem(hole).length, 1, hole);
  for (const hole of ['skills_section', 'deferred_tools_section', 'html.escape(soul)', 'style', 'outputFormat', 'capabilities', 'x']) assert.equal(inSystem(hole).length, 0, hole);
});

test('a user message is filled with the request, unless the name says that it was set up', () => {
  for (const hole of ['document', 'x', 'payload']) assert.equal(inUser(hole).length, 1, hole);
  for (const hole of ['instructions', 'examples', 'response_format']) assert.equal(inUser(hole).length, 0, hole);
});

const CLIENT = 'from datetime import datetime\nfrom openai import OpenAI\n\nclient = OpenAI()\n';

test('an adapter that passes on its callers\' system prompt says nothing about it', async () => {
  const adapter = `${CLIENT}\nclass Model:\n    def complete(self, system_prompt, messages: list):\n        return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system_prompt}, *messages])\n`;
  assert.deepEqual((await findingsInCode({ 'a.py': adapter }, '/adapter/quiet')).filter(({ rule }) => rule.startsWith('cache/')), []);
});

test('two calls of which only one can run share no conversation', async () => {
  const calls = (between: string) => `${CLIENT}\ndef ask(messages: list, tools):\n    if tools:\n        first = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)\n${between}    return client.chat.completions.create(model="gpt-4o", messages=messages)\n`;
  const found = async (between: string, at: string) => (await findingsInCode({ 'a.py': calls(between) }, `/exclusive/${at}`)).filter(({ rule }) => rule === 'cache/changing-tools').length;
  assert.equal(await found('        return first\n', 'returned'), 0);
  assert.equal(await found('        if first.done:\n            return first\n', 'goes-on'), 1);
});
