/** Tool and output schemas written in code: JSON, zod, pydantic, dataclasses, functions with docstrings. */
import { asParts } from '../values/text.ts';
import { deref, membersOf, staticText } from '../values/value.ts';
import type { ClassValue, OpaqueValue, Part, Place, RecordValue, Value } from '../values/value.ts';
import type { Expression, FunctionNode } from '../syntax/ir.ts';
import type { Machine } from '../values/machine.ts';
import { placeOf } from '../values/machine.ts';
import type { SiteDraft } from './draft.ts';

type Tool = SiteDraft['tools'][number];

export interface ToolsFound {
  readonly tools: readonly Tool[];
  /** Tools that could not be read. */
  readonly open: readonly { readonly value: Value; readonly place: Place }[];
  readonly unordered: boolean;
  readonly fees: readonly string[];
}

const FEES = /^(web_search|web_search_preview|web_fetch|file_search|code_interpreter|code_execution|computer_use|image_generation|googleSearch|google_search)/;

export const toolsOf = (machine: Machine, value: Value, place: Place): ToolsFound => {
  const tools: Tool[] = [];
  const open: { value: Value; place: Place }[] = [];
  const fees: string[] = [];
  let unordered = false;
  const add = (each: Value, at: Place, key: string | null): void => {
    const type = typeOf(each);
    if (type !== null && FEES.test(type)) {
      fees.push(type.replace(/_\d+$/, ''));
      return;
    }
    const tool = readTool(machine, each, at, key);
    if (tool) tools.push(tool);
    else open.push({ value: each, place: at });
  };
  for (const { value: member } of membersOf(value)) {
    const plain = deref(member);
    if (plain.kind === 'list') {
      unordered ||= !plain.ordered;
      for (const item of plain.items) {
        if (item.rest) open.push({ value: item.value, place: item.place });
        else add(item.value, item.place, null);
      }
    } else if (plain.kind === 'record') {
      if (plain.entries.some((entry) => entry.key === 'name')) add(member, plain.place, null);
      else for (const entry of plain.entries) add(entry.value, entry.place, entry.key);
      if (plain.rest) open.push({ value: plain.rest, place: plain.place });
    } else if (plain.kind !== 'constant') open.push({ value: member, place });
  }
  return { tools, open, unordered, fees };
};

const typeOf = (value: Value): string | null => {
  const plain = deref(value);
  const type = plain.kind === 'record' ? plain.entries.find((entry) => entry.key === 'type') : undefined;
  if (type) return staticText(type.value);
  return plain.kind === 'record' ? (plain.entries.find((entry) => FEES.test(entry.key))?.key ?? null) : null;
};

const readTool = (machine: Machine, value: Value, place: Place, key: string | null): Tool | null => {
  const plain = deref(value);
  if (plain.kind === 'record') return recordTool(machine, plain, place, key);
  if (plain.kind === 'function') return functionTool(plain.node, placeOf(plain.scope, plain.node.span));
  if (plain.kind === 'class') return { name: plain.node.name, description: plain.node.doc ?? '', parameters: classSchema(machine, plain), place: placeOf(plain.scope, plain.node.span) };
  if (plain.kind === 'opaque') return opaqueTool(machine, plain, place, key);
  return null;
};

const entryText = (machine: Machine, record: RecordValue, name: string): string => {
  const entry = record.entries.find((each) => each.key === name);
  return entry ? textOf(asParts(entry.value, entry.place, machine)) : '';
};

const textOf = (parts: readonly Part[]): string => parts.map((part) => (part.kind === 'static' ? part.text : part.kind === 'choice' ? textOf(part.options[0] ?? []) : '')).join('');

const recordTool = (machine: Machine, record: RecordValue, place: Place, key: string | null): Tool | null => {
  const inner = record.entries.find((entry) => entry.key === 'function' || entry.key === 'toolSpec');
  const body = inner ? deref(inner.value) : record;
  if (body.kind !== 'record') return null;
  const name = entryText(machine, body, 'name') || key;
  if (!name) return null;
  const schema = body.entries.find((entry) => /^(parameters|input_schema|inputSchema|schema|args_schema)$/.test(entry.key));
  return { name, description: entryText(machine, body, 'description'), parameters: schema ? schemaOf(machine, schema.value) : {}, place };
};

/** `tool({ description, inputSchema, execute })`, `new DynamicStructuredTool({…})`, `@tool`. */
const opaqueTool = (machine: Machine, value: OpaqueValue, place: Place, key: string | null): Tool | null => {
  const [first, second] = value.args?.positional ?? [];
  const options = first && deref(first);
  if (options?.kind === 'record') return recordTool(machine, options, place, key ?? (entryText(machine, options, 'name') || null));
  if (options?.kind === 'function') {
    const described = second && deref(second);
    if (described?.kind === 'record') return recordTool(machine, described, place, key);
    return functionTool(options.node, placeOf(options.scope, options.node.span));
  }
  const callable = value.args?.named.get('func') ?? value.args?.named.get('fn');
  const called = callable && deref(callable);
  return called?.kind === 'function' ? functionTool(called.node, placeOf(called.scope, called.node.span)) : null;
};

const functionTool = (node: FunctionNode, place: Place): Tool => {
  const params = node.params.filter((param) => !/^(self|cls|ctx|context|state|config|runtime)$/.test(param.name) && (param.kind === 'plain' || param.kind === 'keyword'));
  return {
    name: node.name, description: node.doc?.trim() ?? '', place,
    parameters: { type: 'object', properties: Object.fromEntries(params.map((param) => [param.name, param.annotation ? typeSchema(param.annotation) : {}])), required: params.filter((param) => !param.default).map((param) => param.name) },
  };
};

