import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applied, words } from './drawn.ts';
import { findingsInCode } from './real.ts';

const LONG = words(1500).replaceAll('. ', '.\n');
const python = (system: string): string => `import anthropic\n\nclient = anthropic.Anthropic()\nRULES = """${LONG}"""\n\ndef answer(q):\n    return client.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=${system}, messages=[{"role": "user", "content": q}])\n`;
const typescript = (system: string): string => `import Anthropic from '@anthropic-ai/sdk';\n\nconst client = new Anthropic();\nconst RULES = \`${LONG}\`;\n\nexport const answer = (q: string) =>\n  client.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system: ${system}, messages: [{ role: 'user', content: q }] });\n`;

for (const [name, code, file, after] of [
  ['Python', python, 'a.py', '[{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}]'],
  ['TypeScript', typescript, 'a.ts', "[{ type: 'text', text: RULES, cache_control: { type: 'ephemeral' } }]"],
] as const) {
  test(`${name}: the system prompt is marked where it is passed, and the finding is gone`, async () => {
    const source = code('RULES');
    const [finding] = await findingsInCode({ [file]: source }, `/missing/${name}/before`);
    assert.equal(finding?.rule, 'cache/missing-breakpoint');
    const edits = finding.fixes[0]?.edits[0]?.edits ?? [];
    assert.equal(applied(source, edits).replace(LONG, '…'), code(after).replace(LONG, '…'));
    assert.deepEqual(await findingsInCode({ [file]: code(after) }, `/missing/${name}/after`), []);
  });
}

test('a list of blocks is left to its author', async () => {
  const [finding] = await findingsInCode({ 'a.py': python('[{"type": "text", "text": RULES}]') }, '/missing/list');
  assert.equal(finding?.rule, 'cache/missing-breakpoint');
  assert.deepEqual(finding.fixes, []);
});

const ADAPTERS = {
  'a.py': {
    adapter: `import anthropic\n\nclient = anthropic.Anthropic()\nRULES = """${LONG}\n${LONG}"""\nSHORT = "Be kind."\n\ndef complete(system, q):\n    return client.messages.create(model="claude-sonnet-4-5", max_tokens=9, system=system, messages=[{"role": "user", "content": q}])\n`,
    long: '\ndef NAME(q):\n    return complete(RULES, q)\n', short: '\ndef NAME(q):\n    return complete(SHORT, q)\n',
  },
  'a.ts': {
    adapter: `import Anthropic from '@anthropic-ai/sdk';\n\nconst client = new Anthropic();\nconst RULES = \`${LONG}\n${LONG}\`;\nconst SHORT = 'Be kind.';\n\nfunction complete(system: string, q: string) {\n  return client.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 9, system, messages: [{ role: 'user', content: q }] });\n}\n`,
    long: '\nexport function NAME(q: string) {\n  return complete(RULES, q);\n}\n', short: '\nexport function NAME(q: string) {\n  return complete(SHORT, q);\n}\n',
  },
};

for (const [file, { adapter, long, short }] of Object.entries(ADAPTERS)) {
  test(`${file}: an adapter is told once, whatever the number of its callers`, async () => {
    const told = async (code: string) => (await findingsInCode({ [file]: code }, `/missing/adapter/${file}`)).filter(({ rule }) => rule === 'cache/missing-breakpoint');
    const code = adapter + ['one', 'two', 'three'].map((name) => long.replace('NAME', name)).join('') + short.replace('NAME', 'four');
    const [finding, ...others] = await told(code);
    assert.deepEqual(others, []);
    assert.match(finding?.message ?? '', /its callers' prompts without cache_control/);
    assert.equal(finding?.location.range.start.line, code.slice(0, code.indexOf('messages.create')).split('\n').length - 1);
    assert.ok(finding.related.some(({ message }) => message === 'this could be cached'));
    assert.deepEqual(await told(adapter + short.replace('NAME', 'one') + short.replace('NAME', 'two')), [], 'none of its callers sends anything long');
    assert.deepEqual(await told(`${file === 'a.py' ? '#' : '//'} cache_control is set further on\n${code}`), [], 'its file speaks of markers: somebody decides about them');
  });
}

const loop = (head: string, more: string = ''): string => `import anthropic

client = anthropic.Anthropic()
TOOLS = [{"name": "search", "description": "Searches.", "input_schema": {"type": "object", "properties": {}}}]

def run(question, messages):
    ${head}
        reply = client.messages.create(model="claude-sonnet-4-5", max_tokens=9, system="Be kind.", tools=TOOLS, messages=messages${more})
        messages.append({"role": "assistant", "content": reply.content})
        messages.append({"role": "user", "content": [{"type": "tool_result", "content": search(reply)}]})
`;

test('a short prompt in a loop of tools: the conversation is sent again at each step', async () => {
  const told = async (source: string, root: string): Promise<readonly string[]> =>
    (await findingsInCode({ 'a.py': source }, `/missing/loop-${root}`)).filter(({ rule }) => rule === 'cache/missing-breakpoint').map(({ message, level }) => `${level}: ${message}`);
  assert.deepEqual(await told(loop('while True:'), 'endless'), ['hint: This loop sends the conversation again at each step, and without cache_control none of it is read from the cache.']);
  assert.equal((await told(loop('for step in range(20):'), 'twenty')).length, 1);
  assert.deepEqual(await told(loop('for step in range(2):'), 'two'), [], 'hardly anything is sent again');
  assert.deepEqual(await told(loop('while True:', ', cache_control={"type": "ephemeral"}'), 'marked'), []);
  assert.deepEqual(await told(loop('while True:').replace('tools=TOOLS, ', ''), 'no-tools'), []);
});

test('deep agents mark their prompts themselves, other agents do not', async () => {
  const agent = (module: string, make: string): string => `from ${module} import ${make}\n\nRULES = """${LONG}"""\nagent = ${make}(model="anthropic:claude-sonnet-4-5", tools=[], system_prompt=RULES)\n`;
  const told = async (source: string, root: string): Promise<number> => (await findingsInCode({ 'a.py': source }, `/missing/${root}`)).filter(({ rule }) => rule === 'cache/missing-breakpoint').length;
  assert.equal(await told(agent('langchain.agents', 'create_agent'), 'agent'), 1);
  assert.equal(await told(agent('deepagents', 'create_deep_agent'), 'deep'), 0);
});
