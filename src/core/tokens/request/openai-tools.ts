/**
 * Tools as OpenAI shows them to the model: a TypeScript namespace in the system message.
 *
 *     # Tools
 *     ## functions
 *     namespace functions {
 *     // Looks up the weather.
 *     type get_weather = (_: {
 *     // Name of the city
 *     city: string,
 *     unit?: "C" | "F",
 *     }) => any;
 *     } // namespace functions
 *
 * Titles are charged like descriptions; `additionalProperties` and `strict` are not. Measured on recorded usage.
 */
import { fieldsOf, listOf, textOf } from './outline.ts';
import type { Fields, OutlineTool } from './outline.ts';

export function renderOpenAiTools(tools: readonly OutlineTool[]): string {
  const functions = tools.map((tool) => `${comment(tool.description)}type ${tool.name} = ${signature(fieldsOf(tool.parameters))};\n\n`);
  return `# Tools\n\n## functions\n\nnamespace functions {\n\n${functions.join('')}} // namespace functions`;
}

/** Deeper than any schema a person writes; a cyclic reference ends here. */
const MAX_DEPTH = 8;

function signature(parameters: Fields): string {
  const definitions = fieldsOf(parameters.$defs ?? parameters.definitions);
  const names = Object.keys(fieldsOf(parameters.properties));
  const notes = comment(textOf(parameters.title)) + comment(textOf(parameters.description));
  return names.length === 0 ? '() => any' : `(_: ${notes}{\n${properties(parameters, definitions, 0)}}) => any`;
}

function properties(schema: Fields, definitions: Fields, depth: number): string {
  const required = new Set(listOf(schema.required));
  return Object.entries(fieldsOf(schema.properties)).map(([name, value]) => {
    const property = resolve(fieldsOf(value), definitions);
    const notes = comment(textOf(property.title)) + comment(textOf(property.description));
    const fallback = property.default === undefined ? '' : ` // default: ${JSON.stringify(property.default)}`;
    return `${notes}${name}${required.has(name) ? '' : '?'}: ${type(property, definitions, depth)},${fallback}\n`;
  }).join('');
}

function type(given: Fields, definitions: Fields, depth: number): string {
  const schema = resolve(given, definitions);
  if (depth > MAX_DEPTH) return 'any';
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const) ?? 'any';
  const union = listOf(schema.anyOf ?? schema.oneOf);
  if (union.length > 0) return union.map((member) => type(fieldsOf(member), definitions, depth + 1)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((each) => type({ ...schema, type: each }, definitions, depth + 1)).join(' | ');
  switch (textOf(schema.type).toLowerCase()) {
    case 'integer': case 'number': return 'number';
    case 'array': return schema.items === undefined ? 'any[]' : `${type(fieldsOf(schema.items), definitions, depth + 1)}[]`;
    case 'object': {
      const inner = properties(schema, definitions, depth + 1);
      return inner === '' ? 'object' : `{\n${inner}}`;
    }
    case '': return 'any';
    default: return textOf(schema.type);
  }
}

function resolve(schema: Fields, definitions: Fields): Fields {
  const reference = textOf(schema.$ref).split('/').at(-1) ?? '';
  return reference === '' ? schema : { ...fieldsOf(definitions[reference]), ...schema };
}

/** Only the first line carries the slashes. */
const comment = (text: string): string => (text === '' ? '' : `// ${text}\n`);
