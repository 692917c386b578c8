/** What breaks a cache far from any call: prompts that are only built, conversations that are only cut. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Analysis } from '../../../src/core/analysis.ts';
import { DEFAULT_CONFIG } from '../../../src/core/config/defaults.ts';
import { createCore } from '../../../src/core/index.ts';
import type { LanguageId, SourceFile } from '../../../src/core/document.ts';
import { createWorld } from '../../../src/node/world.ts';
import { words } from '../rules/drawn.ts';

const LONG = words(500).replaceAll('. ', '.\n');
const core = createCore(createWorld());

async function analysed(name: string, files: Readonly<Record<string, string>>): Promise<Analysis> {
  const sources = new Map(Object.entries(files).map(([path, text]): [string, SourceFile] => {
    const language: LanguageId = path.endsWith('.py') ? 'python' : 'typescript';
    return [`/${name}/${path}`, { file: `/${name}/${path}`, language, text, hash: `${name} ${path}` }];
  }));
  return core.analyze({
    trusted: true, files: { roots: [`/${name}`], read: (file) => Promise.resolve(sources.get(file) ?? null), exists: (file) => Promise.resolve(sources.has(file)), list: () => Promise.resolve([...sources.keys()]) },
  }, { config: DEFAULT_CONFIG, evidence: new Map(), now: 0 });
}

const rulesAt = ({ findings }: Analysis): readonly string[] => findings.map(({ rule, location }) => `${rule}:${location.range.start.line + 1}`);

const builder = (time: string): string => `import { tools } from './tools';\n\nexport function buildSystemPrompt(cwd: string): string {\n  const now = ${time};\n  return \`You are a coding agent.\n${LONG}\nIt is \${now}.\nYou stand in \${cwd}.\`;\n}\n`;
const SENDER = "import { buildSystemPrompt } from './prompt';\nimport { session } from 'own-framework';\n\nexport const start = (cwd: string) => session.run(buildSystemPrompt(cwd));\n";

test('a system prompt built with the time is told where the time stands, though nobody sees it sent', async () => {
  const analysis = await analysed('built', { 'prompt.ts': builder('new Date().toISOString()'), 'start.ts': SENDER });
  const line = builder('x').slice(0, builder('x').indexOf('${now}')).split('\n').length;
  assert.deepEqual(rulesAt(analysis), [`cache/system-before-history:${line}`]);
  assert.deepEqual(analysis.calls, [], 'it is no call');
});

test('a day, and a prompt that is built once and kept, are nothing to tell', async () => {
  assert.deepEqual(rulesAt(await analysed('day', { 'prompt.ts': builder('new Date().toISOString().slice(0, 10)'), 'start.ts': SENDER })), []);
  const kept = "import { buildSystemPrompt } from './prompt';\n\nexport class Session {\n  prompt: string;\n  constructor(cwd: string) {\n    this.prompt = buildSystemPrompt(cwd);\n  }\n}\n";
  assert.deepEqual(rulesAt(await analysed('kept', { 'prompt.ts': builder('new Date().toISOString()'), 'session.ts': kept })), []);
});

test('a time among messages that are built somewhere and sent elsewhere, in front of the conversation', async () => {
  const builder = (time: string): string => `import time\n\nclass Messages:\n    def build(self, prompt, feeds):\n        messages = [{"role": "system", "content": prompt}]\n        messages.append({"role": "system", "content": f"It is {${time}}"})\n        for feed in feeds:\n            messages.append({"role": feed.role, "content": feed.text})\n        return messages\n`;
  assert.deepEqual(rulesAt(await analysed('built-messages', { 'a.py': builder("time.strftime('%c')") })), ['cache/system-before-history:6']);
  assert.deepEqual(rulesAt(await analysed('built-today', { 'a.py': builder("time.strftime('%x')") })), []);
  const behind = builder("time.strftime('%c')").split('\n');
  assert.deepEqual(rulesAt(await analysed('built-behind', { 'a.py': [...behind.slice(0, 5), ...behind.slice(6, 8), behind[5], ...behind.slice(8)].join('\n') })), [], 'behind the conversation it breaks nothing');
});

test('a clock in one of several prompts is told, whichever of them is shown', async () => {
  const source = `import OpenAI from 'openai';\n\nconst client = new OpenAI();\nconst FRESH = \`${LONG.repeat(3)}\`;\nconst WHOLE = \`${LONG.replaceAll('kind', 'firm').repeat(3)}\`;\n\nexport async function judge(kind: string, q: string) {\n  let system: string;\n  switch (kind) {\n    case 'fresh':\n      system = \`It is \${new Date().toISOString()}.\\n\${FRESH}\`;\n      break;\n    default:\n      system = WHOLE;\n  }\n  return client.chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'system', content: system }, { role: 'user', content: q }] });\n}\n`;
  const line = source.slice(0, source.indexOf('${new Date')).split('\n').length;
  assert.deepEqual(rulesAt(await analysed('ways', { 'a.ts': source })).filter((each) => each.startsWith('cache')), [`cache/volatile-prefix:${line}`]);
});

const filling = (time: string): string => `from datetime import datetime\n\ndef context(user):\n    now = ${time}\n    return {"user": user, "date": now}\n`;
const template = (role: string): string => `# Agent\nYou are ${role}.\nDate: {{ date }}\nUser: {{ user }}\n\n${LONG.repeat(3)}\n`;

test('a field of a prompt file that code somewhere fills with the time, told once for all files', async () => {
  const { findings } = await analysed('fields', { 'context.py': filling('datetime.now().isoformat()'), 'prompts/writer.md': template('an agent'), 'prompts/coder.md': template('the coder of a team') });
  assert.deepEqual(findings.map(({ rule, location }) => `${rule} ${location.file}:${location.range.start.line + 1}`), ['cache/volatile-prefix /fields/prompts/coder.md:3']);
  assert.deepEqual(findings[0]?.related.map(({ location, message }) => `${location.file}:${location.range.start.line + 1} ${message}`), [
    '/fields/context.py:5 `datetime.now()` comes from here', '/fields/prompts/writer.md:3 and here',
  ]);
});

test('a field that is spoken of is not filled in', async () => {
  const spoken = template('a writer').replace('{{ date }}', 'write `{{ date }}` for it');
  assert.deepEqual(rulesAt(await analysed('field-spoken', { 'context.py': filling('datetime.now().isoformat()'), 'prompts/writer.md': spoken })), []);
});

test('a field that is given the day, or the time in a test alone, is nothing to tell', async () => {
  assert.deepEqual(rulesAt(await analysed('field-day', { 'context.py': filling('datetime.now().date().isoformat()'), 'prompts/writer.md': template('an agent') })), []);
  assert.deepEqual(rulesAt(await analysed('field-both', { 'context.py': filling('datetime.now().isoformat()'), 'other.py': filling('datetime.now().strftime("%Y-%m-%d")'), 'prompts/writer.md': template('an agent') })), [], 'which of the two fills it is not known');
  assert.deepEqual(rulesAt(await analysed('field-test', { 'tests/test_context.py': filling('datetime.now().isoformat()'), 'prompts/writer.md': template('an agent') })), []);
});

const CUTS: Readonly<Record<string, readonly [string, string, number]>> = {
  'newest first until the budget is full': ['a.ts', "type Message = { role: string; content: string };\nexport function fit(messages: Message[], limit: number) {\n  const kept: Message[] = [], keptMessages = kept;\n  let tokens = 0;\n  for (let i = messages.length - 1; i >= 0; i--) {\n    tokens += messages[i].content.length;\n    if (tokens > limit) break;\n    keptMessages.unshift(messages[i]);\n  }\n  return kept;\n}\n", 1],
  'the oldest are dropped until it fits': ['a.py', 'def fit(messages, limit):\n    while count_tokens(messages) > limit:\n        messages.pop(0)\n    return [{"role": "system"}] + messages\n', 1],
  'the newest ten stay': ['a.py', 'class Chat:\n    def add(self, message):\n        self.messages.append({"role": "user", "content": message})\n        self.messages = self.messages[-10:]\n', 1],
  'the newest twenty are given on': ['a.ts', "export function recent(messages: { role: string }[]) {\n  if (messages.length > 20) messages = messages.slice(-20);\n  return [{ role: 'system' }, ...messages];\n}\n", 1],
  'the newest twenty are shown': ['a.py', 'def show(log):\n    messages = [m for m in log if m.role != "system"]\n    if len(messages) > 20:\n        messages = messages[-20:]\n    for message in messages:\n        print(message.role, len(messages))\n', 0],
  'a large step': ['a.py', 'class Chat:\n    def add(self, message):\n        self.messages.append({"role": "user", "content": message})\n        if len(self.messages) > 40:\n            self.messages = self.messages[-10:]\n', 0],
  'a summary takes their place': ['a.py', 'def fit(messages, limit):\n    dropped = []\n    while count_tokens(messages) > limit:\n        dropped.append(messages.pop(0))\n    return [{"role": "user", "content": summarize(dropped)}] + messages\n', 0],
  'leading answers are skipped': ['a.ts', "export function trim(messages: { role: string }[]) {\n  while (messages.length > 0 && messages[0].role === 'assistant') messages.shift();\n  return messages;\n}\n", 0],
  'characters of a text': ['a.py', 'def clean(history):\n    history = history[-9000:].strip()\n    return {"role": "user", "content": history}\n', 0],
  'something new in front at each turn': ['a.py', 'def run(client, messages):\n    while True:\n        messages.insert(0, {"role": "system", "content": status()})\n        answer = client.ask(\n            model="m",\n            messages=messages,\n        )\n        messages.append(answer)\n', 1],
  'the first message written anew': ['a.ts', "export async function run(client: Client, messages: { role: string; content: string }[]) {\n  for (const step of steps) {\n    messages[0].content = `You are at ${step}.`;\n    const answer = await client.ask({ model: 'm', messages });\n    messages.push(answer);\n  }\n}\n", 1],
  'a buffer of the newest': ['a.py', 'class Buffered:\n    async def get_messages(self) -> list[LLMMessage]:\n        messages = self._messages[-self._buffer_size:]\n        return messages\n', 1],
  'the newest and what belongs to them': ['a.ts', 'export function limited(messages: Message[], contextLength: number) {\n  const recentMessages = messages.slice(-contextLength);\n  const needed = messages.slice(0, -contextLength).filter((message) => message.toolUse);\n  return [...needed, ...recentMessages];\n}\n', 1],
  'a copy cut until it fits': ['a.ts', 'export function fit(messages: Message[], available: number) {\n  let tokens = total(messages);\n  const historyWithTokens = messages.map((message) => ({ role: message.role, tokens: count(message) }));\n  while (historyWithTokens.length > 0 && tokens > available) tokens -= historyWithTokens.shift()!.tokens;\n  return historyWithTokens;\n}\n', 1],
  'head and tail stay': ['a.ts', 'export function fit(messages: { role: string; content: string }[], limit: number) {\n  const headMessages = messages.slice(0, 10);\n  const endMessages: { role: string }[] = [];\n  let tokens = 0;\n  for (let i = messages.length - 1; i >= 0; i--) {\n    tokens += messages[i].content.length;\n    if (tokens > limit) break;\n    endMessages.unshift(messages[i]);\n  }\n  return [...headMessages, ...endMessages];\n}\n', 0],
  'a page that is shown': ['a.py', 'def history(self, limit: int):\n    messages = self.messages[-limit:]\n    return [{"role": m.role} for m in messages] and messages\n', 0],
  'in front under a condition': ['a.py', 'def run(client, messages):\n    while True:\n        if too_long(messages):\n            messages.insert(0, {"role": "system", "content": status()})\n        answer = client.ask(model="m", messages=messages)\n        messages.append(answer)\n', 0],
  'in front once before the loop': ['a.py', 'def run(client, messages):\n    messages.insert(0, {"role": "system", "content": status()})\n    while True:\n        answer = client.ask(model="m", messages=messages)\n        messages.append(answer)\n', 0],
  'the same first message': ['a.ts', "export async function run(client: Client, messages: { role: string; content: string }[], system: string) {\n  for (;;) {\n    messages[0].content = system;\n    messages.push(await client.ask({ model: 'm', messages }));\n  }\n}\n", 0],
  'a conversation of its own per item': ['a.py', 'def run(client, items):\n    for item in items:\n        messages = [{"role": "user", "content": item}]\n        messages.insert(0, {"role": "system", "content": status()})\n        messages.append({"role": "user", "content": client.ask(messages=messages)})\n', 0],
};

for (const [name, [file, source, expected]] of Object.entries(CUTS)) {
  test(`${name}: ${expected === 0 ? 'quiet' : 'the front moves every turn'}`, async () => {
    const found = rulesAt(await analysed(name.replaceAll(' ', '-'), { [file]: source })).filter((each) => each.startsWith('cache/rewritten-history'));
    assert.equal(found.length, expected);
  });
}
