/** What extraction finds in code. See DESIGN's list of words: call site, block, segment, volatility, problem. */
import type { FileId, Location } from './document.ts';
import type { Volatility } from './values/volatility.ts';

export type CallKind = 'direct' | 'wrapper' | 'agent' | 'signature' | 'template';
export type BlockRole = 'tools' | 'system' | 'user' | 'assistant' | 'tool';

/** A place in code that sends a prompt to a model. */
export interface CallSite {
  /** Stable across edits elsewhere in the file: file, enclosing function, callee and ordinal. */
  readonly id: string;
  /** The whole call expression, or the definition of an agent or signature. */
  readonly location: Location;
  /** The callee's last name (`create`), where hints stand. */
  readonly nameLocation: Location;
  /** Dotted name of the enclosing function or class, as telemetry's `code.function.name` gives it; null at module level. */
  readonly enclosing: string | null;
  readonly kind: CallKind;
  /** An id of the support table, e.g. `openai.chat`, `anthropic.messages`, `vercel-ai`. */
  readonly sdk: string;
  /** The provider that bills, e.g. `openai`, `anthropic`, `google`; null when it cannot be known. */
  readonly provider: string | null;
  readonly model: ModelRef;
  /** In the provider's prefix order: tools, system, then messages. */
  readonly blocks: readonly Block[];
  /** The blocks on other ways through branches, where a clock stands in a long text that `blocks` does not show. */
  readonly alternatives?: readonly (readonly Block[])[];
  readonly outputLimit: { readonly tokens: number | null; readonly location: Location } | null;
  /** The output schema as the provider receives it (JSON), when it could be read. */
  readonly outputSchema: { readonly schema: unknown; readonly location: Location } | null;
  /** Tool schemas that could be read, in call order; unread tools are a hole in the tools block. */
  readonly tools: readonly ToolSchema[];
  readonly toolChoice: 'auto' | 'any' | 'none' | 'named' | null;
  /** `reasoning_effort`, `reasoning.effort`, `thinking`: as written; null when not given. */
  readonly reasoning: string | null;
  /** Set when the function only passes on its callers' prompts and has no static text of its own. `callers` is null while the rest of the workspace was not looked at. */
  readonly gateway: { readonly callers: number | null } | null;
  /** How often it runs per request, where loops, step limits or maximum turns say so; `max: null` is unbounded. */
  readonly multiple: { readonly min: number; readonly max: number | null } | null;
  /** Characters of static text on the shortest and the longest way through branches; null or absent when there is one way. The blocks show what no condition asks for. */
  readonly branches?: { readonly min: number; readonly max: number } | null;
  /** Whether two runs could share a cached prefix. `once`: a script's single call. */
  readonly use: 'repeated' | 'once' | 'unknown';
  /** The part of a conversation that alone is sent; absent where all of it is, or none. */
  readonly excerpt?: Excerpt;
  /** What `prompt_cache_key` is given that is not constant: it decides which machine, and so which cache, a request reaches. */
  readonly cacheKey?: Hole;
  /** What tries the call again when it fails; absent when only the SDK does. */
  readonly retry?: Retry;
  /** Charges that are not tokens, named as the provider names them, e.g. `web_search`. */
  readonly fees: readonly string[];
  /** Other call sites of the repository this one ends in (wrapper → the SDK call). */
  readonly through: readonly Location[];
  /** The names telemetry may carry for this place: function id, agent name, prompt name. */
  readonly telemetryNames: readonly string[];
  readonly problems: readonly Problem[];
}

export interface Excerpt {
  /** The cut: `self.messages[-10:]`. */
  readonly location: Location;
  /** The oldest messages are left out, so that the front moves with every turn. */
  readonly newest: boolean;
  /** Written into a text instead of sent as messages. */
  readonly asText: boolean;
  /** Messages that are left; null when the code says no number. */
  readonly count: number | null;
}

