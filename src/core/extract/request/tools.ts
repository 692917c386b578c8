/** Tool and output schemas written in code: JSON, zod, pydantic, dataclasses, functions with docstrings. */
import { asParts } from '../../values/text.ts';
import { disorderOf } from '../../values/order.ts';
import { lastName } from '../../values/opaque.ts';
import { deref, membersOf, staticText } from '../../values/value.ts';
import type { ClassValue, OpaqueValue, Place, RecordValue, Value } from '../../values/value.ts';
import type { Machine } from '../../values/machine.ts';
import { placeOf } from '../../values/machine.ts';
import { functionTool, instanceTool, toolkit, wrappedTool } from './callable-tools.ts';
import type { SiteDraft } from '../draft.ts';
import { classSchema, schemaOf, textOf } from './schema.ts';

type Tool = SiteDraft['tools'][number];

export interface ToolsFound {
  readonly tools: readonly Tool[];
  /** Tools that could not be read. */
  readonly open: readonly { readonly value: Value; readonly place: Place }[];
  /** Why their order can change; null where it does not. */
  readonly disorder: string | null;
  readonly fees: readonly string[];
}

const FEES = /^(web_search|web_search_preview|web_fetch|file_search|code_interpreter|code_execution|computer_use|image_generation|googleSearch|google_search)/;

export const toolsOf = (machine: Machine, value: Value, place: Place): ToolsFound => {
  const tools: Tool[] = [];
  const open: { value: Value; place: Place }[] = [];
  const fees: string[] = [];
  let disorder: string | null = null;
  const add = (each: Value, at: Place, key: string | null): void => {
    const type = typeOf(each);
    if (type !== null && FEES.test(type)) {
      fees.push(type.replace(/_\d+$/, ''));
      return;
    }
    const instance = deref(each);
    const declared = instance.kind === 'record' ? instance.entries.find(({ key: name }) => name === 'functionDeclarations' || name === 'function_declarations') : undefined;
    const declarations = declared && deref(declared.value);
    if (declarations?.kind === 'list') {
      for (const item of declarations.items) add(item.value, item.place, null);
      return;
    }
    const kit = instance.kind === 'instance' ? toolkit(machine, instance) : [];
    if (kit.length > 0) return void tools.push(...kit);
    const tool = readTool(machine, each, at, key);
    if (tool) tools.push(tool);
    else open.push({ value: each, place: at });
  };
  for (const { value: member } of membersOf(value)) {
    const plain = deref(member);
    disorder ??= disorderOf(member, machine);
    if (plain.kind === 'list') {
      for (const item of plain.items) {
        if (item.rest) open.push({ value: item.value, place: item.place });
        else add(item.value, item.place, null);
      }
    } else if (plain.kind === 'record') {
      if (plain.entries.some((entry) => entry.key === 'name')) add(member, plain.place, null);
      else for (const entry of plain.entries) add(entry.value, entry.place, entry.key);
      if (plain.rest) open.push({ value: plain.rest, place: plain.place });
    } else if (plain.kind === 'function' || plain.kind === 'instance') add(member, place, null);
    else if (plain.kind !== 'constant') open.push({ value: member, place });
  }
  return { tools, open, disorder, fees };
};

/** Modules whose tools of such names run at the provider and are charged for. */
const HOSTED = /^(agents|@openai\/agents|google|@google)\b/;

const typeOf = (value: Value): string | null => {
  const plain = deref(value);
  if (plain.kind === 'opaque' && HOSTED.test(plain.module)) {
    const inside = [...plain.args?.named.keys() ?? []].find((name) => FEES.test(name));
    return inside ?? lastName(plain.key).replace(/Tool$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  }
  const type = plain.kind === 'record' ? plain.entries.find((entry) => entry.key === 'type') : undefined;
  if (type) return staticText(type.value);
  return plain.kind === 'record' ? (plain.entries.find((entry) => FEES.test(entry.key))?.key ?? null) : null;
};

const readTool = (machine: Machine, value: Value, place: Place, key: string | null): Tool | null => {
  const plain = deref(value);
  if (plain.kind === 'record') return recordTool(machine, plain, place, key);
  if (plain.kind === 'function') return functionTool(machine, plain);
  if (plain.kind === 'instance') return instanceTool(machine, plain, place);
  if (plain.kind === 'class') return classTool(machine, plain);
  if (plain.kind === 'opaque') return opaqueTool(machine, plain, place, key);
  return null;
};

const classTool = (machine: Machine, of: ClassValue): Tool => ({ name: of.node.name, description: of.node.doc ?? '', parameters: classSchema(machine, of), place: placeOf(of.scope, of.node.span) });

const entryText = (machine: Machine, record: RecordValue, name: string): string => {
  const entry = record.entries.find((each) => each.key === name);
  return entry ? textOf(asParts(entry.value, entry.place, machine)) : '';
};

const recordTool = (machine: Machine, record: RecordValue, place: Place, key: string | null): Tool | null => {
  const inner = record.entries.find((entry) => entry.key === 'function' || entry.key === 'toolSpec');
  const body = inner ? deref(inner.value) : record;
  if (body.kind !== 'record') return null;
  const name = entryText(machine, body, 'name') || key || entryText(machine, body, 'id');
  if (!name) return null;
  const schema = body.entries.find((entry) => /^(parameters|parametersJsonSchema|input_schema|inputSchema|inputJsonSchema|schema|args_schema)$/.test(entry.key));
  const wrapped = schema && deref(schema.value);
  // Bedrock's schemas stand under `json`.
  const json = wrapped?.kind === 'record' && wrapped.entries.length === 1 ? wrapped.entries.find((entry) => entry.key === 'json') : undefined;
  return { name, description: entryText(machine, body, 'description'), parameters: schema ? schemaOf(machine, (json ?? schema).value) : {}, place };
};

/** `tool('search', 'Search the web.', { query: z.string() }, run)` */
const spokenTool = (machine: Machine, [name, description, shape]: readonly [Value, Value, Value | undefined], place: Place): Tool => {
  const plain = shape && deref(shape);
  const schema = shape ? schemaOf(machine, shape) : {};
  const isShape = plain?.kind === 'record' && plain.entries.some((entry) => deref(entry.value).kind === 'opaque');
  return {
    name: textOf(asParts(name, place, machine)), description: textOf(asParts(description, place, machine)), place,
    parameters: isShape ? { type: 'object', properties: schema, required: plain.entries.map((entry) => entry.key) } : schema,
  };
};

/** `tool({ description, inputSchema, execute })`, `new DynamicStructuredTool({…})`, `@tool`. */
const opaqueTool = (machine: Machine, value: OpaqueValue, place: Place, key: string | null): Tool | null => {
  const [first, second, third] = value.args?.positional ?? [];
  const options = first && deref(first);
  if (options?.kind === 'text' && second && deref(second).kind === 'text') return spokenTool(machine, [first!, second, third], place);
  if (options?.kind === 'record') return recordTool(machine, options, place, key ?? (entryText(machine, options, 'name') || null));
  if (options?.kind === 'class') return classTool(machine, options);
  if (options?.kind === 'function') {
    const described = second && deref(second);
    if (described?.kind === 'record') return recordTool(machine, described, place, key);
    return wrappedTool(machine, value, options);
  }
  const callable = ['func', 'fn', 'function', 'coroutine'].map((name) => value.args?.named.get(name)).find((each) => each !== undefined);
  const called = callable && deref(callable);
  return called?.kind === 'function' ? wrappedTool(machine, value, called) : null;
};
