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
