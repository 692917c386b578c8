/** From the value of `messages`, `system`, `contents` … to blocks. */
import type { BlockRole } from '../../../call-site.ts';
import { external, paramOf } from '../../../values/opaque.ts';
import { answerLater } from '../../../values/parameters.ts';
import { asParts } from '../../../values/text.ts';
import { deref, membersOf, staticText } from '../../../values/value.ts';
import type { Item, ListValue, Place, RecordValue, UnionValue, Value } from '../../../values/value.ts';
import type { Machine } from '../../../values/machine.ts';
import { chosen, staticLengthOf, staticsIn } from '../../draft.ts';
import type { BlockDraft } from '../../draft.ts';
import { contentBlocks, contentParts, isContentPart, markerOf } from './content.ts';
import { readOpaque } from './objects.ts';
import { block, entry, holeBlock, placeholderBlocks, ROLES, textBlock } from './reading.ts';
import type { Reading } from './reading.ts';
import { signatureBlocks } from './signature.ts';

export const blocksOf = (machine: Machine, value: Value, place: Place, role: BlockRole, fields: ReadonlyMap<string, Value> = new Map()): readonly BlockDraft[] =>
  read(value, { machine, place, role, fields, depth: 0, budget: { left: MAX_READ }, read });

const MAX_DEPTH = 10;
/** Values of one prompt that are read. The longest conversations written in code have a few hundred. */
const MAX_READ = 5_000;

const read = (value: Value, reading: Reading): readonly BlockDraft[] => {
  reading.budget.left -= 1;
  if (reading.budget.left === -1) reading.machine.report('cut-branches', 'This prompt has more parts than are read; the rest is not counted.', reading.place);
  if (reading.depth > MAX_DEPTH || reading.budget.left < 0) return [];
  const plain = deref(value);
  const inner = { ...reading, depth: reading.depth + 1 };
  switch (plain.kind) {
    case 'text': return plain.jsonOf ? read(plain.jsonOf, inner) : textBlock(plain.parts, reading);
    case 'constant': return [];
    case 'list': return readList(plain, inner);
    case 'record': return readRecord(value, plain, inner);
    case 'instance': return readInstance(value, inner);
    // A prompt made anew for each run: `instructions=lambda …`.
    case 'function': return read(answerLater(reading.machine, plain, reading.place), inner);
    case 'class': return signatureBlocks(plain.node.doc, plain, inner);
    case 'union': return readUnion(plain, inner);
    case 'opaque': return readOpaque(plain, inner);
    default: return [holeBlock(value, reading, 'text')];
  }
};

/** What may be left out is shown as it is sent. */
const readUnion = (union: UnionValue, reading: Reading): readonly BlockDraft[] => {
  const members = union.members.filter((member) => deref(member.value).kind !== 'constant');
  if (members.length > 1 && members.every((member) => isPlainText(member.value))) return textBlock(asParts({ ...union, members }, reading.place, reading.machine), reading);
  return oneOf(members.map((member) => read(member.value, reading)));
};

/** Such alternatives are one text with a choice, whose shortest and longest way is known. */
const isPlainText = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'text' && !plain.jsonOf;
};

const oneOf = (all: readonly (readonly BlockDraft[])[]): readonly BlockDraft[] =>
  chosen(all, staticLengthOf) ?? [];

const readList = (list: ListValue, reading: Reading): readonly BlockDraft[] => {
  if (isPair(list)) return readPair(list, reading);
  if (list.items.length > 0 && list.items.every((item) => isContentPart(item.value) && !isTypedMessage(item.value))) return contentBlocks(list, reading);
  return list.items.flatMap((item) => readItem(item, reading));
};

const readItem = (item: Item, reading: Reading): readonly BlockDraft[] => {
  const condition = item.condition ?? reading.condition;
  const inner: Reading = { ...reading, place: item.place, ...(condition ? { condition } : {}) };
  if (!item.rest) return read(item.value, inner);
  const plain = deref(item.value);
  const role = plain.kind === 'record' ? entry(plain, 'role')?.value : undefined;
  const content = (plain.kind === 'opaque' && /history/i.test(plain.key)) || (role !== undefined && isReplayed(role)) ? 'history' : 'messages';
  // The text a loop gives each message is not known to be sent at all; what fills it is.
  return [holeBlock(paramIn(item.value) ?? item.value, inner, content)];
};

/** Inside a message built from an item of a parameter: that parameter. */
const paramIn = (value: Value, depth = 0): Value | null => {
  if (depth > MAX_DEPTH) return null;
  const plain = deref(value);
  if (plain.kind === 'opaque') return paramOf(plain) === undefined ? null : plain;
  if (plain.kind === 'record') {
    for (const entry of plain.entries) {
      const found = entry.key === 'role' ? null : paramIn(entry.value, depth + 1);
      if (found) return found;
    }
    return plain.rest ? paramIn(plain.rest, depth + 1) : null;
  }
  if (plain.kind === 'text') {
    const hole = plain.parts.find((part) => part.kind === 'hole' && part.hole.param);
    return hole?.kind === 'hole' ? { ...external('?', 'message', hole.hole.place, 'call'), hole: hole.hole } : null;
  }
  if (plain.kind === 'union') return plain.members.map((member) => paramIn(member.value, depth + 1)).find((found) => found !== null) ?? null;
  return null;
};

const isPair = (list: ListValue): boolean => {
  const [role, content] = list.items;
  return list.items.length === 2 && content !== undefined && role !== undefined && !role.rest && (staticText(role.value) ?? '') in ROLES;
};

