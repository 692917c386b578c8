/**
 * The abstract domain: what the interpreter knows about a value without running the code.
 *
 * Values are immutable. What code can change in place (lists, records, instances) is held by a `ref`
 * to a cell, so that `messages.append(x)` is seen through every name for the list.
 */
import type { Hole } from '../call-site.ts';
import type { FileId, Span } from '../document.ts';
import type { ClassNode, FunctionNode } from '../syntax/ir.ts';
import type { Volatility } from './volatility.ts';

export interface Place {
  readonly file: FileId;
  readonly span: Span;
}

/**
 * How a value came to where it is used; the last step that says something about who may change it wins.
 * `declared`: a class says so for a field, and each object may hold another.
 */
export type Via = 'literal' | 'constant' | 'imported' | 'default' | 'declared' | 'attribute' | 'return' | 'argument' | 'environment';

/** A part of a text that is only known when the program runs. */
export interface HoleValue {
  readonly expression: string;
  readonly place: Place;
  readonly volatility: Volatility;
  readonly hourly?: true | undefined;
  readonly cause: string;
  readonly origin: readonly Place[];
  readonly content: Hole['content'];
  readonly bounds: Hole['bounds'];
  readonly unstableOrder?: string;
  readonly rewritten?: 'cut' | 'edited';
  /** The parameter of the function under analysis that fills it, unchanged. */
  readonly param?: string;
}

export type Part =
  | { readonly kind: 'static'; readonly text: string; readonly place: Place }
  | { readonly kind: 'hole'; readonly hole: HoleValue }
  /** One of several texts, by a condition. */
  | { readonly kind: 'choice'; readonly options: readonly (readonly Part[])[] };

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly Part[];
  readonly via?: Via;
  /** What it is the JSON of. */
  readonly jsonOf?: Value;
}

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
  readonly via?: Via;
}

export interface Item {
  readonly value: Value;
  /** `*rest`: any number of unknown items. */
  readonly rest?: boolean;
  /** Present only under this condition. */
  readonly condition?: string;
  readonly place: Place;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Item[];
  /** False for sets: the order may differ between runs. */
  readonly ordered: boolean;
  /** Its order is drawn anew: `random.shuffle(tools)`. */
  readonly shuffled?: boolean;
  readonly place: Place;
}

export interface Entry {
  readonly key: string;
  readonly value: Value;
  readonly place: Place;
  readonly condition?: string;
}

export interface RecordValue {
  readonly kind: 'record';
  readonly entries: readonly Entry[];
  /** Entries that are not known, e.g. `**kwargs`; null when all are. */
  readonly rest: Value | null;
  readonly place: Place;
}

/** A mutable place: a variable, or what a `ref` points to. */
export interface Cell {
  value: Value | undefined;
}

export interface RefValue {
  readonly kind: 'ref';
  readonly cell: Cell;
}

export interface Scope {
  readonly names: Map<string, Cell>;
  readonly parent: Scope | null;
  readonly file: FileId;
  readonly kind: 'module' | 'class' | 'function';
  /** Inside a method: the object and the class the method was found on. */
  readonly self?: Value;
  readonly owner?: ClassValue;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
  readonly self?: Value;
  readonly owner?: ClassValue;
  /** `functools.partial`: arguments given already. */
  readonly preset?: Args;
  /** Only what a field holds by default says that this is the function called. */
  readonly isUsual?: true;
  /** Its object is a parameter of the function that calls it, and what is known of that is what the class says. */
  readonly isOfParameter?: true;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: ClassNode;
  readonly scope: Scope;
  readonly bases: readonly Value[];
  /** Class attributes and methods. Of a declared type they are read on first use. */
  readonly members: Scope;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly attributes: ReadonlyMap<string, Value>;
}

export interface ModuleValue {
  readonly kind: 'module';
  readonly file: FileId;
}

/** A name bound by an import; resolved when it is used. */
export interface ImportValue {
  readonly kind: 'import';
  readonly module: string;
  readonly imported: string;
  readonly file: FileId;
  readonly place: Place;
}

export interface SuperValue {
  readonly kind: 'super';
  readonly self: Value;
  readonly owner: ClassValue;
}

