/** How an SDK's calls look, as data. One file per SDK; see README.md in this folder. */
import type { CallKind } from '../call-site.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import type { Where } from './where.ts';

export interface RequestShape {
  readonly model?: readonly Where[];
  /** A system prompt beside the messages. */
  readonly system?: readonly Where[];
  /** A list of messages, or a text that is one user message. */
  readonly messages?: readonly Where[];
  readonly tools?: readonly Where[];
  readonly schema?: readonly Where[];
  readonly outputLimit?: readonly Where[];
  readonly toolChoice?: readonly Where[];
  readonly reasoning?: readonly Where[];
  /** Steps an agent may take. */
  readonly maxSteps?: readonly Where[];
  /** A name that telemetry carries. */
  readonly name?: readonly Where[];
  /** A cache marker for the whole request. */
  readonly cacheMarker?: readonly Where[];
}

/** The model an SDK takes when none is given: always the same, or one from each version on, newest first. The versions are those whose published packages hold it. */
export type DefaultModel = string | readonly { readonly id: string; readonly since: string }[];

export interface CallShape {
  /** Patterns over the key of the call, see `values/pattern.ts`; a regular expression where a pattern cannot say it. */
  readonly at: readonly (string | RegExp)[];
  readonly kind: CallKind;
  /** Overrides the SDK's id in reports. */
  readonly id?: string;
  /** For receivers nobody can trace: such a key counts when these arguments are given and the file's text holds one of the SDK's words. */
  readonly untraced?: { readonly at: readonly RegExp[]; readonly needs: readonly Where[] };
  readonly request: RequestShape;
  readonly provider?: string | null;
  /** The model when none is given, where the SDK documents it. */
  readonly defaultModel?: DefaultModel;
  /** The model's id says who bills: `openai/gpt-4o`, `anthropic:claude-haiku-4-5`. */
  readonly prefixed?: boolean;
  /** How often an agent may call its model in one run when nothing says so, where the SDK documents it; null: without end. */
  readonly steps?: number | null;
  /** Charges beside tokens. */
  readonly fees?: readonly string[];
  /** For what data cannot say. Its parts win over the shape's; null: not a call of a model after all. */
  readonly read?: (view: CallView) => Partial<RequestParts> | null;
  /** Whether callers decide if this is a call of a model at all: `post(url, body)`. */
  readonly isUpToCallers?: (view: CallView) => boolean;
}

/** A value that stands for a model: `openai("gpt-4o")`. */
export interface HandleShape {
  readonly at: readonly (string | RegExp)[];
  readonly model: readonly Where[];
  /** For what data cannot say, e.g. a name that stands for another handle. */
  readonly read?: (view: CallView) => Found | null;
  readonly provider: string | null;
  readonly prefixed?: boolean;
  readonly defaultModel?: DefaultModel;
  /** The distribution whose version decides the default. */
  readonly package?: string;
}

/** A call that says more about an agent made before: `@agent.tool`, `Runner.run(agent, max_turns=3)`. No call site of its own. */
export interface AdditionShape {
  readonly at: readonly (string | RegExp)[];
  /** Where the agent sits; `^` is what the method was called on. A decorator is called with its function. */
  readonly to: readonly Where[];
  readonly request: Pick<RequestShape, 'system' | 'tools' | 'maxSteps'>;
}

/** A call or an attribute that sets the model of all that name none: `dspy.configure(lm=…)`, `Settings.llm = …`. It counts where the file, or else the workspace, makes one choice only. */
export interface AmbientShape {
  readonly at: readonly (string | RegExp)[];
  /** Of a call. */
  readonly model: readonly Where[];
}

/** An object that later calls put together: a pipeline of components, a kernel with its service. */
export interface AssemblyShape {
  /** What makes the object. */
  readonly of: readonly string[];
  /** Calls on it that give it a part, that join two of its parts, and that ask a model through it. */
  readonly adds: readonly string[];
  readonly joins: readonly string[];
  readonly asks: readonly string[];
  /** Where the object sits in a call that is made on something else. */
  readonly given: readonly Where[];
  readonly name: readonly Where[];
  readonly part: readonly Where[];
  readonly from: readonly Where[];
  readonly to: readonly Where[];
  /** Parts that write a prompt, and where it sits in what makes them. */
  readonly writes: readonly string[];
  readonly prompt: readonly Where[];
}

export interface Sdk {
  readonly id: string;
  /** Module names and other words; a file with none of any SDK's words is not read. */
  readonly words: readonly string[];
  /** Names its calls end in, with the name before where the last says little: a function without any is not run for this SDK's sake. */
  readonly methods: readonly string[];
  readonly calls: readonly CallShape[];
  /** The distribution whose version decides a default. */
  readonly package?: string;
  readonly handles?: readonly HandleShape[];
  readonly additions?: readonly AdditionShape[];
  readonly ambient?: AmbientShape;
  readonly assembly?: AssemblyShape;
}