const readPair = (list: ListValue, reading: Reading): readonly BlockDraft[] => {
  const [role, content] = list.items;
  if (!role || !content) return [];
  const name = staticText(role.value) ?? 'user';
  if (name === 'placeholder') return placeholderBlocks(placeholderIn(content.value), reading);
  return read(content.value, { ...reading, role: ROLES[name] ?? 'user', place: content.place });
};

/** `{messages}`, alone or with whether it may be missing. */
const placeholderIn = (value: Value): string => {
  const plain = deref(value);
  const written = plain.kind === 'list' ? plain.items[0]?.value : value;
  return /^\{(\w+)\}$/.exec((written && staticText(written)) ?? '')?.[1] ?? '';
};

const readRecord = (value: Value, record: RecordValue, reading: Reading): readonly BlockDraft[] => {
  const nested = entry(record, 'messages') ?? entry(record, 'contents');
  if (nested && !entry(record, 'role')) return [...systemOf(record, reading), ...read(nested.value, { ...reading, place: nested.place })];
  const roleEntry = entry(record, 'role') ?? messageType(record);
  const content = entry(record, 'content') ?? entry(record, 'parts');
  if (roleEntry && content) return readMessage(record, roleEntry.value, content, reading);
  if (entry(record, 'cachePoint')) return [];
  if (isContentPart(value)) return [block(contentParts(value, reading), reading, markerOf(record))];
  const bedrockBody = entry(record, 'prompt') ?? entry(record, 'inputText') ?? entry(record, 'input');
  if (bedrockBody) return [...systemOf(record, reading), ...read(bedrockBody.value, { ...reading, place: bedrockBody.place })];
  if (record.rest) return [holeBlock(record.rest, reading, 'messages')];
  return record.entries.length === 0 ? [] : [holeBlock(value, reading, 'text')];
};

/** `{ type: 'system', content: … }`, as LangChain writes messages. */
const messageType = (record: RecordValue): ReturnType<typeof entry> => {
  const type = entry(record, 'type');
  return type && MESSAGE_TYPE.test(staticText(type.value) ?? '') && entry(record, 'content') ? type : undefined;
};

const isTypedMessage = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'record' && messageType(plain) !== undefined;
};

const MESSAGE_TYPE = /^(?:system|human|ai|user|assistant)$/;

const systemOf = (record: RecordValue, reading: Reading): readonly BlockDraft[] => {
  const system = entry(record, 'system') ?? entry(record, 'systemInstruction');
  return system ? read(system.value, { ...reading, role: 'system', place: system.place }) : [];
};

const readMessage = (record: RecordValue, roleValue: Value, content: { readonly value: Value; readonly place: Place }, reading: Reading): readonly BlockDraft[] => {
  const roles = namesOf(roleValue).map((name) => ROLES[name.toLowerCase()] ?? 'user');
  const role = isSystem(roles, content.value) ? 'system' : roles[0] ?? 'user';
  const said = read(content.value, { ...reading, role, place: content.place });
  const blocks = isReplayed(roleValue) || (role === 'assistant' && isNothingButHoles(said)) ? said.map(asHistory) : said;
  const marker = markerOf(record);
  return marker && blocks.length > 0 ? [...blocks.slice(0, -1), { ...blocks.at(-1)!, breakpoint: marker }] : blocks;
};

/** Where some model takes no system prompt, what is written here and sent as the user's instead is still one. */
const isSystem = (roles: readonly BlockRole[], content: Value): boolean => roles.includes('system') && !roles.includes('assistant') && hasWords(content);

const hasWords = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'union' ? plain.members.some((member) => hasWords(member.value)) : plain.kind === 'list' || (plain.kind === 'text' && staticsIn(plain.parts).length > 0);
};

const namesOf = (role: Value): readonly string[] => membersOf(role).map((member) => staticText(member.value)).filter((each) => each !== null);

/** Whoever said it, the user or the model, is read from somewhere: a message of a conversation that is sent again. */
const isReplayed = (role: Value): boolean => {
  const known = namesOf(role);
  if (known.length > 0) return new Set(known.map((each) => ROLES[each.toLowerCase()])).size > 1 && known.some((each) => ROLES[each.toLowerCase()] === 'assistant');
  const plain = deref(role);
  return plain.kind === 'opaque' && plain.parent !== null;
};

/** What the model is told it said, unless that is written in the code, it did say. */
const isNothingButHoles = (said: readonly BlockDraft[]): boolean =>
  said.every((each) => each.parts.every((part) => part.kind === 'hole'));

const asHistory = (said: BlockDraft): BlockDraft => ({
  ...said, parts: said.parts.map((part) => (part.kind === 'hole' && part.hole.content === 'text' ? { ...part, hole: { ...part.hole, content: 'history' } } : part)),
});

/** A message class of the workspace. */
const readInstance = (value: Value, reading: Reading): readonly BlockDraft[] => {
  const plain = deref(value);
  if (plain.kind !== 'instance') return [];
  const { attributes } = plain;
  const content = attributes.get('content') ?? attributes.get('text') ?? attributes.get('prompt') ?? attributes.get('messages');
  const role = attributes.get('role');
  if (!content) return [holeBlock(value, reading, 'text')];
  const name = role ? staticText(role) : null;
  return read(content, { ...reading, role: name ? (ROLES[name.toLowerCase()] ?? reading.role) : reading.role });
};