const TYPES: Readonly<Record<string, string>> = { str: 'string', string: 'string', int: 'integer', float: 'number', number: 'number', bool: 'boolean', boolean: 'boolean', list: 'array', List: 'array', dict: 'object', Dict: 'object', Sequence: 'array', Set: 'array' };

const typeSchema = (annotation: Expression): unknown => {
  switch (annotation.kind) {
    case 'name': return TYPES[annotation.name] ? { type: TYPES[annotation.name] } : {};
    case 'index': {
      const head = annotation.object.kind === 'name' ? annotation.object.name : '';
      if (head === 'Optional') return { anyOf: [typeSchema(annotation.index), { type: 'null' }] };
      if (head === 'Literal') return { enum: literals(annotation.index) };
      if (head === 'Annotated' && annotation.index.kind === 'list') return annotation.index.items[0] && annotation.index.items[0].kind !== 'spread' ? typeSchema(annotation.index.items[0]) : {};
      return TYPES[head] === 'array' ? { type: 'array', items: typeSchema(annotation.index) } : { type: TYPES[head] ?? 'object' };
    }
    case 'binary': return { anyOf: [typeSchema(annotation.left), typeSchema(annotation.right)] };
    case 'constant': return { type: 'null' };
    default: return {};
  }
};

const literals = (expression: Expression): readonly string[] => {
  const items = expression.kind === 'list' ? expression.items : [expression];
  return items.flatMap((item) => (item.kind === 'string' ? [item.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('')] : []));
};

const MAX_SCHEMA_DEPTH = 8;

/** The JSON Schema a value stands for: a record as it is, classes and zod by what they say. */
export const schemaOf = (machine: Machine, value: Value, depth = 0): unknown => {
  const plain = deref(value);
  if (depth > MAX_SCHEMA_DEPTH) return {};
  switch (plain.kind) {
    case 'text': return textOf(plain.parts);
    case 'constant': return plain.value;
    case 'list': return plain.items.map((item) => schemaOf(machine, item.value, depth + 1));
    case 'record': return Object.fromEntries(plain.entries.map((entry) => [entry.key, schemaOf(machine, entry.value, depth + 1)]));
    case 'class': return classSchema(machine, plain, depth);
    case 'opaque': return zodSchema(machine, plain, depth);
    default: return {};
  }
};

const classSchema = (machine: Machine, of: ClassValue, depth = 0): unknown => {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  for (const statement of of.node.body) {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name' || !statement.annotation) continue;
    const name = statement.target.name;
    const field = of.members.names.get(name)?.value;
    const described = field && deref(field);
    const description = described?.kind === 'opaque' ? described.args?.named.get('description') : undefined;
    properties[name] = { ...annotationSchema(machine, statement.annotation, of, depth), ...(description ? { description: schemaOf(machine, description, depth + 1) } : {}) };
    if (statement.value.kind === 'unknown' || (described?.kind === 'opaque' && !described.args?.named.has('default') && !described.args?.named.has('default_factory'))) required.push(name);
  }
  return { type: 'object', title: of.node.name, ...(of.node.doc ? { description: of.node.doc } : {}), properties, required };
};

const annotationSchema = (machine: Machine, annotation: Expression, of: ClassValue, depth: number): Record<string, unknown> => {
  const named = annotation.kind === 'index' && annotation.index.kind === 'name' ? annotation.index : annotation;
  if (named.kind === 'name' && !(named.name in TYPES) && depth < MAX_SCHEMA_DEPTH) {
    const inner = deref(machine.evaluate(named, of.scope));
    if (inner.kind === 'class') {
      const schema = classSchema(machine, inner, depth + 1);
      return named === annotation ? { ...(schema as object) } : { type: 'array', items: schema };
    }
  }
  return { ...(typeSchema(annotation) as object) };
};

const ZOD: Readonly<Record<string, string>> = { string: 'string', number: 'number', boolean: 'boolean', int: 'integer', date: 'string', url: 'string', email: 'string', uuid: 'string' };

const zodSchema = (machine: Machine, value: OpaqueValue, depth: number): unknown => {
  const calls: OpaqueValue[] = [];
  for (let each: OpaqueValue | null = value; each; each = each.parent) if (each.args) calls.unshift(each);
  let schema: Record<string, unknown> = {};
  for (const call of calls) {
    const name = /(\w+)\(\)$/.exec(call.key)?.[1] ?? '';
    const [first] = call.args?.positional ?? [];
    if (name === 'object' || name === 'strictObject') {
      const shape = first && deref(first);
      if (shape?.kind === 'record') {
        schema = { type: 'object', properties: Object.fromEntries(shape.entries.map((entry) => [entry.key, schemaOf(machine, entry.value, depth + 1)])), required: shape.entries.map((entry) => entry.key), additionalProperties: false };
      }
    } else if (name === 'array') schema = { type: 'array', items: first ? schemaOf(machine, first, depth + 1) : schema };
    else if (name === 'enum') schema = { type: 'string', enum: first ? schemaOf(machine, first, depth + 1) : [] };
    else if (name === 'literal') schema = { const: first ? schemaOf(machine, first, depth + 1) : '' };
    else if (name === 'union') schema = { anyOf: first ? schemaOf(machine, first, depth + 1) : [] };
    else if (name === 'describe') schema = { ...schema, description: first ? schemaOf(machine, first, depth + 1) : '' };
    else if (/^(zodSchema|jsonSchema|zodResponseFormat|zodTextFormat|zodToJsonSchema|toJSONSchema|object)$/.test(name) && first) schema = { ...(schemaOf(machine, first, depth + 1) as object) };
    else if (ZOD[name]) schema = { type: ZOD[name] };
  }
  return schema;
};
