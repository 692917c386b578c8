import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Parser } from 'web-tree-sitter';
import { cpuTime } from '../../support/cpu-time.ts';
import { createRandom } from '../../support/random.ts';
import { extract, newExtractor } from './workspace.ts';

const APP = {
  'lib/llm.py': `from openai import OpenAI
client = OpenAI()
MODEL = "gpt-4o"

def complete(prompt, **options):
    for attempt in range(3):
        messages = [{"role": "user", "content": prompt}]
        messages[-1]["content"] += f" (try {attempt})"
        return client.chat.completions.create(model=MODEL, messages=messages, **options)
`,
  'main.py': `from lib.llm import complete

def review(diff):
    return complete("Review this change, name each risk: " + diff)
`,
};

const modelsOf = async (...args: Parameters<typeof extract>): Promise<readonly (string | null)[]> => (await extract(...args)).calls.map((call) => call.model.id);

test('an edited constant reaches the callers in other files', async () => {
  const extractor = newExtractor();
  assert.deepEqual(await modelsOf(APP, extractor), ['gpt-4o', 'gpt-4o']);
  const edited = { ...APP, 'lib/llm.py': APP['lib/llm.py'].replace('gpt-4o', 'gpt-4.1') };
  assert.deepEqual(await modelsOf(edited, extractor), ['gpt-4.1', 'gpt-4.1']);
});

test('one open file is understood without the rest of the workspace having been read', async () => {
  const { calls } = await extract(APP, newExtractor(), ['main.py']);
  assert.deepEqual(calls.map((call) => [call.kind, call.model.id]), [['wrapper', 'gpt-4o']]);
});

test('looking twice changes nothing', async () => {
  const extractor = newExtractor();
  const first = await extract(APP, extractor);
  const second = await extract(APP, extractor);
  assert.deepEqual(second.calls, first.calls);
});

test('looking twice reads no file again, nor one that only names what was found', async () => {
  const extractor = newExtractor();
  const texts = { ...APP, 'lib/llm.py': APP['lib/llm.py'].replaceAll('complete', 'complete_prompt'), 'main.py': APP['main.py'].replaceAll('complete', 'complete_prompt'), 'menu.py': 'COMMANDS = ["complete_prompt", "help"]\n' };
  const first = await extract(texts, extractor);
  assert.equal(first.calls.length, 2);
  const parse = mock.method(Parser.prototype, 'parse');
  await extract(texts, extractor);
  const again = parse.mock.callCount();
  await extract({ ...texts, 'menu.py': 'from lib.llm import complete_prompt\ncomplete_prompt("Greet me.")\n' }, extractor);
  parse.mock.restore();
  assert.equal(again, 0);
  assert.equal(parse.mock.callCount(), 1, 'and what was edited is read');
});

test('an id survives edits elsewhere in the file', async () => {
  const before = await extract(APP);
  const after = await extract({ ...APP, 'main.py': `import os\n\nLIMIT = 3\n${APP['main.py']}` });
  assert.deepEqual(after.calls.map((call) => call.id), before.calls.map((call) => call.id));
});

test('a deleted call site is gone', async () => {
  const extractor = newExtractor();
  await extract(APP, extractor);
  assert.equal((await extract({ ...APP, 'main.py': 'def review(diff):\n    return diff\n' }, extractor)).calls.length, 1);
});

test('a model is never invented', async () => {
  const { calls } = await extract({ 'main.ts': "import OpenAI from 'openai';\nexport const f = (model: string, o: OpenAI) => o.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });\n" });
  assert.deepEqual(calls.map((call) => [call.model.id, call.problems.map((problem) => problem.code)]), [[null, ['unresolved-model']]]);
});

test('files that import each other, and functions that call themselves, come to an end', async () => {
  const { calls } = await extract({
    'a.py': 'from b import g\nfrom openai import OpenAI\ndef f(x):\n    OpenAI().responses.create(model="gpt-4o", input=g(f(x)))\n    return f(x)\n',
    'b.py': 'from a import f\ndef g(x):\n    return f(g(x)) + "tail"\n',
  });
  assert.equal(calls.filter((call) => call.kind === 'direct').length, 1);
});