/**
 * Something from outside the workspace, or unknown, described by how it was reached:
 * `openai:OpenAI().chat.completions`, `datetime:datetime.now()`, `?question.strip()`.
 * `module` is '' for the language's own names and '?' for an unknown value.
 */
export interface OpaqueValue {
  readonly kind: 'opaque';
  readonly key: string;
  readonly module: string;
  readonly parent: OpaqueValue | null;
  /** The arguments, when the last step is a call. */
  readonly args: Args | null;
  readonly place: Place;
  /** `functools.partial`: arguments given already. */
  readonly preset?: Args;
  /** When the last step ran: import time and construction happen less often than a call. */
  readonly phase: Phase;
  /** Where an unknown value begins. */
  readonly hole?: HoleValue;
  /** What a method of a pipe was called on. */
  readonly pipe?: PipeValue;
  /** Declared type of an unknown value, e.g. an interface. */
  readonly type?: Value;
}

export type Phase = 'import' | 'construct' | 'call';

/** `prompt | model | parser`. */
export interface PipeValue {
  readonly kind: 'pipe';
  readonly stages: readonly Value[];
  readonly place: Place;
}

export interface Member {
  readonly value: Value;
  /** Source of the condition; '' when it is the remaining case. */
  readonly when: string;
}

export interface UnionValue {
  readonly kind: 'union';
  readonly members: readonly Member[];
  /** More alternatives existed than are kept. */
  readonly cut: boolean;
}

export type Value =
  | TextValue | ConstantValue | ListValue | RecordValue | RefValue | FunctionValue | ClassValue | InstanceValue
  | ModuleValue | ImportValue | SuperValue | OpaqueValue | PipeValue | UnionValue;

/** Arguments of a call, spreads already merged. */
export interface Args {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** `**unknown` or `*unknown`: more arguments than are known. */
  readonly rest: Value | null;
  readonly places: ReadonlyMap<string, Place>;
}

export const NO_ARGS: Args = { positional: [], named: new Map(), rest: null, places: new Map() };

export const text = (value: string, place: Place, via?: Via): TextValue => ({
  kind: 'text', parts: value === '' ? [] : [{ kind: 'static', text: value, place }], ...(via ? { via } : {}),
});

export const constant = (value: number | boolean | null): ConstantValue => ({ kind: 'constant', value });

export const NOTHING: ConstantValue = constant(null);

export const refTo = (value: Value): RefValue => ({ kind: 'ref', cell: { value } });

/** References followed before they are taken for a circle, e.g. of a call that was put off and answers with itself. */
export const LONGEST_CHAIN = 1_000;

/** Follows references; a cell that was undone reads as nothing, and so does one that leads back to itself. */
export const deref = (value: Value): Exclude<Value, RefValue> => {
  let current = value;
  for (let steps = 0; current.kind === 'ref'; steps += 1) current = steps < LONGEST_CHAIN ? current.cell.value ?? NOTHING : NOTHING;
  return current;
};

/** The text when all of it is known. */
export const staticText = (value: Value): string | null => {
  const plain = deref(value);
  if (plain.kind !== 'text') return null;
  let result = '';
  for (const part of plain.parts) {
    if (part.kind !== 'static') return null;
    result += part.text;
  }
  return result;
};

/** The alternatives of a value; one for all but unions. */
export const membersOf = (value: Value): readonly Member[] => {
  const plain = deref(value);
  return plain.kind === 'union' ? plain.members : [{ value, when: '' }];
};

/** Marks how a text or union of texts arrived. A default stays a default wherever it travels. */
/** What these say outlasts every further step. */
const STAYS: ReadonlySet<Via | undefined> = new Set(['default', 'declared', 'environment']);

export const arrivedBy = (value: Value, via: Via): Value => {
  if (value.kind === 'text' || value.kind === 'constant') {
    return STAYS.has(value.via) || value.via === via ? value : { ...value, via };
  }
  if (value.kind === 'union') {
    return { ...value, members: value.members.map((member) => ({ ...member, value: arrivedBy(member.value, via) })) };
  }
  return value;
};
