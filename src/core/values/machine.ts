/** What the parts of the interpreter ask of each other, and of the program around them. */
import type { Expression, FunctionNode, Import, Statement } from '../syntax/ir.ts';
import type { FileId, LanguageId, Span } from '../document.ts';
import type { Heap } from './heap.ts';
import type { Builtins } from './builtins/rules.ts';
import type { Fuel } from './fuel.ts';
import type { Args, ClassValue, FunctionValue, OpaqueValue, Phase, Place, Scope, Value } from './value.ts';

/** How a run of statements ended on every path through it. */
export type Completion = 'next' | 'exit' | 'jump';

/** One call in progress. The first frame is the function (or module) under analysis. */
export interface Frame {
  readonly node: FunctionNode | null;
  readonly scope: Scope;
  /** The call expression that led here, in the frame before. */
  readonly callPlace: Place | null;
  readonly callee: FunctionValue | null;
  /** What it was called with. */
  readonly args?: Args;
  readonly returns: { readonly value: Value; readonly when: string }[];
  readonly yields: Value[];
  /** Run because a library may call it: what happens inside happens where it is written. */
  readonly callback?: boolean;
  /** The first thing a library was given, as by `retry(work)`: it most likely runs before that call ends. */
  readonly atOnce?: boolean;
}

/** The workspace as the interpreter sees it. Everything is already loaded; what is not yet is asked for and unknown until then. */
export interface Program {
  /** The file a module name leads to; null when it is outside the workspace. */
  resolve(module: string, from: FileId): FileId | null;
  /** Top-level scope of a file, run on first use; null while it is not loaded. */
  scope(file: FileId): Scope | null;
  /** A name another file imports. */
  exported(file: FileId, name: string): Value | null;
  /** The file a path written in code leads to; null when there is none. `exact` is false when only the end of the path is known. */
  promptFile(path: string, from: FileId, exact: boolean, callers?: readonly FileId[]): { readonly file: FileId; readonly text: string } | null;
  /** A template by the name another gives it, e.g. in an include. */
  templateNamed(name: string, from: FileId): { readonly file: FileId; readonly text: string } | null;
  /** Imports that bind only inside a function. */
  nestedImports(node: FunctionNode, file: FileId): readonly Import[];
  language(file: FileId): LanguageId;
  /** The version of a package that the project around a file asks for. */
  pinned(distribution: string, from: FileId): { readonly version: string; readonly below: boolean } | null;
  source(place: Place): string;
  /** Runs something as part of a file: what it looks into, or lacks, the file does. */
  within<T>(file: FileId, run: () => T): T;
}

/** Called for each call of something outside the workspace, and for each finished call of a function of the workspace. */
export interface Observer {
  /** Grows whenever something happens that a kept result would hide: a call of a model, a file not loaded yet. */
  readonly events: number;
  onOpaqueCall(call: OpaqueValue, place: Place): void;
  /** An attribute of something outside the workspace was set: `Settings.llm = …`. `isKept`: reading it anywhere else may answer this value. */
  onAssign(target: OpaqueValue, value: Value, place: Place, isKept: boolean): void;
  /** A field of an object of one of the workspace's own classes was set. */
  onField(of: ClassValue, name: string, value: Value, place: Place): void;
  /** A name at the top of a file was bound. */
  onModuleName(name: string, value: Value, file: FileId): void;
  /** A function of the workspace is about to run. */
  onEnter(callee: FunctionValue): void;
  /** A function was written down: it may be run later. */
  onFunction(callee: FunctionValue): void;
  /** A call was not followed, since the function called is under way already. */
  onRepeat(): void;
  /** A function was left before its end, for want of steps. */
  onCut(callee: FunctionValue): void;
  /** Whether code that does not run, as far as is known, is worth running all the same, for the calls of models in it. */
  wantsUnreached(place: Place): boolean;
  /** Whether a function may lead to a call of a model. */
  mayReach(callee: FunctionValue): boolean;
  /** Whether a closure calls a function handed in that may lead to a call of a model: `() => run(task)`. */
  callsGiven(callee: FunctionValue): boolean;
  /** Whether what callers give a function may reach a model: if not, nothing but its effects can matter to them. */
  passesOn(callee: FunctionValue): boolean;
  /** Whether a function a library may call is worth running. */
  wantsCallback(callee: FunctionValue): boolean;
  /** A call of something unknown that may be a method of the workspace; answers its result, or null when it is not. */
  onUnknownCall(call: OpaqueValue, place: Place): Value | null;
  /** An object of a class of the workspace, made with nothing known; null while one is being made. */
  typical(of: ClassValue): Value | null;
  /** A call of a method that only its subclasses fill; answers their result, or null when none is known. */
  onAbstractCall(callee: FunctionValue, args: Args, place: Place): Value | null;
}

/** Objects of libraries that were seen elsewhere. */
export interface LibraryObjectsSeen {
  /** What callers gave as this parameter, joined; null when nothing is known. */
  given(node: FunctionNode, param: string): Value | null;
  /** What an object of a library keeps under a name; null when nothing is known. */
  kept(holder: OpaqueValue, name: string): Value | null;
  /** Notes what is put there; answers whether it may call a model. */
  keep(holder: OpaqueValue, name: string, value: Value, file: FileId): boolean;
}

export interface Machine {
  readonly program: Program;
  readonly heap: Heap;
  readonly frames: Frame[];
  readonly observer: Observer;
  /** Source of the conditions under which the code being run is reached. */
  readonly conditions: string[];
  /** How many handlers of errors are around the code being run: what stands there runs only once something failed. */
  handlers: number;
  /** How often the code being run repeats; null when unbounded. */
  readonly loops: (number | null)[];
  phase: Phase;
  readonly libraryObjects: LibraryObjectsSeen;
  /** The language's table of the file being run. */
  builtins(file: FileId): Builtins;
  evaluate(expression: Expression, scope: Scope): Value;
  execute(body: readonly Statement[], scope: Scope): Completion;
  assign(target: Expression, value: Value, scope: Scope, declares: boolean): void;
  /** Calls a value; `span` is the call expression. */
  call(callee: Value, args: Args, place: Place, scope: Scope, isNew: boolean): Value;
  callFunction(callee: FunctionValue, args: Args, place: Place): Value;
  member(object: Value, name: string, place: Place): Value;
  index(object: Value, index: Value, place: Place): Value;
  /** Spends one step; false when the budget is gone. */
  spend(): boolean;
  /** Steps: what is read once for all is not to depend on how many are left. */
  readonly fuel: Pick<Fuel, 'within'>;
  /** Something had to be left out. */
  report(code: 'cut-branches' | 'too-deep' | 'time-budget' | 'cyclic-import', message: string, place: Place): void;
}

export const placeOf = (scope: Scope, span: Span): Place => ({ file: scope.file, span });

export const isPython = (machine: Machine, file: FileId): boolean => {
  const language = machine.program.language(file);
  return language === 'python' || language === 'jupyter';
};
