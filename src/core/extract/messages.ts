/** From the value of `messages`, `system`, `contents` … to blocks. */
import type { BlockRole } from '../call-site.ts';
import { external, holeOf, rootOf } from '../values/opaque.ts';
import { symbolicArgs } from '../values/parameters.ts';
import { asParts, fillFields } from '../values/text.ts';
import { deref, membersOf, staticText } from '../values/value.ts';
import type { HoleValue, Item, ListValue, OpaqueValue, Part, Place, RecordValue, Value } from '../values/value.ts';
import type { Machine } from '../values/machine.ts';
import { staticLengthOf } from './draft.ts';
import type { BlockDraft } from './draft.ts';

interface Context {
  readonly machine: Machine;
  readonly place: Place;
  readonly role: BlockRole;
  readonly condition?: string;
  /** Values for the fields of a template object. */
  readonly fields: ReadonlyMap<string, Value>;
  /** `{name}` in texts of this template is a field. */
  readonly templated?: boolean;
  readonly depth: number;
}

export const blocksOf = (machine: Machine, value: Value, place: Place, role: BlockRole, fields: ReadonlyMap<string, Value> = new Map()): readonly BlockDraft[] =>
  read(value, { machine, place, role, fields, depth: 0 });

const MAX_DEPTH = 10;

const read = (value: Value, context: Context): readonly BlockDraft[] => {
  if (context.depth > MAX_DEPTH) return [];
  const plain = deref(value);
  const inner = { ...context, depth: context.depth + 1 };
  switch (plain.kind) {
    case 'text': return plain.jsonOf ? read(plain.jsonOf, inner) : textBlock(plain.parts, context);
    case 'constant': return [];
    case 'list': return readList(plain, inner);
    case 'record': return readRecord(value, plain, inner);
    case 'instance': return readInstance(value, inner);
    case 'function': {
      // A prompt made anew for each run: `instructions=lambda …`.
      const made = context.machine.callFunction(plain, symbolicArgs(context.machine, plain, 'call'), context.place);
      return read(made, inner);
    }
    case 'class': return signatureBlocks(plain.node.doc, plain, inner);
    case 'union': return longest(plain.members.filter((member) => deref(member.value).kind !== 'constant').map((member) => read(member.value, inner)));
    case 'opaque': return readOpaque(plain, inner);
    default: return [holeBlock(value, context, 'text')];
  }
};

const longest = (all: readonly (readonly BlockDraft[])[]): readonly BlockDraft[] =>
  all.reduce<readonly BlockDraft[]>((best, each) => {
    const [a, b] = [staticLengthOf(best), staticLengthOf(each)];
    return b > a || (b === a && each.length > best.length) ? each : best;
  }, []);

const block = (parts: readonly Part[], context: Context, breakpoint: BlockDraft['breakpoint'] = null): BlockDraft => ({
  role: context.role, parts, breakpoint, place: context.place, ...(context.condition ? { condition: context.condition } : {}),
});

const textBlock = (parts: readonly Part[], context: Context): readonly BlockDraft[] =>
  (parts.length === 0 ? [] : [block(context.templated ? fillTemplate(parts, context) : parts, context)]);

const fillTemplate = (parts: readonly Part[], context: Context): readonly Part[] =>
  fillFields(parts, /\{\{|\}\}|\{(\w+)\}/g, (match, place) => {
    if (match[0] === '{{' || match[0] === '}}') return [{ kind: 'static', text: match[0][0]!, place }];
    const value = context.fields.get(match[1] ?? '');
    if (value) return asParts(value, place, context.machine);
    return [{ kind: 'hole', hole: { expression: match[0], place, volatility: 'request', cause: match[1] ?? '', origin: [], content: 'text', bounds: null } }];
  });

const holeBlock = (value: Value, context: Context, content: HoleValue['content']): BlockDraft => {
  const hole = holeOf(value, context.place, context.machine);
  const plain = deref(value);
  const param = plain.kind === 'opaque' ? rootOf(plain).hole?.param : undefined;
  return block([{ kind: 'hole', hole: { ...hole, content: hole.content === 'text' ? content : hole.content, ...(param ? { param } : {}) } }], context);
};

