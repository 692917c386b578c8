/** A request as its token count sees it, whatever the API it is written for. */

/** In pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export interface OutlineImage {
  /** Null when only the provider sees the image: a link, an uploaded file, a format that tells no size. */
  readonly size: ImageSize | null;
  /** How closely it is to be looked at, where the request says so: OpenAI's `detail`, Gemini's media resolution. */
  readonly detail: ImageDetail | null;
}

export type ImageDetail = 'low' | 'medium' | 'high' | 'ultra' | 'original';

export interface RequestOutline {
  /** In order; a system prompt is a message of that role. */
  readonly messages: readonly OutlineMessage[];
  readonly tools: readonly OutlineTool[];
  readonly toolChoice: 'auto' | 'any' | 'none' | 'named' | null;
  /** Which, where it is named. */
  readonly chosenTool?: string;
  /** The JSON Schema the answer must follow; null when there is none. */
  readonly schema: unknown;
  /** What the output is called; absent where the API has no name for it. */
  readonly schemaName?: string;
  readonly schemaDescription?: string;
  /** As of a tool. */
  readonly jsonSchema?: true;
  /** Tools handed over in the middle of the conversation; they are in `tools` too. */
  readonly lateTools?: boolean;
  /** Claude: some tools are not shown until they are searched for. */
  readonly heldBack?: true;
  /** Several calls in one message are ruled out. */
  readonly sequential?: boolean;
  /** Claude: answers are to cite what they rest on. */
  readonly citations?: boolean;
  /** Claude: the model is told how many tokens a task may take. */
  readonly taskBudget?: boolean;
  /** Claude: from so many tokens on, parts of the conversation are taken out or summed up before they are billed. */
  readonly shortenedFrom?: number;
  /** Thinking is on. */
  readonly thinking: boolean;
  /** Thinking is switched off in so many words. */
  readonly unthinking?: true;
  /** Which of a gateway's hosts is to answer, where the request says so. */
  readonly host?: 'studio' | 'vertex';
  /** The answer is to be JSON, of whatever form. */
  readonly jsonMode?: true;
  /** A body without roles: `tokens` were sent as such, and texts are `framed` only where a host makes a chat of them. */
  readonly plain?: { readonly tokens: number; readonly framed: boolean };
  /** OpenAI's tools that take text as it comes: what they are named, said to do, and the grammar they hold to. */
  readonly customTools?: readonly { readonly name: string; readonly description: string; readonly grammar: string }[];
  /** What is in the request but not in the count, in words; e.g. `image`. */
  readonly uncounted: readonly string[];
}

export interface OutlineMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly name?: string;
  /** OpenAI's `function_call` and messages of the role `function`, from before there were tools. */
  readonly legacy?: true;
  readonly texts: readonly string[];
  /** `whole`: handed back to OpenAI with all it was answered with. */
  readonly calls: readonly { readonly name: string; readonly args: unknown; readonly whole?: true }[];
  readonly images?: readonly OutlineImage[];
  /** What the model thought before, sent along: billed again while a turn's tools are answered, by those who keep it. */
  readonly thoughts?: readonly string[];
  /** Gemini's thoughts are sent back sealed: how many signs of base64 each takes. */
  readonly sealed?: readonly number[];
  /** What tools answered, as text. */
  readonly results: readonly { readonly name: string; readonly output: unknown }[];
}

export interface OutlineTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema; undefined when the tool takes nothing. */
  readonly parameters: unknown;
  /** Gemini: written in a field for JSON Schema proper, which is not billed everywhere. */
  readonly jsonSchema?: true;
}

export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** As text stands in a prompt: strings as they are, the rest as JSON. */
export const written = (value: unknown): string => (typeof value === 'string' ? value : value === undefined ? '' : (JSON.stringify(value) ?? ''));

/** How many arguments a call has, given as JSON or as what it says. */
export function argumentsOf(args: unknown): number {
  if (typeof args !== 'string') return Object.keys(fieldsOf(args)).length;
  try {
    return Object.keys(fieldsOf(JSON.parse(args))).length;
  } catch {
    // Cut off by an output limit: one argument at least.
    return args === '' ? 0 : 1;
  }
}

/** Where the turn at hand begins: behind what the user last asked; -1 where nobody has. */
export const lastAsked = (messages: readonly OutlineMessage[]): number => messages.findLastIndex(({ role, texts, results }) => role === 'user' && texts.length > 0 && results.length === 0);

/** Collects a message's parts while a reader walks them. */
export class MessageBuilder {
  readonly #role: OutlineMessage['role'];
  readonly texts: string[] = [];
  readonly images: OutlineImage[] = [];
  readonly thoughts: string[] = [];
  readonly sealed: number[] = [];
  readonly calls: { name: string; args: unknown; whole?: true }[] = [];
  readonly results: { name: string; output: unknown }[] = [];

  constructor(role: OutlineMessage['role']) {
    this.#role = role;
  }

  build(name: string = '', legacy: boolean = false): OutlineMessage {
    return { ...(legacy ? { legacy } : {}), role: this.#role, texts: this.texts, calls: this.calls, results: this.results, ...(this.images.length === 0 ? {} : { images: this.images }), ...(this.thoughts.length === 0 ? {} : { thoughts: this.thoughts }), ...(this.sealed.length === 0 ? {} : { sealed: this.sealed }), ...(name === '' ? {} : { name }) };
  }
}

export const roleOf = (role: unknown): OutlineMessage['role'] => {
  switch (role) {
    case 'system': case 'developer': return 'system';
    case 'assistant': case 'model': return 'assistant';
    case 'tool': case 'function': return 'tool';
    default: return 'user';
  }
};
