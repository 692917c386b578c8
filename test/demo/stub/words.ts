/** Text the stub answers with, and its tokens. */
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';

const encoding = new Tiktoken(o200k);

export function tokensOf(text: string): number[] {
  return encoding.encode(text, [], []);
}

const SENTENCES = [
  'We looked at it, and this is what you can do now.',
  'Open Settings, then Billing, and compare the invoice numbers of the two charges.',
  'If they differ, the second one is the change of seats and is credited on the next invoice.',
  'If they are the same, send us both payment references and the date of each.',
  'You will see the credit in the list of invoices as soon as it was approved.',
  'Should anything else appear there, send us the address of the page and the time.',
  'Support desk, Kanboard Cloud',
];

/** About `tokens` tokens of an answer; the same for the same seed. */
export function prose(tokens: number, seed: number): string {
  const parts: string[] = [];
  for (let length = 0, index = seed; length < tokens; index++) {
    const sentence = SENTENCES[index % SENTENCES.length] ?? '';
    parts.push(sentence);
    length += tokensOf(sentence).length;
  }
  return parts.join(' ');
}

/** A value that fits a JSON schema: enums take the member the seed picks. */
export function fitting(schema: unknown, seed: number): unknown {
  if (typeof schema !== 'object' || schema === null) return null;
  const { enum: members, type, properties, items } = schema as { enum?: unknown[]; type?: string; properties?: Record<string, unknown>; items?: unknown };
  if (members) return members[seed % members.length];
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fitting(value, seed)]));
  if (type === 'array') return [fitting(items, seed)];
  if (type === 'number' || type === 'integer') return seed % 10;
  if (type === 'boolean') return seed % 2 === 0;
  return SENTENCES[seed % SENTENCES.length];
}
