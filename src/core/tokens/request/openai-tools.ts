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
 * Titles are charged like descriptions; `additionalProperties` and `strict` are not. Each line of a description is a
 * comment of its own, without its indentation, an empty one too. Measured on recorded usage. What text alone
 * cannot say is in `extra`.
 */
import { fieldsOf, listOf, textOf } from './outline.ts';
import type { Fields, OutlineTool } from './outline.ts';

/** GPT-3.5 and GPT-4 show less of a schema than their successors: no titles, defaults or comments inside objects. */
export type ToolStyle = 'legacy' | 'current';

export interface RenderedTools {
  readonly text: string;
  /** Tokens beyond the text's, may be negative. */
  readonly extra: number;
}

export function renderOpenAiTools(tools: readonly OutlineTool[], style: ToolStyle): RenderedTools {
  const renderer = new Renderer(style);
  const functions = tools.map((tool) => renderer.tool(tool));
  return { text: `# Tools\n\n## functions\n\nnamespace functions {\n\n${functions.join('')}} // namespace functions`, extra: renderer.extra };
}

/** Deeper than any schema a person writes; a cyclic reference ends here. */
const MAX_DEPTH = 8;
/** Definitions that name each other twice over grow without end: so many types of a tool are written out, the rest are `any`. */
const MOST_TYPES = 1000;

class Renderer {
  extra = 0;
  readonly #legacy: boolean;
  #definitions: Fields = {};
  #left = MOST_TYPES;

  constructor(style: ToolStyle) {
    this.#legacy = style === 'legacy';
  }

  tool({ name, description, parameters }: OutlineTool): string {
    const schema = fieldsOf(parameters);
    this.#definitions = fieldsOf(schema.$defs ?? schema.definitions);
    this.#left = MOST_TYPES;
    const [first] = Object.values(fieldsOf(schema.properties)).map(fieldsOf);
    const said = this.#comment(description);
    if (first === undefined) return `${said}type ${name} = () => any;\n\n`;
    // A brace and the slashes behind it are two tokens there, one in the text; so a first parameter without is one less.
    if (!this.#legacy && !isSpoken(this.#resolve(first))) this.extra -= 1;
    const notes = this.#legacy ? '' : this.#comment(textOf(schema.title)) + this.#comment(textOf(schema.description));
    return `${said}type ${name} = (_: ${notes}{\n${this.#properties(schema, 0)}}) => any;\n\n`;
  }

  #properties(schema: Fields, depth: number): string {
    const required = new Set(listOf(schema.required));
    const indent = this.#legacy ? '  '.repeat(depth) : '';
    return Object.entries(fieldsOf(schema.properties)).map(([name, value], index) => {
      const property = this.#resolve(fieldsOf(value));
      const notes = this.#legacy && depth > 0 ? '' : this.#notes(property);
      // Inside an object a parameter without a comment is set off by white space, and the first of them once more.
      if (!this.#legacy && depth > 0 && notes === '') this.extra += index === 0 ? 2 : 1;
      return `${notes}${indent}${name}${required.has(name) ? '' : '?'}: ${this.#type(property, depth)},${this.#fallback(property)}\n`;
    }).join('');
  }

  #notes(property: Fields): string {
    return (this.#legacy ? '' : this.#comment(textOf(property.title))) + this.#comment(textOf(property.description));
  }

  #fallback(property: Fields): string {
    return this.#legacy || property.default === undefined || property.default === null ? '' : ` // default: ${JSON.stringify(property.default)}`;
  }

  #type(given: Fields, depth: number): string {
    const schema = this.#resolve(given);
    if ((this.#left -= 1) < 0 || depth > MAX_DEPTH) return 'any';
    if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
    if (schema.const !== undefined && !(this.#legacy && schema.type !== undefined)) return JSON.stringify(schema.const) ?? 'any';
    const union = listOf(schema.anyOf ?? schema.oneOf);
    if (union.length > 0) return union.map((member) => this.#type(fieldsOf(member), depth)).join(' | ');
    if (Array.isArray(schema.type)) return schema.type.map((each) => this.#type({ ...schema, type: each }, depth)).join(' | ');
    switch (textOf(schema.type).toLowerCase()) {
      case 'integer': case 'number': return 'number';
      case 'array': return schema.items === undefined ? 'any[]' : `${this.#type(fieldsOf(schema.items), depth)}[]`;
      case 'object': {
        const inner = this.#properties(schema, depth + 1);
        return inner === '' ? 'object' : `{\n${inner}}`;
      }
      case '': return 'any';
      default: return textOf(schema.type);
    }
  }

  #resolve(schema: Fields): Fields {
    const reference = textOf(schema.$ref).split('/').at(-1) ?? '';
    return reference === '' ? schema : { ...fieldsOf(this.#definitions[reference]), ...schema, $ref: undefined };
  }

  /** Line by line. The older models are shown one line, and charged for each break all the same. */
  #comment(text: string): string {
    if (this.#legacy) this.extra += text.trimEnd().split('\n').length - 1;
    const said = text.trim();
    if (said === '') return '';
    const lines = this.#legacy ? [said.replace(/\s+/g, ' ')] : said.split('\n').map((line) => line.trim());
    return lines.map((line) => (line === '' ? '//\n' : `// ${line}\n`)).join('');
  }
}

const isSpoken = (property: Fields): boolean => textOf(property.description) !== '' || textOf(property.title) !== '';