const readList = (list: ListValue, context: Context): readonly BlockDraft[] => {
  if (isPair(list)) return readPair(list, context);
  if (list.items.length > 0 && list.items.every((item) => isContentPart(item.value))) return contentBlocks(list, context);
  return list.items.flatMap((item) => readItem(item, context));
};

const readItem = (item: Item, context: Context): readonly BlockDraft[] => {
  const condition = item.condition ?? context.condition;
  const inner: Context = { ...context, place: item.place, ...(condition ? { condition } : {}) };
  if (!item.rest) return read(item.value, inner);
  const plain = deref(item.value);
  const content = plain.kind === 'opaque' && /history/i.test(plain.key) ? 'history' : 'messages';
  // The text a loop gives each message is not known to be sent at all; what fills it is.
  return [holeBlock(paramIn(item.value) ?? item.value, inner, content)];
};

/** Inside a message built from an item of a parameter: that parameter. */
const paramIn = (value: Value): Value | null => {
  const plain = deref(value);
  if (plain.kind === 'opaque') return rootOf(plain).hole?.param ? plain : null;
  if (plain.kind === 'record') {
    for (const entry of plain.entries) {
      const found = entry.key === 'role' ? null : paramIn(entry.value);
      if (found) return found;
    }
    return plain.rest ? paramIn(plain.rest) : null;
  }
  if (plain.kind === 'text') {
    const hole = plain.parts.find((part) => part.kind === 'hole' && part.hole.param);
    return hole?.kind === 'hole' ? { ...external('?', 'message', hole.hole.place, 'call'), hole: hole.hole } : null;
  }
  if (plain.kind === 'union') return plain.members.map((member) => paramIn(member.value)).find((found) => found !== null) ?? null;
  return null;
};

const ROLES: Readonly<Record<string, BlockRole>> = {
  system: 'system', developer: 'system', user: 'user', human: 'user', assistant: 'assistant', ai: 'assistant', model: 'assistant', tool: 'tool', function: 'tool', placeholder: 'user',
};

const isPair = (list: ListValue): boolean => {
  const [role, content] = list.items;
  return list.items.length === 2 && content !== undefined && role !== undefined && !role.rest && (staticText(role.value) ?? '') in ROLES;
};

const readPair = (list: ListValue, context: Context): readonly BlockDraft[] => {
  const [role, content] = list.items;
  if (!role || !content) return [];
  const name = staticText(role.value) ?? 'user';
  if (name === 'placeholder') return [holeBlock(content.value, context, 'messages')];
  return read(content.value, { ...context, role: ROLES[name] ?? 'user', place: content.place });
};

const entry = (record: RecordValue, name: string): { readonly value: Value; readonly place: Place } | undefined => record.entries.find((each) => each.key === name);

const isContentPart = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'record' && !entry(plain, 'role') && (entry(plain, 'type') !== undefined || entry(plain, 'text') !== undefined || entry(plain, 'cachePoint') !== undefined || entry(plain, 'inlineData') !== undefined || entry(plain, 'inline_data') !== undefined);
};

/** Parts of one message are one block, unless a cache marker ends one. */
const contentBlocks = (list: ListValue, context: Context): readonly BlockDraft[] => {
  const blocks: BlockDraft[] = [];
  let open: Part[] = [];
  const close = (breakpoint: BlockDraft['breakpoint'], place: Place): void => {
    if (open.length > 0) blocks.push({ ...block(open, { ...context, place }, breakpoint) });
    else if (breakpoint && blocks.length > 0) blocks.push({ ...blocks.pop()!, breakpoint });
    open = [];
  };
  for (const item of list.items) {
    const plain = deref(item.value);
    const marker = plain.kind === 'record' ? markerOf(plain) : null;
    if (plain.kind === 'record' && entry(plain, 'cachePoint')) {
      close({ ttl: null, place: item.place }, context.place);
      continue;
    }
    open.push(...contentParts(item.value, { ...context, place: item.place }));
    if (marker) close(marker, item.place);
  }
  close(null, context.place);
  return blocks;
};

const contentParts = (value: Value, context: Context): readonly Part[] => {
  const plain = deref(value);
  if (plain.kind === 'text') return plain.parts;
  if (plain.kind !== 'record') return asParts(value, context.place, context.machine);
  const type = staticText(entry(plain, 'type')?.value ?? { kind: 'constant', value: null });
  const text = entry(plain, 'text') ?? (type === null || /^(input_text|output_text|tool_result)$/.test(type) ? entry(plain, 'content') : undefined);
  if (text) return read(text.value, { ...context, place: text.place }).flatMap((each) => each.parts);
  const media = type !== null && /document|file/.test(type) ? 'document' : 'media';
  return [{ kind: 'hole', hole: { ...holeOf(value, context.place, context.machine), content: media } }];
};

