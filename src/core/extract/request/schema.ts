/** The JSON Schema that code stands for: annotations, pydantic models, data classes, zod, plain records. */
import { rootOf } from '../../values/opaque.ts';
import { deref } from '../../values/value.ts';
import type { ClassValue, OpaqueValue, Part, Scope, Value } from '../../values/value.ts';
import type { Expression } from '../../syntax/ir.ts';
import type { Machine } from '../../values/machine.ts';

export const textOf = (parts: readonly Part[]): string => parts.map((part) => (part.kind === 'static' ? part.text : part.kind === 'choice' ? textOf(part.options[0] ?? []) : '')).join('');

const TYPES: Readonly<Record<string, string>> = { str: 'string', string: 'string', int: 'integer', float: 'number', number: 'number', bool: 'boolean', boolean: 'boolean', list: 'array', List: 'array', dict: 'object', Dict: 'object', Sequence: 'array', Set: 'array' };

export const typeSchema = (annotation: Expression): unknown => {
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
    case 'opaque': {
      // `Recipe.model_json_schema()`.
      const model = /\.(?:model_json_schema|schema)\(\)$/.test(plain.key) ? rootOf(plain).type : undefined;
      return model && deref(model).kind === 'class' ? schemaOf(machine, model, depth + 1) : zodSchema(machine, plain, depth);
    }
    default: return {};
  }
};

export const classSchema = (machine: Machine, of: ClassValue, depth = 0): unknown => {
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  for (const statement of of.node.body) {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name' || !statement.annotation) continue;
    const name = statement.target.name;
    const field = of.members.names.get(name)?.value;
    const described = field && deref(field);
    const description = described?.kind === 'opaque' ? described.args?.named.get('description') : undefined;
    properties[name] = { ...annotationSchema(machine, statement.annotation, of.scope, depth), ...(description ? { description: schemaOf(machine, description, depth + 1) } : {}) };
    if (statement.value.kind === 'unknown' || (described?.kind === 'opaque' && !described.args?.named.has('default') && !described.args?.named.has('default_factory'))) required.push(name);
  }
  return { type: 'object', title: of.node.name, ...(of.node.doc ? { description: of.node.doc } : {}), properties, required };
};

export const annotationSchema = (machine: Machine, annotation: Expression, scope: Scope, depth = 0): Record<string, unknown> => {
  const [type, note] = annotation.kind === 'index' && annotation.object.kind === 'name' && annotation.object.name === 'Annotated' && annotation.index.kind === 'list' ? annotation.index.items : [];
  if (type && type.kind !== 'spread') return { ...annotationSchema(machine, type, scope, depth), ...(note && note.kind !== 'spread' ? noted(machine, note, scope) : {}) };
  const named = annotation.kind === 'index' && annotation.index.kind === 'name' ? annotation.index : annotation;
  if (named.kind === 'name' && !(named.name in TYPES) && depth < MAX_SCHEMA_DEPTH) {
    const inner = deref(machine.evaluate(named, scope));
    if (inner.kind === 'class') {
      const schema = classSchema(machine, inner, depth + 1);
      return named === annotation ? { ...(schema as object) } : { type: 'array', items: schema };
    }
  }
  return { ...(typeSchema(annotation) as object) };
};

/** `Annotated[str, "the city"]`, `Annotated[str, Field(description="the city")]`. */
const noted = (machine: Machine, note: Expression, scope: Scope): Record<string, unknown> => {
  const value = deref(machine.evaluate(note, scope));
  const description = value.kind === 'text' ? value : value.kind === 'opaque' ? value.args?.named.get('description') : undefined;
  return description ? { description: schemaOf(machine, description) } : {};
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
