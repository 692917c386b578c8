/**
 * Marks the system prompt of a call of Vercel's AI SDK, which takes a marker on a message only:
 *
 *     messages: [{ role: 'system', content: PROMPT }, …]      the options are added to the message
 *     system: PROMPT, messages                                messages: [{ role: 'system', …, providerOptions }, ...messages]
 *     system: PROMPT, prompt: `…`                             the prompt becomes a user message behind it
 */
import type { CallSite } from '../call-site.ts';
import type { FileEdits, Span } from '../document.ts';
import { argumentsOf, insertion, objectIn } from './add-argument.ts';
import type { SourceAccess } from './add-argument.ts';
import { itemsIn } from './brackets.ts';
import { withComma } from './remove-entry.ts';

/** Bedrock has a notation of its own; gateways pass on Anthropic's. */
const optionsFor = (provider: string | null): string =>
  (provider === 'aws' ? "providerOptions: { bedrock: { cachePoint: { type: 'default' } } }" : "providerOptions: { anthropic: { cacheControl: { type: 'ephemeral' } } }");

interface Edit extends Span {
  readonly newText: string;
}

/** Null unless the call's options are written out, and what is sent is plainly a list of messages or a text. */
export function markMessage({ location, provider }: CallSite, { source, lines }: SourceAccess): readonly FileEdits[] | null {
  const text = source(location.file)?.text;
  if (text === undefined) return null;
  const index = lines(location.file);
  const round = argumentsOf(text, index.offsetAt(location.range.start), index.offsetAt(location.range.end), false);
  const object = round === null ? null : objectIn(text, round);
  const entries = object === null ? null : entriesAt(text, object.open);
  if (entries === null) return null;
  const edits = entries.has('system') ? asMessage(text, entries, optionsFor(provider)) : onMessage(text, entries, optionsFor(provider));
  return edits === null ? null : [{ file: location.file, edits: edits.map(({ newText, ...span }) => ({ range: index.rangeOf(span), newText })) }];
}

interface Entry extends Span {
  readonly value: string;
  /** Where the value starts; a shorthand is its own. */
  readonly at: number;
}

/** By name; null where something is spread into the record, or stands in it twice. */
function entriesAt(text: string, open: number): ReadonlyMap<string, Entry> | null {
  const entries = new Map<string, Entry>();
  for (const { start, end } of itemsIn(text, open, false) ?? []) {
    const written = text.slice(start, end);
    const [key = '', , quoted] = /^(["']?)([\w$]+)\1\s*(?::\s*|$)/.exec(written) ?? [];
    if (quoted === undefined || entries.has(quoted)) return null;
    const at = key.includes(':') ? start + key.length : start;
    entries.set(quoted, { start, end, at, value: text.slice(at, end) });
  }
  return entries;
}

function onMessage(text: string, entries: ReadonlyMap<string, Entry>, options: string): readonly Edit[] | null {
  const list = entries.get('messages');
  const first = list === undefined || text[list.at] !== '[' ? undefined : itemsIn(text, list.at, false)?.[0];
  const message = first === undefined || text[first.start] !== '{' ? null : entriesAt(text, first.start);
  if (first === undefined || message === null || !/^["']system["']$/.test(message.get('role')?.value ?? '') || !message.has('content')) return null;
  if (message.has('providerOptions') || message.has('experimental_providerMetadata')) return null;
  const added = insertion(text, { open: first.start, close: first.end - 1 }, options);
  return added === null ? null : [{ start: added.start, end: added.start, newText: added.newText }];
}

function asMessage(text: string, entries: ReadonlyMap<string, Entry>, options: string): readonly Edit[] | null {
  const [system, messages, prompt] = ['system', 'messages', 'prompt'].map((name) => entries.get(name));
  const sent = messages ?? prompt;
  if (system === undefined || sent === undefined || (messages !== undefined && prompt !== undefined) || /^[[{]/.test(system.value)) return null;
  const behind = messages === undefined ? userMessage(text, sent) : messages.value.startsWith('[') ? messages.value.slice(1, -1).trim() : `...${messages.value}`;
  if (behind === null || behind.includes('//')) return null;
  const newText = `messages: [{ role: 'system', content: ${system.value}, ${options} }${behind === '' ? '' : `, ${behind}`}]`;
  return [{ ...withComma(text, system.start, system.end), newText: '' }, { start: sent.start, end: sent.end, newText }];
}

/** A text written here, or a name that is declared to be one: a prompt may as well be a list of messages. */
function userMessage(text: string, { value, at }: Entry): string | null {
  const isText = /^(?:"[^"]*"|'[^']*'|`[^]*`)$/.test(value) || (/^[\w$]+$/.test(value) && new RegExp(`\\b${value.replaceAll('$', '\\$')}\\s*:\\s*string\\b`).test(text.slice(0, at)));
  return isText ? `{ role: 'user', content: ${value} }` : null;
}