/** `cache_control`, `cachePoint`, `providerOptions.anthropic.cacheControl`. */
const markerOf = (record: RecordValue): BlockDraft['breakpoint'] => {
  const direct = entry(record, 'cache_control') ?? entry(record, 'cacheControl') ?? entry(record, 'cachePoint');
  if (direct) return markerFrom(direct.value, direct.place);
  const options = entry(record, 'providerOptions') ?? entry(record, 'experimental_providerMetadata') ?? entry(record, 'additional_kwargs');
  const plain = options && deref(options.value);
  if (plain?.kind !== 'record') return null;
  for (const each of plain.entries) {
    const inner = deref(each.value);
    const found = inner.kind === 'record' ? (entry(inner, 'cacheControl') ?? entry(inner, 'cachePoint') ?? entry(inner, 'cache_control')) : each.key === 'cache_control' ? each : undefined;
    if (found) return markerFrom(found.value, found.place);
  }
  return null;
};

const markerFrom = (value: Value, place: Place): BlockDraft['breakpoint'] => {
  const plain = deref(value);
  if (plain.kind === 'constant' && plain.value === null) return null;
  const ttl = plain.kind === 'record' ? staticText(entry(plain, 'ttl')?.value ?? { kind: 'constant', value: null }) : null;
  return { ttl: ttl === '1h' ? '1h' : ttl === '5m' ? '5m' : null, place };
};

const readRecord = (value: Value, record: RecordValue, context: Context): readonly BlockDraft[] => {
  const nested = entry(record, 'messages') ?? entry(record, 'contents');
  if (nested && !entry(record, 'role')) return [...systemOf(record, context), ...read(nested.value, { ...context, place: nested.place })];
  const roleEntry = entry(record, 'role');
  const content = entry(record, 'content') ?? entry(record, 'parts');
  if (roleEntry && content) return readMessage(record, roleEntry.value, content, context);
  if (entry(record, 'cachePoint')) return [];
  if (isContentPart(value)) return [block(contentParts(value, context), context, markerOf(record))];
  const bedrockBody = entry(record, 'prompt') ?? entry(record, 'inputText') ?? entry(record, 'input');
  if (bedrockBody) return [...systemOf(record, context), ...read(bedrockBody.value, { ...context, place: bedrockBody.place })];
  if (record.rest) return [holeBlock(record.rest, context, 'messages')];
  return record.entries.length === 0 ? [] : [holeBlock(value, context, 'text')];
};

const systemOf = (record: RecordValue, context: Context): readonly BlockDraft[] => {
  const system = entry(record, 'system') ?? entry(record, 'systemInstruction');
  return system ? read(system.value, { ...context, role: 'system', place: system.place }) : [];
};

const readMessage = (record: RecordValue, roleValue: Value, content: { readonly value: Value; readonly place: Place }, context: Context): readonly BlockDraft[] => {
  const roles = membersOf(roleValue).map((member) => staticText(member.value)).filter((each) => each !== null);
  const role = ROLES[(roles[0] ?? 'user').toLowerCase()] ?? 'user';
  const blocks = read(content.value, { ...context, role, place: content.place });
  const marker = markerOf(record);
  return marker && blocks.length > 0 ? [...blocks.slice(0, -1), { ...blocks.at(-1)!, breakpoint: marker }] : blocks;
};

/** A message class of the workspace. */
const readInstance = (value: Value, context: Context): readonly BlockDraft[] => {
  const plain = deref(value);
  if (plain.kind !== 'instance') return [];
  const { attributes } = plain;
  const content = attributes.get('content') ?? attributes.get('text') ?? attributes.get('prompt') ?? attributes.get('messages');
  const role = attributes.get('role');
  if (!content) return [holeBlock(value, context, 'text')];
  const name = role ? staticText(role) : null;
  return read(content, { ...context, role: name ? (ROLES[name.toLowerCase()] ?? context.role) : context.role });
};

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

