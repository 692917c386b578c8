/** The first texts of a prompt, as emitters write them into attributes: read before they are dropped. */
import { json } from './dialects/attributes.ts';
import type { PromptTexts } from './matching/fingerprint.ts';
import type { Attributes, AttributeValue } from './otlp/facts.ts';

/** A history longer than this is not read: it would cost more than the join is worth. */
const LONGEST = 256 * 1024;

const NONE: PromptTexts = { system: null, user: null };

/** Messages as JSON; the first that is there is read. */
const MESSAGES = ['gen_ai.input.messages', 'ai.prompt.messages', 'ai.prompt', 'langfuse.observation.input', 'gen_ai.prompt', 'input.value', 'traceloop.entity.input', 'braintrust.input_json'];

/** Messages as one attribute per part. */
const NUMBERED = [
  (i: number) => [`llm.input_messages.${i}.message.role`, `llm.input_messages.${i}.message.content`, `llm.input_messages.${i}.message.contents.0.message_content.text`],
  (i: number) => [`gen_ai.prompt.${i}.role`, `gen_ai.prompt.${i}.content`],
] as const;

export function promptTextsIn(attributes: Attributes): PromptTexts {
  const numbered = numberedTexts(attributes);
  if (numbered !== null) return numbered;
  const instructions = attributes['gen_ai.system_instructions'];
  const own = instructions === undefined ? null : plainText(read(instructions));
  for (const key of MESSAGES) {
    const value = attributes[key];
    if (value === undefined) continue;
    const found = textsOf(read(value));
    if (found !== null) return own === null ? found : { ...found, system: own };
  }
  return own === null ? NONE : { system: own, user: null };
}

const read = (value: AttributeValue): AttributeValue => (typeof value === 'string' && value.length > LONGEST ? null : json(value));

function numberedTexts(attributes: Attributes): PromptTexts | null {
  for (const keys of NUMBERED) {
    const messages = [0, 1].flatMap((i) => {
      const [role = '', ...contents] = keys(i);
      const text = contents.map((key) => attributes[key]).find((value) => typeof value === 'string');
      return typeof text === 'string' ? [{ role: String(attributes[role] ?? 'user'), text }] : [];
    });
    if (messages.length > 0) return firstOf(messages);
  }
  return null;
}

interface Message {
  readonly role: string;
  readonly text: string | null;
}

/** A list of messages, or an object that holds one beside its instructions; null when it is neither. */
function textsOf(value: AttributeValue): PromptTexts | null {
  if (Array.isArray(value)) return firstOf(value.slice(0, 4).map(messageOf));
  if (!isObject(value)) return null;
  const inner = value['messages'] ?? value['input'] ?? value['contents'];
  const found = Array.isArray(inner) ? textsOf(inner) : null;
  const user = typeof inner === 'string' ? inner : typeof value['prompt'] === 'string' ? value['prompt'] : null;
  const system = plainText(value['system'] ?? value['instructions'] ?? null);
  if (found === null && user === null && system === null) return null;
  return { system: system ?? found?.system ?? null, user: user ?? found?.user ?? null };
}

function messageOf(value: AttributeValue): Message {
  if (!isObject(value)) return { role: '', text: null };
  const role = value['role'] ?? value['type'];
  return { role: typeof role === 'string' ? role : 'user', text: plainText(value['content'] ?? value['parts'] ?? value['text'] ?? null) };
}

const SYSTEM = /^(system|developer)$/;

function firstOf(messages: readonly Message[]): PromptTexts {
  const first = (wanted: (role: string) => boolean): string | null => messages.find(({ role, text }) => text !== null && wanted(role))?.text ?? null;
  return { system: first((role) => SYSTEM.test(role)), user: first((role) => role === 'user' || role === 'human') };
}

/** A text, or the texts of its parts one after the other. */
function plainText(value: AttributeValue): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => (typeof part === 'string' ? part : isObject(part) ? (part['text'] ?? part['content']) : null)).filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join('');
}

const isObject = (value: AttributeValue): value is Attributes => typeof value === 'object' && value !== null && !Array.isArray(value);
