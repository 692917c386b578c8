import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsInCode } from './real.ts';

const RULE = 'budget/unbounded-output';
const told = async (limit: string): Promise<number> => {
  const source = `const converse = (body: { system: { text: string }[]; messages: unknown[]; inferenceConfig?: { maxTokens: number } }) => fetch(\`https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku/converse\`, { method: 'POST', body: JSON.stringify(body) });\n`
    + `export const title = (text: string) => converse({ system: [{ text: 'Generate a title for this conversation. Answer with the title only.' }], messages: [{ role: 'user', content: [{ text }] }]${limit} });\n`;
  return (await findingsInCode({ 'a.ts': source }, `/title/${limit.length}`)).filter(({ rule }) => rule === RULE).length;
};

test('a title without a limit is told, one with Bedrock\'s limit in the body of a request is not', async () => {
  assert.equal(await told(''), 1);
  assert.equal(await told(', inferenceConfig: { maxTokens: 64 }'), 0);
});