const readOpaque = (value: OpaqueValue, context: Context): readonly BlockDraft[] => {
  const role = MESSAGE_CLASS.exec(value.key)?.[1];
  if (role && value.args) {
    const content = argument(value, 'content', 'template', 'prompt', '#0');
    return content ? read(content, { ...context, role: CLASS_ROLES[role] ?? 'user', templated: context.templated || value.key.includes('PromptTemplate') }) : [];
  }
  if (/MessagesPlaceholder\(\)$/.test(value.key)) return [holeBlock(value, context, 'messages')];
  const template = templateBlocks(value, context);
  if (template) return template;
  if (value.args && /[:.](Content|Message|UserContent|ModelContent)\(\)$/.test(value.key)) {
    const content = argument(value, 'parts', 'content', '#0');
    const roleValue = argument(value, 'role');
    const name = roleValue ? staticText(roleValue) : null;
    if (content) return read(content, { ...context, role: name ? (ROLES[name] ?? 'user') : context.role });
  }
  if (value.args && /[:.]Part\(\)$|[:.]Part\.from_text\(\)$|convertToModelMessages\(\)$|convertToCoreMessages\(\)$|createUserContent\(\)$/.test(value.key)) {
    const inner = argument(value, 'text', '#0');
    if (inner) return read(inner, context);
  }
  const passed = value.args && CONVERTING.test(value.key) ? value.args.positional[0] ?? value.args.named.values().next().value : undefined;
  if (passed && deref(passed).kind !== 'text') return read(passed, context);
  const answered = /\.(choices|message|content|output|response_metadata|candidates)\b/.test(value.key) && value.module !== '?';
  return [holeBlock(value, context, answered ? 'history' : value.hole?.content ?? 'text')];
};

const TEMPLATE = /(?:ChatPromptTemplate|PromptTemplate|ChatPrompt)(?:\(\)|\.(?:from_template|fromTemplate|from_messages|fromMessages|fromPromptMessages)\(\))/;
const FILLING = /\.(?:format|format_messages|formatMessages|formatPromptValue|format_prompt|invoke|ainvoke|partial|to_messages|to_string|format_prompt\(\)\.to_messages|toChatMessages|toString)\(\)$/;

/** LangChain's template objects, as they are or filled. */
const templateBlocks = (value: OpaqueValue, context: Context): readonly BlockDraft[] | null => {
  if (!TEMPLATE.test(value.key)) return null;
  let fields = new Map(context.fields);
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
  const content = argument(made, 'messages', 'template', '#0');
  return content ? read(content, { ...context, fields, templated: true }) : null;
};

/** DSPy: the class's docstring and the descriptions of its fields. */
const signatureBlocks = (doc: string | undefined, of: Value & { kind: 'class' }, context: Context): readonly BlockDraft[] => {
  const place = { file: of.scope.file, span: of.node.span };
  const blocks: BlockDraft[] = [];
  if (doc) blocks.push({ role: 'system', parts: [{ kind: 'static', text: cleaned(doc), place: docPlace(of) ?? place }], breakpoint: null, place });
  const fields = [...of.members.names].flatMap(([name, cell]) => {
    const field = cell.value && deref(cell.value);
    if (field?.kind !== 'opaque' || !/(Input|Output)Field\(\)$/.test(field.key)) return [];
    // `prefix` is sent by versions before 2.5 only.
    const given = field.args?.named.get('desc');
    const described = given ? asParts(given, field.args?.places.get('desc') ?? field.place, context.machine) : [];
    const hole: Part[] = field.key.includes('InputField') ? [{ kind: 'hole', hole: { expression: name, place: field.place, volatility: 'request', cause: name, origin: [], content: 'text', bounds: null } }] : [];
    return [...described, ...hole];
  });
  if (fields.length > 0) blocks.push({ role: 'user', parts: fields, breakpoint: null, place });
  return blocks;
};

const docPlace = (of: Value & { kind: 'class' }): Place | null => {
  const first = of.node.body[0];
  return first?.kind === 'expression' && first.value.kind === 'string' ? { file: of.scope.file, span: first.span } : null;
};

/** `inspect.cleandoc`. */
const cleaned = (doc: string): string => {
  const lines = doc.split('\n');
  const indents = lines.slice(1).filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  return [lines[0]?.trimStart() ?? '', ...lines.slice(1).map((line) => line.slice(common))].join('\n').trim();
};