export interface Retry {
  /** Outermost first. */
  readonly layers: readonly {
    readonly by: 'loop' | 'again' | 'decorator' | 'helper';
    /** Tries in all; `some`: limited by what is not written here. */
    readonly attempts: number | 'some' | 'endless';
    /** It tries again whatever went wrong, also where that cannot help: a key that is refused, a prompt that is too long. */
    readonly everything: boolean;
    readonly location: Location;
  }[];
  /** Tries the SDK makes by itself, the first one included. */
  readonly sdk: number;
}

export type ModelSource =
  | 'literal' | 'constant' | 'imported' | 'default' | 'attribute' | 'return' | 'argument'
  | 'sdk-default' | 'environment' | 'assumed' | 'unknown';

/** `id: null` with `why` when source cannot tell; `candidates` when it is one of several. */
export interface ModelRef {
  readonly id: string | null;
  readonly from: ModelSource;
  readonly why?: string;
  readonly candidates: readonly { readonly id: string; readonly when: string }[];
  readonly location: Location | null;
}

/** One unit of the request in prefix order. */
export interface Block {
  readonly role: BlockRole;
  /** A cache marker on this block, as the provider names its lifetime. */
  readonly breakpoint: { readonly ttl: '5m' | '1h' | null; readonly location: Location } | null;
  readonly segments: readonly Segment[];
  /** A condition under which the block is sent; absent when always. */
  readonly condition?: string;
  readonly location: Location;
}

export type Segment = StaticSegment | Hole;

export interface StaticSegment {
  readonly kind: 'static';
  /** Decoded text, as the provider receives it. */
  readonly text: string;
  readonly location: Location;
  /** The wrapper this text comes from, when the call site only inherits it. */
  readonly inheritedFrom?: string;
}

/** A dynamic expression. */
export interface Hole {
  readonly kind: 'hole';
  /** Source text, shortened to 120 characters. */
  readonly expression: string;
  /** Where it is interpolated: the `{…}` or the argument. */
  readonly location: Location;
  readonly volatility: Volatility;
  /** Of a time of which nothing finer than the hour is told: it changes with the hour, not on each call. */
  readonly hourly?: true;
  /** Why it is that volatile, e.g. `datetime.now()`; empty when constant. */
  readonly cause: string;
  /** From where it is filled back to what changes: definition, assignment, call. */
  readonly origin: readonly Location[];
  readonly content: 'text' | 'history' | 'messages' | 'document' | 'tools' | 'media';
  /** Set when the serialised order may differ between calls, e.g. a set or unsorted keys. */
  readonly unstableOrder?: string;
  /** History whose oldest messages are dropped turn by turn, or whose front is written anew. */
  readonly rewritten?: 'cut' | 'edited';
  /** From slices, trim helpers and limits, in characters; `max: null` is unbounded. */
  readonly bounds: { readonly min: number; readonly max: number | null } | null;
}

export interface ToolSchema {
  readonly name: string;
  readonly description: string;
  /** JSON Schema. */
  readonly parameters: unknown;
  readonly location: Location;
}

export type ProblemCode =
  | 'syntax' | 'too-large' | 'too-deep' | 'time-budget' | 'generated' | 'unresolved-model' | 'unresolved-prompt'
  | 'cut-branches' | 'cyclic-import' | 'missing-file' | 'unpriced' | 'unsupported';

/** Why something could not be analysed. Data, never an exception. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly location: Location | null;
}

/** A prompt kept in a file of its own. */
export interface TemplateFile {
  readonly file: FileId;
  readonly format: string;
  readonly variables: readonly string[];
  readonly blocks: readonly Block[];
  /** Names of other templates put in, as written; absent when there are none. */
  readonly includes?: readonly string[];
  readonly problems: readonly Problem[];
}

/** The static text of a call site, all blocks, in order. */
export const staticText = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => block.segments).map((segment) => (segment.kind === 'static' ? segment.text : '')).join('');
