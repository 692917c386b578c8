/**
 * Tools as Gemini is shown them on AI Studio. Measured on recorded usage.
 *
 * Gemini 3 reads declarations in a form of its own, in which each text stands between marks that are one token:
 *
 *     ‹declaration:get_weather{description:‹Looks up the weather›,parameters:{properties:{city:{type:‹STRING›}},
 *     required:[‹city›],type:‹OBJECT›}}›
 *
 * Gemini 2.5 reads Python signatures with docstrings, and calls them in a program. The text of signatures is not
 * published, but their length is additive, so each part has its price.
 */
import { spacedJson } from './json.ts';
import { fieldsOf, listOf, textOf, written } from './outline.ts';
import type { Fields, OutlineTool } from './outline.ts';

type Count = (text: string) => number;

/** Stands for a mark; no text a person writes holds it. */
const MARK = '\u0001';
/** Deeper than any schema a person writes, and the same of its JSON. */
const MAX_DEPTH = 12;
const DEEPEST = 100;
/** Definitions that name each other twice over grow without end: so many schemas are written out, the rest is left out. */
const MOST_SCHEMAS = 2000;

interface Definitions {
  readonly named: Fields;
  /** Schemas that may still be written out. */
  left: number;
  /** How many types the one at hand stands in. */
  depth: number;
}

const between = (text: string): string => `${MARK}${text}${MARK}`;

/** Tokens of a text with marks. */
export function countMarked(text: string, count: Count): number {
  const parts = text.split(MARK);
  return parts.reduce((sum, part) => sum + (part === '' ? 0 : count(part)), parts.length - 1);
}

export function declaration({ name, description, parameters }: OutlineTool): string {
  const schema = fieldsOf(parameters);
  const said = description === '' ? [] : [`description:${between(description)}`];
  const takes = parameters === undefined ? [] : [`parameters:{${declared(schema, definitionsOf(schema), 0)}}`];
  return between(`declaration:${name}{${[...said, ...takes].join(',')}}`);
}

function declared(given: Fields, definitions: Definitions, depth: number): string {
  if ((definitions.left -= 1) < 0 || depth > MAX_DEPTH) return '';
  const schema = resolved(given, definitions);
  const inner = (value: unknown): string => declared(fieldsOf(value), definitions, depth + 1);
  const texts = (value: unknown): string => `[${listOf(value).map((each) => between(written(each))).join(',')}]`;
  const properties = Object.entries(fieldsOf(schema.properties));
  const members = listOf(schema.anyOf ?? schema.oneOf);
  return [
    ...(textOf(schema.description) === '' ? [] : [`description:${between(textOf(schema.description))}`]),
    ...(listOf(schema.enum).length === 0 ? [] : [`enum:${texts(schema.enum)}`]),
    ...(members.length === 0 ? [] : [`anyOf:[${members.map((member) => `{${inner(member)}}`).join(',')}]`]),
    ...(schema.items === undefined ? [] : [`items:{${inner(schema.items)}}`]),
    ...(properties.length === 0 ? [] : [`properties:{${properties.map(([name, value]) => `${name}:{${inner(value)}}`).join(',')}}`]),
    ...(listOf(schema.required).length === 0 ? [] : [`required:${texts(schema.required)}`]),
    ...(textOf(schema.title) === '' ? [] : [`title:${between(textOf(schema.title))}`]),
    ...(schema.type === undefined ? [] : [`type:${listOf(schema.type).map((type) => between(written(type).toUpperCase())).join(',')}`]),
  ].join(',');
}

/** A call, or what a tool answered, in the same form: `‹call:get_weather{city:‹Rome›}›`. */
export const round = (kind: 'call' | 'response', name: string, value: unknown): string => between(`${kind}:${name}${valueOf(value, 0)}`);

function valueOf(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  if (typeof value === 'string') return between(value);
  if (Array.isArray(value)) return `[${value.map((each) => valueOf(each, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, each]) => `${key}:${valueOf(each, depth + 1)}`).join(',')}}`;
  return String(value ?? null);
}