test('objects that hold themselves are joined and come to an end', async () => {
  const { calls } = await extract({
    'main.py': 'from openai import OpenAI\nclass Node:\n    def __init__(self):\n        self.kids = []\ndef f(flag):\n    a = Node()\n    b = Node()\n    a.kids = [a]\n    b.kids = [b]\n    x = a if flag else b\n    return OpenAI().responses.create(model="gpt-4o", input=f"{x}")\n',
  });
  assert.equal(calls.length, 1);
});

test('an aborted search stops', async () => {
  const controller = new AbortController();
  controller.abort(new Error('typed on'));
  const { filesOf } = await import('./workspace.ts');
  const { DEFAULT_CONFIG } = await import('../../../src/core/config/defaults.ts');
  await assert.rejects(newExtractor().extract({ files: filesOf(APP), trusted: true }, { config: DEFAULT_CONFIG, signal: controller.signal }), /typed on/);
});

test('where a wrapper stands in its own file does not hide who calls it', async () => {
  const send = "import OpenAI from 'openai';\nconst o = new OpenAI();\nexport const send = (text: string) => o.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: text }] });\n";
  // The caller's function covers, in its own file, the offsets that the wrapper has in the other.
  const ask = `import { send } from './send';\nexport function ask(topic: string) {\n${'  // a comment\n'.repeat(40)}  return send(\`Explain: \${topic}\`);\n}\n`;
  const { calls } = await extract({ 'send.ts': send, 'ask.ts': ask });
  assert.deepEqual(calls.map((call) => call.kind).sort(), ['direct', 'wrapper']);
});

const BRANCHES = (count: number): string => `from openai import OpenAI
def pick(kind, flag):
${Array.from({ length: count }, (_, i) => `    if kind == "k${i}":\n        flag = flag + "x" if flag else "y"\n        return ("model-${i}", "text ${i} " + flag)\n`).join('')}    return ("last", "rest")
def ask(kind, flag):
    model, prompt = pick(kind, flag)
    return OpenAI().responses.create(model=model, input=prompt)
`;

test('any number of branches stays bounded, and says that models were left out', async () => {
  const started = cpuTime();
  const { calls } = await extract({ 'main.py': BRANCHES(400) });
  assert.ok(cpuTime() - started < 5_000);
  assert.equal(calls.length, 1);
  assert.equal(calls[0]?.model.id, null);
  assert.ok((calls[0]?.model.candidates.length ?? 0) <= 8);
});

test('a text cut anywhere is read without failing', async () => {
  const text = APP['lib/llm.py'] + APP['main.py'].replace('from lib.llm import complete\n', '');
  for (let seed = 0; seed < 40; seed += 1) {
    const random = createRandom(seed);
    const from = random.int(text.length);
    const broken = random.next() < 0.5 ? text.slice(0, from) : text.slice(0, from) + text.slice(from + random.int(40));
    await assert.doesNotReject(extract({ 'main.py': broken }), `seed ${seed}`);
  }
});

test('more models than are listed are told as such', async () => {
  const { calls } = await extract({ 'main.ts': `import OpenAI from 'openai';\nconst MODELS = { ${Array.from({ length: 20 }, (_, i) => `k${i}: 'model-${i}'`).join(', ')} };\nexport const f = (o: OpenAI, kind: keyof typeof MODELS) => o.chat.completions.create({ model: MODELS[kind], messages: [{ role: 'user', content: 'hi' }] });\n` });
  assert.deepEqual([calls[0]?.model.candidates.length, calls[0]?.problems.map(({ code }) => code)], [8, ['cut-branches', 'unresolved-model']]);
});

test('a prompt that is too deep to follow says so at its call, and at no other', async () => {
  const chain = Array.from({ length: 14 }, (_, i) => `const f${i} = (x: string): string => ${i === 13 ? "'the end ' + x" : `f${i + 1}(x) + '${i}'`};`).join('\n');
  const { calls } = await extract({
    'main.ts': `import OpenAI from 'openai';\nconst o = new OpenAI();\n${chain}\nconst ask = (content: string) => o.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });\nexport const deep = (x: string) => ask(f0(x));\nexport const flat = (x: string) => ask('Hello ' + x);\n`,
  });
  const codes = new Map(calls.map((call) => [call.enclosing, call.problems.map(({ code }) => code)]));
  assert.deepEqual([codes.get('deep'), codes.get('flat')], [['too-deep'], []]);
});
