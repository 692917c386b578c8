/** What of a moment is only its day: a prompt with it changes once a day, which breaks no cache worth telling. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsIn } from '../rules/real.ts';

const DAYS = [
  ['ts', 'new Date().toISOString().slice(0, 10)'], ['ts', "new Date().toISOString().split('T')[0]"], ['ts', 'new Date().toJSON().substring(0, 10)'], ['ts', 'new Date().toDateString()'],
  ['ts', "new Date().toLocaleString('en', { dateStyle: 'long' })"],
  ['py', 'datetime.now().isoformat()[:10]'], ['py', "datetime.now().isoformat().split('T')[0]"], ['py', 'datetime.now().date()'], ['py', "datetime.now().strftime('%A')"],
] as const;
const MOMENTS = [
  ['ts', 'new Date().toISOString()'], ['ts', 'new Date().toISOString().slice(0, 16)'], ['ts', "new Date().toISOString().split('T')[1]"], ['ts', "new Date().toLocaleString('en', { hour: 'numeric' })"],
  ['py', 'datetime.now().isoformat()[:16]'], ['py', 'datetime.now().isoformat()'],
] as const;

async function volatilityOf(language: 'ts' | 'py', expression: string): Promise<string> {
  const source = language === 'py'
    ? `from datetime import datetime\nfrom openai import OpenAI\n\ndef a(q):\n    return OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": f"On {${expression}}: {q}"}])\n`
    : `import OpenAI from 'openai';\nexport const a = (q: string) => new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: \`On \${${expression}}: \${q}\` }] });\n`;
  const { calls } = await callsIn({ [`a.${language}`]: source }, `/day/${encodeURIComponent(expression)}`);
  const hole = calls[0]?.blocks[0]?.segments[1];
  return hole?.kind === 'hole' ? hole.volatility : 'no hole';
}

test('the date of a moment is a day, the rest of it is not', async () => {
  for (const [language, expression] of DAYS) assert.equal(await volatilityOf(language, expression), 'day', expression);
  for (const [language, expression] of MOMENTS) assert.equal(await volatilityOf(language, expression), 'time', expression);
});
