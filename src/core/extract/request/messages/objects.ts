/** Message and template objects that libraries make, e.g. LangChain's. */
import type { BlockRole } from '../../../call-site.ts';
import { deref, staticText } from '../../../values/value.ts';
import type { OpaqueValue, Value } from '../../../values/value.ts';
import type { BlockDraft } from '../../draft.ts';
import { isOfOne, isReforming, lastName } from '../../../values/opaque.ts';
import { asParts } from '../../../values/text.ts';
import { ROLES, holeBlock, placeholderBlocks, textBlock } from './reading.ts';
import { derivedBlocks } from './signature.ts';
import type { Reading } from './reading.ts';

/** `vscode.LanguageModelChatMessage.User('…')` */
const MESSAGE_MAKER = /LanguageModelChatMessage2?\.(User|Assistant)\(\)$/;
const MESSAGE_CLASS = /(?:^|[:.])(System|Human|AI|User|Assistant|Tool|Function|Chat|Developer)(?:Chat|Request)?(?:Message|MessagePromptTemplate|PromptMessage)(?:\.(?:from_template|fromTemplate))?\(\)$/;
const CLASS_ROLES: Readonly<Record<string, BlockRole>> = { System: 'system', Developer: 'system', Human: 'user', User: 'user', Chat: 'user', AI: 'assistant', Assistant: 'assistant', Tool: 'tool', Function: 'tool' };

const argument = (value: OpaqueValue, ...names: readonly string[]): Value | null => {
  for (const name of names) {
    const found = name.startsWith('#') ? value.args?.positional[Number(name.slice(1))] : value.args?.named.get(name) ?? optionOf(value, name);
    if (found) return found;
  }
  return null;
};

const optionOf = (value: OpaqueValue, name: string): Value | undefined => {
  const options = value.args?.positional[0] && deref(value.args.positional[0]);
  return options?.kind === 'record' ? options.entries.find((each) => each.key === name)?.value : undefined;
};

/** Calls that answer the messages they are given, in another form. */
const CONVERTING = /(?:convert|trim|filter|merge|format|prepare|to|normali[sz]e|saniti[sz]e|truncate|compress|add|apply|from)_?\w*(?:messages?|prompt|cache\w*|chat|contents?)\w*\(\)$/i;

/** Not how many to keep, nor a test for each. */
const isMessages = (value: Value): boolean => !/^(?:constant|function|class)$/.test(deref(value).kind);

export const readOpaque = (value: OpaqueValue, reading: Reading): readonly BlockDraft[] => {
  const role = (MESSAGE_CLASS.exec(value.key) ?? MESSAGE_MAKER.exec(value.key))?.[1];
  if (role && value.args) {
    const said = argument(value, 'role') ?? (role === 'Chat' ? argument(value, '#0') : null);
    const content = argument(value, 'content', 'template', 'prompt', 'blocks', 'text') ?? (said === null || argument(value, 'role') ? argument(value, '#0') : argument(value, '#1', '#0'));
    return content ? reading.read(content, { ...reading, role: (said && roleOf(said)) ?? CLASS_ROLES[role] ?? 'user', templated: reading.templated || value.key.includes('PromptTemplate') }) : [];
  }
  const made = madeMessage(value, reading) ?? derivedBlocks(value, reading);
  if (made) return made;
  if (/MessagesPlaceholder\(\)$/.test(value.key)) return placeholderBlocks(staticText(argument(value, 'variable_name', 'variableName', '#0') ?? value) ?? '', reading);
  const template = templateBlocks(value, reading);
  if (template) return template;
  if (value.args && /[:.](Content|Message|UserContent|ModelContent|(?:\w*Message)Param)\(\)$/.test(value.key)) {
    const content = argument(value, 'parts', 'content', '#0');
    const roleValue = argument(value, 'role');
    const name = roleValue ? staticText(roleValue) : null;
    if (content) return reading.read(content, { ...reading, role: name ? (ROLES[name] ?? 'user') : reading.role });
  }
  if (value.args && /[:.]Part\(\)$|[:.]Part\.from_text\(\)$|convertToModelMessages\(\)$|convertToCoreMessages\(\)$|createUserContent\(\)$/.test(value.key)) {
    const inner = argument(value, 'text', '#0');
    if (inner) return reading.read(inner, reading);
  }
  const passed = value.args && (CONVERTING.test(value.key) || isReforming(value)) ? [...value.args.positional, ...value.args.named.values()].slice(0, 1).find(isMessages) : undefined;
  if (passed && deref(passed).kind !== 'text') return reading.read(passed, reading);
  const parts = passed ? asParts(value, reading.place, reading.machine) : [];
  if (parts.some((part) => part.kind !== 'hole')) return textBlock(parts, reading);
  const answered = /\.(choices|message|content|output|response_metadata|candidates)\b/.test(value.key) && value.module !== '?';
  return [holeBlock(value, reading, answered ? 'history' : isOfOne(value, reading.machine) ? 'text' : value.hole?.content ?? 'text')];
};

