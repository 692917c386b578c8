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

const SYSTEM_FIRST = 'cache/system-before-history';
const asking = (filled: string, messages: string): string =>
  `${CLIENT}\ndef ask(state: dict, question_history: list, documents: str):\n    system = f"""Be kind.\n${LONG}\nGiven: {${filled}}"""\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": system}, ${messages}])\n`;
const before = async (filled: string, messages: string): Promise<number> =>
  (await findingsInCode({ 'a.py': asking(filled, messages) }, `/before/${encodeURIComponent(filled + messages)}`)).filter(({ rule }) => rule === SYSTEM_FIRST).length;

test('the state of a run is the same for all its steps, what is looked up for a question is not', async () => {
  assert.equal(await before('documents', '*question_history'), 1);
  assert.equal(await before('state["trade_date"]', '*question_history'), 0);
});

test('one message of a conversation is no conversation', async () => {
  for (const one of ['question_history[-1]', 'question_history[0]["content"]']) assert.equal(await before('documents', `{"role": "user", "content": ${one}}`), 0, one);
});

test('what some models take as the user\'s is still a system prompt', async () => {
  const source = `import OpenAI from 'openai';\nexport const ask = (history: OpenAI.ChatCompletionMessageParam[], old: boolean) => new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: old ? 'user' : 'system', content: \`Be kind. ${words(300)} It is \${new Date().toISOString()}.\` }, ...history] });\n`;
  assert.deepEqual((await findingsInCode({ 'a.ts': source }, '/before/either')).filter(({ rule }) => rule === SYSTEM_FIRST).length, 1);
});

test('a persona is the assistant\'s, not the user\'s', async () => {
  const filledWith = async (name: string): Promise<number> => {
    const source = `${CLIENT}\ndef ask(${name}, question):\n    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": f"""{${name}}\n${LONG}"""}, {"role": "user", "content": question}])\n`;
    return (await findingsInCode({ 'a.py': source }, `/named/${name}`)).filter(({ rule }) => rule === 'cache/user-before-shared').length;
  };
  assert.equal(await filledWith('user_profile'), 1);
  assert.equal(await filledWith('persona'), 0);
  assert.equal(await filledWith('user_query'), 0, 'the request\'s, which is another rule\'s');
});
