/** Loops that only the model ends: what grows in them, and which loops have an end of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsInCode } from './real.ts';

const TURN = `print(
            "thinking"
        )
        response = client.chat.completions.create(model="gpt-4o", messages=messages, tools=TOOLS)
        message = response.choices[0].message
        messages.append(message)
        messages.append({
            "role": "tool", "tool_call_id": "1",
            "content": run(message)
        })`;

const agent = (loop: string, rest = ''): string => `from openai import OpenAI

client = OpenAI()
TOOLS = [{"type": "function", "function": {"name": "look", "description": "Look something up.", "parameters": {"type": "object", "properties": {}}}}]


def answer(question):
    messages = [{"role": "system", "content": "You look things up until you know."}, {"role": "user", "content": question}]
    ${loop}
        ${TURN}
${rest}`;

const notebook = (code: string): string =>
  JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: code.split(/(?<=\n)/) }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, 1);

const rulesIn = async (name: string, code: string): Promise<readonly string[]> =>
  (await findingsInCode({ [name]: code }, `/loops/${name}`)).map(({ rule }) => rule).filter((rule) => /unbounded-(?:history|loop)/.test(rule)).sort();

const ENDLESS = ['budget/unbounded-history', 'guard/unbounded-loop'];

test('a loop that only an answer ends', async () => assert.deepEqual(await rulesIn('a.py', agent('while True:', '        if not message.tool_calls:\n            return message.content\n')), ENDLESS));
test('the same in a notebook', async () => assert.deepEqual(await rulesIn('a.ipynb', notebook(agent('while True:', '        if not message.tool_calls:\n            break\n'))), ENDLESS));
test('the end of a turn is no limit', async () => assert.deepEqual(await rulesIn('a.py', agent('while True:', '        if message.stop_reason == "end_turn":\n            return message.content\n')), ENDLESS));

/** Loops with an end of their own. */
const ENDING: Readonly<Record<string, readonly [loop: string, rest?: string]>> = {
  'a number of turns that is set elsewhere': ['for turn in range(settings.max_turns):'],
  'a condition that compares': ['while len(messages) - begun < max_turns:'],
  'a branch that counts': ['while True:', '        if rounds >= self.max_rounds:\n            break\n'],
  'a person who is asked': ['while True:', '        messages.append({"role": "user", "content": input("> ")})\n'],
};
for (const [why, [loop, rest]] of Object.entries(ENDING)) test(`quiet: ${why}`, async () => assert.deepEqual(await rulesIn('a.py', agent(loop, rest)), []));
