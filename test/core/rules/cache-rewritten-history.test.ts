/** Conversations of which only the newest messages are sent: in which ways that is written, and when it is no loss. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/core/analysis.ts';
import { findingsInCode } from './real.ts';

const RULE = 'cache/rewritten-history';
const PY = 'from openai import OpenAI\n\nclient = OpenAI()\n\n';
const TS = "import OpenAI from 'openai';\nimport { streamText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\n\nconst client = new OpenAI();\n\n";
const SYSTEM = '{"role": "system", "content": "Be kind."}';

async function told(file: 'a.py' | 'a.ts', code: string): Promise<readonly Finding[]> {
  const found = await findingsInCode({ [file]: (file === 'a.py' ? PY : TS) + code }, `/cut/${file}`);
  return found.filter(({ rule }) => rule === RULE);
}

const python = (lines: string, messages: string): string =>
  `class Chat:\n    def answer(self, history, q):\n${lines.split('\n').map((line) => `        ${line}\n`).join('')}        return client.chat.completions.create(model="gpt-4o", messages=${messages})\n`;

/** The cut as it is quoted, and the code around it. */
const TOLD: readonly (readonly [string, 'a.py' | 'a.ts', string])[] = [
  ['history[-10:]', 'a.py', python('pass', `[${SYSTEM}, *history[-10:]]`)],
  ['history[-10:]', 'a.py', python('recent = history[-10:]', `[${SYSTEM}, *recent, {"role": "user", "content": q}]`)],
  ['history[-LIMIT:]', 'a.py', python('recent = [{"role": m["role"], "content": m["content"]} for m in history[-LIMIT:]]', `[${SYSTEM}] + recent`)],
  ['self.messages[-20:]', 'a.py', python(`messages = [${SYSTEM}]\nfor m in self.messages[-20:]:\n    messages.append({"role": m["role"], "content": m["content"]})`, 'messages')],
  ['self.messages[-20:]', 'a.py', python(`messages = [${SYSTEM}]\nmessages.extend(self.messages[-20:])`, 'messages')],
  ['history.slice(-10)', 'a.ts', "export const a = (history: OpenAI.ChatCompletionMessageParam[]) => {\n  const recent = history.slice(-10).map(({ role, content }) => ({ role, content }));\n  return client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: 'Be kind.' }, ...recent] });\n};\n"],
  ['messages.slice(-8)', 'a.ts', "export async function POST(req: Request) {\n  const { messages } = await req.json();\n  return streamText({ model: openai('gpt-4o'), system: 'Be kind.', messages: messages.slice(-8) });\n}\n"],
  ['history[-12:]', 'a.py', 'def ask(messages):\n    return client.chat.completions.create(model="gpt-4o", messages=messages)\n\n\ndef chat(history, q):\n    return ask([{"role": "system", "content": "Be kind."}, *history[-12:]])\n'],
];

for (const [cut, file, code] of TOLD) {
  test(`told: ${code.split('\n').find((line) => line.includes(cut))?.trim() ?? cut}`, async () => {
    const found = await told(file, code);
    assert.equal(found.length, 1);
    assert.ok(found[0]?.message.startsWith(`\`${cut}\` drops the oldest message on every turn`), found[0]?.message);
    assert.deepEqual(found[0]?.fixes.map(({ id }) => id), ['cut-by-steps']);
  });
}

const QUIET: Readonly<Record<string, readonly ['a.py' | 'a.ts', string]>> = {
  'few messages': ['a.py', python('pass', `[${SYSTEM}, *history[-3:]]`)],
  'the first messages': ['a.py', python('pass', `[${SYSTEM}, *history[:10]]`)],
  'without the system prompt': ['a.py', python('pass', `[${SYSTEM}, *history[1:]]`)],
  'without the last': ['a.py', python('pass', `[${SYSTEM}, *history[:-1]]`)],
  'characters': ['a.py', python('recent = history[-9000:]', `[${SYSTEM}, {"role": "user", "content": recent}]`)],
  'a cut that is only shown': ['a.py', python('print(history[-10:])', `[${SYSTEM}, *history]`)],
  'the end of a document': ['a.py', python('tail = q[-4000:]', `[${SYSTEM}, {"role": "user", "content": tail}]`)],
  'a text of the last messages': ['a.py', python('said = "\\n".join(m["content"] for m in history[-10:])', `[${SYSTEM}, {"role": "user", "content": f"Continue: {said}"}]`)],
  'a title of the last messages': ['a.ts', "export const title = (history: OpenAI.ChatCompletionMessageParam[]) =>\n  client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'system', content: 'Generate a short title for this conversation.' }, ...history.slice(-10)] });\n"],
};

for (const [why, [file, code]] of Object.entries(QUIET)) {
  test(`quiet: ${why}`, async () => {
    assert.deepEqual((await told(file, code)).map(({ message }) => message), []);
  });
}
