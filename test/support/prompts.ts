/** Small programs around long prompts, for tests that go through the whole of Costline. */

/** Plain English of about 12 tokens a line. */
export const policy = (lines: number): string =>
  Array.from({ length: lines }, (_, n) => `${n + 1}. Refunds for damaged goods need a photo and the order number.`).join('\n');

/** Long enough for every provider's minimum. */
export const LONG = policy(160);

/** A timestamp ahead of a long system prompt: nothing behind it can be read from a cache. */
export const STAMPED = `from datetime import datetime
from openai import OpenAI

client = OpenAI()

def answer(question: str) -> str:
    system = f"""Current time: {datetime.now()}
You are a support agent.
${LONG}
"""
    reply = client.chat.completions.create(
        model="gpt-4o",
        messages=[
            {"role": "system", "content": system},
            {"role": "user", "content": question},
        ],
        max_tokens=400,
    )
    return reply.choices[0].message.content
`;

/** The same prompt without anything that changes. */
export const STEADY = STAMPED.replace('Current time: {datetime.now()}\n', '');

export const TYPESCRIPT = `import OpenAI from 'openai';

const client = new OpenAI();

export async function label(text: string): Promise<string> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [
      { role: 'system', content: \`${LONG}\` },
      { role: 'user', content: 'Label this as spam or not spam.' },
    ],
  });
  return reply.choices[0].message.content ?? text;
}
`;