/** A call as the program that Gemini 2.5 writes: `print(default_api.get_weather(city="Rome"))`. */
export const pythonCall = (name: string, args: unknown): string =>
  `print(default_api.${name}(${Object.entries(fieldsOf(args)).map(([key, value]) => `${key}=${spacedJson(value)}`).join(', ')}))`;

/** What the program prints. */
export const pythonAnswer = (name: string, output: unknown): string => `{"${name}_response": ${spacedJson(output)}}`;

/** Of a signature: the function, a parameter with and without a comment (its name stands twice), a default, a class for an object. */
const PYTHON = { function: 18, parameter: 8, bare: 9, optional: 4, array: 2, choice: 2, object: 30 };

export function countSignature({ name, description, parameters }: OutlineTool, count: Count): number {
  const schema = fieldsOf(parameters);
  return PYTHON.function + count(name) + count(description) + countFields(schema, definitionsOf(schema), count, new Set());
}

function countFields(schema: Fields, definitions: Definitions, count: Count, classes: Set<unknown>): number {
  const required = new Set(listOf(schema.required));
  return Object.entries(fieldsOf(schema.properties)).reduce((sum, [name, value]) => {
    const field = resolved(fieldsOf(value), definitions);
    const description = textOf(field.description);
    const said = description === '' ? PYTHON.bare : PYTHON.parameter + count(description);
    return sum + said + 2 * count(name) + (required.has(name) ? 0 : PYTHON.optional) + countType(fieldsOf(value), definitions, count, classes);
  }, 0);
}

/** What a type costs beyond one word. A class is written once, however often it is named. */
function countType(given: Fields, definitions: Definitions, count: Count, classes: Set<unknown>): number {
  if ((definitions.left -= 1) < 0 || definitions.depth > MAX_DEPTH) return 0;
  definitions.depth += 1;
  const sum = typeCost(given, definitions, count, classes);
  definitions.depth -= 1;
  return sum;
}

function typeCost(given: Fields, definitions: Definitions, count: Count, classes: Set<unknown>): number {
  const inner = (value: unknown): number => countType(fieldsOf(value), definitions, count, classes);
  const schema = resolved(given, definitions);
  const choices = listOf(schema.enum);
  if (choices.length > 0) return choices.reduce((sum: number, choice) => sum + PYTHON.choice + count(written(choice)), 0);
  const members = listOf(schema.anyOf ?? schema.oneOf);
  if (members.length > 0) return members.reduce((sum: number, member) => sum + inner(member), 2 * (members.length - 1));
  if (schema.items !== undefined) return PYTHON.array + inner(schema.items);
  if (Object.keys(fieldsOf(schema.properties)).length === 0 || classes.has(schema.properties)) return 0;
  classes.add(schema.properties);
  return PYTHON.object + count(textOf(schema.description)) + countFields(schema, definitions, count, classes);
}

const definitionsOf = (schema: Fields): Definitions => ({ named: fieldsOf(schema.$defs ?? schema.definitions), left: MOST_SCHEMAS, depth: 0 });

function resolved(schema: Fields, definitions: Definitions): Fields {
  const reference = textOf(schema.$ref).split('/').at(-1) ?? '';
  return reference === '' ? schema : { ...fieldsOf(definitions.named[reference]), ...schema, $ref: undefined };
}

/** A definition leads back to itself. */
export function isRecursive(parameters: unknown): boolean {
  const schema = fieldsOf(parameters);
  const definitions = definitionsOf(schema).named;
  const seen = new Map<string, 'open' | 'done'>();
  const leads = (value: unknown, depth: number): boolean => {
    if (depth > DEEPEST || typeof value !== 'object' || value === null) return false;
    const name = textOf(fieldsOf(value).$ref).split('/').at(-1) ?? '';
    if (name === '') return Object.entries(value).some(([key, each]) => key !== '$defs' && key !== 'definitions' && leads(each, depth + 1));
    const known = seen.get(name);
    if (known !== undefined) return known === 'open';
    seen.set(name, 'open');
    const found = leads(definitions[name], depth + 1);
    seen.set(name, 'done');
    return found;
  };
  return leads(schema, 0);
}