/** A role as text or as a constant: `MessageRole.SYSTEM`. */
const roleOf = (value: Value): BlockRole | null => {
  const plain = deref(value);
  const name = staticText(value) ?? (plain.kind === 'opaque' && !plain.args ? lastName(plain.key) : '');
  return ROLES[name.toLowerCase()] ?? null;
};

const MADE: readonly (readonly [RegExp, BlockRole])[] = [
  [/(?:Message|ChatMessage)\.from_system\(\)$|[:.]SystemPromptPart\(\)$/, 'system'], [/(?:Message|ChatMessage)\.from_user\(\)$|[:.]ModelRequest\.user_text_prompt\(\)$|[:.]UserPromptPart\(\)$/, 'user'],
  [/(?:Message|ChatMessage)\.from_assistant\(\)$/, 'assistant'],
];

/** Messages made by a method or of parts, and histories that begin with a system prompt. */
const madeMessage = (value: OpaqueValue, reading: Reading): readonly BlockDraft[] | null => {
  if (!value.args) return null;
  const role = MADE.find(([pattern]) => pattern.test(value.key))?.[1];
  if (role) {
    const content = argument(value, 'content', 'text', 'user_prompt', '#0');
    return content ? reading.read(content, { ...reading, role }) : [];
  }
  if (/[:.]ModelRequest\(\)$/.test(value.key)) {
    const parts = argument(value, 'parts', '#0');
    return parts ? reading.read(parts, reading) : null;
  }
  if (/[:.]ChatHistory\(\)$/.test(value.key)) {
    const system = argument(value, 'system_message', '#0');
    const given = argument(value, 'messages', '#1');
    return [...(system ? reading.read(system, { ...reading, role: 'system' }) : []), ...(given ? reading.read(given, reading) : []), holeBlock(value, reading, 'history')];
  }
  if (/^dspy\b.*[:.](?:Signature|make_signature)\(\)$/.test(value.key)) {
    const [fields, told] = [argument(value, 'signature', '#0'), argument(value, 'instructions', '#1')];
    return [...(told ? reading.read(told, { ...reading, role: 'system' }) : []), ...(fields ? reading.read(fields, reading) : [])];
  }
  if (/[:.]TextBlock\(\)$/.test(value.key)) {
    const text = argument(value, 'text', '#0');
    return text ? reading.read(text, reading) : null;
  }
  return null;
};

const TEMPLATE = /(?:ChatPromptTemplate|PromptTemplate|ChatPrompt)(?:\(\)|\.(?:from_template|fromTemplate|from_messages|fromMessages|fromPromptMessages)\(\))/;
const FILLING = /\.(?:format|format_messages|formatMessages|formatPromptValue|format_prompt|invoke|ainvoke|partial|to_messages|to_string|format_prompt\(\)\.to_messages|toChatMessages|toString)\(\)$/;

/** LangChain's template objects, as they are or filled. */
const templateBlocks = (value: OpaqueValue, reading: Reading): readonly BlockDraft[] | null => {
  if (!TEMPLATE.test(value.key)) return null;
  let fields = new Map(reading.fields);
  let made: OpaqueValue | null = value;
  while (made && FILLING.test(made.key)) {
    for (const [name, each] of made.args?.named ?? []) fields.set(name, each);
    const given = made.args?.positional[0] && deref(made.args.positional[0]);
    if (given?.kind === 'record') for (const each of given.entries) fields.set(each.key, each.value);
    made = made.parent?.parent ?? null;
  }
  if (!made?.args) return null;
  const partials = argument(made, 'partial_variables', 'partialVariables');
  const known = partials && deref(partials);
  if (known?.kind === 'record') fields = new Map([...known.entries.map((each) => [each.key, each.value] as const), ...fields]);
  const content = argument(made, 'messages', 'message_templates', 'template', '#0');
  return content ? reading.read(content, { ...reading, fields, templated: true }) : null;
};
