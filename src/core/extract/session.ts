/**
 * Looks at one function after another and notes every call of a model it meets, in the function itself
 * or in those it calls. What a caller's argument decides in a callee makes the caller's call a call site too.
 */
import type { FileId, Span } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import { additionFor, recognise } from '../sdks/registry.ts';
import { CallView, plainKey } from '../sdks/view.ts';
import { symbolicInstance } from '../values/classes.ts';
import type { Effort } from '../values/fuel.ts';
import { Interpreter } from '../values/interpreter.ts';
import { joinValues } from '../values/join.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import type { Frame, Observer } from '../values/machine.ts';
import { placeOf } from '../values/machine.ts';
import { called, lastName, rootOf, shorten } from '../values/opaque.ts';
import { symbolicArgs } from '../values/parameters.ts';
import { NO_ARGS, deref } from '../values/value.ts';
import type { Args, ClassValue, FunctionValue, OpaqueValue, Place, Value } from '../values/value.ts';
import { staticLengthOf } from './draft.ts';
import { additionOf, withAdditions } from './additions.ts';
import type { Addition } from './additions.ts';
import { AmbientModels } from './ambient.ts';
import type { SiteDraft } from './draft.ts';
import { builtPrompt, mayBuildPrompt } from './built-prompts.ts';
import { HANDLER } from './call-names.ts';
import { Candidates } from './candidates.ts';
import { Methods } from './methods.ts';
import { enclosingOf, mergeNoted, withOwners } from './noted.ts';
import type { Noted } from './noted.ts';
import { withLeftOut } from './left-out.ts';
import { calleeName, draftOf } from './request.ts';
import { retriesAround } from './retries.ts';
import { mayTrimHistory, trimmedIn, trimmedSite } from './trimmed-history.ts';
import { acceptsWrapper, inheritText, passingOf, sinkOf } from './wrappers.ts';
import type { Sink } from './wrappers.ts';
import { WrapperNames } from './wrapper-names.ts';
import type { Uses } from './wrapper-names.ts';
import type { Workspace } from './workspace.ts';

/** Steps one look at a file may take: counted, so that a slow machine finds the same as a fast one. The largest files seen take a fifth. */
const STEPS_PER_FILE = 1_000_000;
/** Steps a function may take, with all it calls. */
const FUNCTION_FUEL = 20_000;
/** The same in a test: what it calls is analysed where it stands. */
const TEST_FUEL = 4_000;
/** Functions looked at because another's answer needs theirs. */
const MAX_ROOTS = 6;
/** Functions written inside one that are looked at with it. */
const MAX_INNER = 200;

const contains = (node: FunctionNode, place: Place): boolean => place.span.start >= node.span.start && place.span.end <= node.span.end;

interface Root {
  readonly file: FileId;
  readonly node: FunctionNode | null;
  readonly found: Map<string, Noted>;
  readonly entered: Set<FunctionNode>;
  readonly written: FunctionValue[];
  /** At a glance: it calls a model, or what may lead to one. */
  isPromising: boolean;
}

const within = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Prompts are long, and few functions build one. */
const PROMPT_FUEL = 100_000;
/** A lambda handed to a helper: its calls stand where it is written. */
const isWrittenInside = (frame: Frame | undefined, root: Root, place: Place): boolean =>
  frame?.node != null && root.node !== null && frame.node !== root.node && frame.scope.file === root.file && place.file === root.file
  && within(frame.node.span, root.node.span) && within(place.span, root.node.span);

export class Session implements Observer {
  readonly workspace: Workspace;
  readonly interpreter: Interpreter;
  /** Sites by the file they stand in and the function they were found in. */
  readonly #sites = new Map<FileId, Map<FunctionNode | null, readonly Noted[]>>();
  readonly #functions = new Map<FileId, FunctionValue[]>();
  readonly #prompts = new Map<FileId, readonly SiteDraft[]>();
  readonly #sinks = new Map<FunctionNode, Sink | null>();
  readonly #candidates: Candidates;
  readonly #methods: Methods;
  readonly #instances = new Map<ClassValue, Value>();
  readonly #reaching = new WeakMap<FunctionNode, { readonly names: number; readonly reaches: boolean }>();
  /** Functions inside others that pass prompts on, by names nobody else knows. */
  readonly #closures = new WeakSet<FunctionNode>();
  readonly #done = new Map<FunctionNode, { readonly incomplete: boolean; /** How many wrappers were known then. */ readonly wrappers: number }>();
  readonly wrapperNames: WrapperNames;
  /** What was said about an agent elsewhere, by the agent's place and its own. */
  readonly #additions = new Map<string, Map<string, Addition>>();
  readonly #ambient = new AmbientModels();
  /** Files that were not looked at to their end, and why. */
  readonly cut = new Map<FileId, string>();
  readonly #stepsPerFile: number;
  #noted = 0;
  #roots: Root[] = [];
  /** Grows when a function's own answer is needed while it is being looked for. */
  #openQuestions = 0;
  readonly #provisional = new Set<FunctionNode>();
  #muted = 0;

  constructor(workspace: Workspace, stepsPerFile = STEPS_PER_FILE) {
    this.workspace = workspace;
    this.#stepsPerFile = stepsPerFile;
    this.interpreter = new Interpreter(workspace, this);
    this.#candidates = new Candidates((file) => workspace.text(file));
    this.wrapperNames = new WrapperNames((file) => workspace.text(file));
    this.#methods = new Methods({ machine: this.interpreter, isSink: (method) => Boolean(this.#sinks.get(method.node)), mayReach: (method) => this.mayReach(method) });
    workspace.interpreter = this.interpreter;
    workspace.onModule = (file, run) => this.#runModule(file, run);
  }

  sitesIn(file: FileId): readonly { readonly site: SiteDraft; readonly gateway: { readonly callers: number } | null }[] {
    const best = new Map<string, { site: SiteDraft; gateway: { callers: number } | null }>();
    for (const [node, sites] of this.#sites.get(file) ?? []) {
      for (const site of sites) {
        if (site.hop) continue;
        const key = `${site.place.span.start} ${site.place.span.end}`;
        const before = best.get(key);
        if (before && staticLengthOf(before.site.blocks) >= staticLengthOf(site.blocks)) continue;
        best.set(key, { site: this.#ambient.complete(withAdditions(site, [...this.#additions.get(`${file} ${key}`)?.values() ?? []])), gateway: this.#gateway(node, site) });
      }
    }
    return [...best.values()];
  }

  /** A function without text of its own that passes on what its callers write. */
  #gateway(node: FunctionNode | null, site: SiteDraft): { readonly callers: number } | null {
    const sink = node && this.#sinks.get(node);
    if (!node || !sink?.passesPrompt || staticLengthOf(site.blocks) > 0) return null;
    return { callers: this.#callers(node, new Set()) };
  }

  /** Call sites that lead to a function, straight or by functions that only hand on. */
  #callers(node: FunctionNode, seen: Set<FunctionNode>): number {
    if (seen.has(node)) return 0;
    seen.add(node);
    let callers = 0;
    for (const file of this.#sites.values()) {
      for (const [around, sites] of file) {
        for (const site of sites) if (site.callees.includes(node)) callers += !site.hop ? 1 : around ? this.#callers(around, seen) : 0;
      }
    }
    return callers;
  }

  forget(file: FileId): void {
    for (const callee of this.#functions.get(file) ?? []) {
      this.#sinks.delete(callee.node);
      this.#done.delete(callee.node);
    }
    this.#forgetRun(file);
    this.#functions.delete(file);
    this.#prompts.delete(file);
    this.#sites.delete(file);
    this.cut.delete(file);
    this.#candidates.forget(file);
    this.#ambient.forget(file);
    for (const known of this.#additions.values()) for (const [key, { from }] of known) if (from.file === file) known.delete(key);
  }

  /** The file's top level was run without something that is there now, so its functions are looked at again. */
  unfinish(file: FileId): void {
    for (const callee of this.#functions.get(file) ?? []) this.#done.delete(callee.node);
  }

  /** Forgets what came of running a file's module; what is known of its functions stays. */
  #forgetRun(file: FileId): void {
    for (const [of] of this.#instances) if (of.scope.file === file) this.#instances.delete(of);
    this.#methods.forget(this.#functions.get(file) ?? [], file);
  }

  /** Runs a file's module and each of its functions that may call a model, once; those that hold `again` once more. */
  analyse(file: FileId, everything: boolean, again: Uses | null): void {
    this.workspace.within(file, () => {
      if (!this.workspace.scope(file)) return;
      const functions = this.#functions.get(file) ?? [];
      const begun = this.interpreter.fuel.steps;
      for (const callee of functions) {
        if (this.interpreter.fuel.steps - begun > this.#stepsPerFile) {
          this.cut.set(file, 'too much to follow: its later functions were not looked at');
          return;
        }
        const done = this.#done.get(callee.node);
        if (done && !done.incomplete && !(again?.(this.#sourceOf(callee), file, done.wrappers) ?? false)) continue;
        if (everything || this.#interesting(callee)) this.#analyseFunction(callee);
      }
    });
  }

  #interesting(callee: FunctionValue): boolean {
    const source = this.#sourceOf(callee);
    return this.#candidates.callsModel(callee.scope.file, source) || this.wrapperNames.mentionedIn(source, callee.scope.file);
  }

  #sourceOf(callee: FunctionValue): string {
    return this.workspace.source(placeOf(callee.scope, callee.node.span));
  }

  mayReach(callee: FunctionValue): boolean {
    if (this.#closures.has(callee.node)) return true;
    const known = this.#reaching.get(callee.node);
    if (known && (known.reaches || known.names === this.wrapperNames.size)) return known.reaches;
    const reaches = this.#interesting(callee);
    this.#reaching.set(callee.node, { names: this.wrapperNames.size, reaches });
    return reaches;
  }

  passesOn(callee: FunctionValue): boolean {
    if (!this.mayReach(callee)) return false;
    if (!this.#sinks.has(callee.node) && !this.#roots.some((root) => root.node === callee.node)) this.sinkFor(callee);
    const passesOn = this.#sinks.get(callee.node) !== null;
    if (passesOn && this.interpreter.fuel.effort === 'glance') this.#promising();
    return passesOn;
  }

  /** Ends a glance: the function is worth a full run. */
  #promising(): void {
    const root = this.#roots.at(-1);
    if (root) root.isPromising = true;
    this.interpreter.fuel.halt();
  }

  wantsCallback(callee: FunctionValue): boolean {
    return this.#muted === 0 && this.mayReach(callee);
  }

  /** `terse = partial(ask, …)`, `T = Template`: other names of what may call a model. */
  #noteAliases(file: FileId): void {
    for (const [name, cell] of this.workspace.scope(file)?.names ?? []) {
      const value = cell.value;
      if (value?.kind === 'function' && value.preset && value.node.name !== name && this.mayReach(value)) this.wrapperNames.add({ ...value, node: { ...value.node, name } });
    }
  }

  #runModule(file: FileId, run: () => void): void {
    const { interpreter } = this;
    this.#forgetRun(file);
    this.#functions.set(file, []);
    const root: Root = { file, node: null, found: new Map(), entered: new Set(), written: [], isPromising: false };
    const before = { muted: this.#muted, effort: interpreter.fuel.effort };
    this.#muted = 0;
    interpreter.fuel.effort = 'full';
    this.#roots.push(root);
    const frame: Frame = { node: null, scope: { names: new Map(), parent: null, file, kind: 'module' }, callPlace: null, callee: null, returns: [], yields: [] };
    interpreter.detached('import', [frame], () => {
      run();
      this.#decorateAll(root);
    });
    this.#roots.pop();
    this.#muted = before.muted;
    interpreter.fuel.effort = before.effort;
    this.#functions.set(file, withOwners(root.written));
    this.#store(root);
    this.#methods.add(root.written);
    this.#noteAliases(file);
  }

  #store(root: Root): void {
    const file = this.#sites.get(root.file) ?? new Map<FunctionNode | null, readonly Noted[]>();
    file.set(root.node, [...root.found.values()]);
    this.#sites.set(root.file, file);
  }

  /** What the file's prompt builders answer; the calls they make are not looked at. */
  promptsIn(file: FileId, again = false): readonly SiteDraft[] {
    const known = this.#prompts.get(file);
    if (known && !again) return known;
    const prompts: SiteDraft[] = [];
    this.workspace.within(file, () => {
      for (const callee of this.#functions.get(file) ?? []) {
        const prompt = mayBuildPrompt(callee.node.name, this.#sourceOf(callee)) ? this.#build(callee) : null;
        if (prompt) prompts.push(prompt);
        prompts.push(...this.#trimmed(callee));
      }
    });
    this.#prompts.set(file, prompts);
    return prompts;
  }

  #trimmed(callee: FunctionValue): readonly SiteDraft[] {
    const source = (span: Span): string => this.workspace.source(placeOf(callee.scope, span));
    if (!mayTrimHistory(this.workspace.text(callee.scope.file))) return [];
    return trimmedIn(callee.node, source).map(({ span, how }) => trimmedSite({ place: placeOf(callee.scope, span), expression: shorten(source(span)), how }, callee.node.name));
  }

  #build(callee: FunctionValue): SiteDraft | null {
    const { interpreter } = this;
    this.#muted += 1;
    const bound = this.#bound(callee);
    const prompt = interpreter.detached('call', [], () => interpreter.fuel.within(PROMPT_FUEL, () => interpreter.heap.apart(() => {
      const mark = interpreter.heap.mark();
      const built = builtPrompt(interpreter, bound, placeOf(callee.scope, callee.node.nameSpan));
      interpreter.heap.rewind(mark);
      // What was left unread may be what keeps a value the same.
      return interpreter.fuel.ranOut ? null : built;
    })));
    this.#muted -= 1;
    return prompt;
  }

  /** Runs a function by itself; what is found is kept. */
  #analyseFunction(callee: FunctionValue): void {
    if (this.#roots.some((root) => root.node === callee.node)) return;
    const missing = this.workspace.asked;
    const open = this.#openQuestions;
    const wrappers = this.wrapperNames.size;
    let root = this.#runFunction(callee, 'glance');
    if (root.isPromising || root.found.size > 0) root = this.#runFunction(callee, 'full');
    this.#store(root);
    this.#done.set(callee.node, { incomplete: this.workspace.asked !== missing, wrappers });
    this.#noteSink(callee, [...root.found.values()]);
    this.#noteClosures(callee, root);
    this.#settle(callee, this.#openQuestions !== open);
  }

  /** `llm = self.get_llm()`: a function inside that passes prompts on is known by the name of the one that answers it. */
  #noteClosures(callee: FunctionValue, root: Root): void {
    const passes = [...root.found.values()].filter((site) => site.passing.prompt);
    const closures = root.written.filter(({ node }) => passes.some((site) => contains(node, site.place)));
    for (const { node } of closures) this.#closures.add(node);
    if (closures.length > 0) this.wrapperNames.add(callee);
  }

  /** What was found while a caller's own answer was still open, as in functions that call each other, holds only until that caller is done. */
  #settle(callee: FunctionValue, isProvisional: boolean): void {
    if (this.#roots.some((root) => root.node !== null)) {
      if (isProvisional) this.#provisional.add(callee.node);
      return;
    }
    for (const node of this.#provisional) {
      this.#sinks.delete(node);
      this.#done.delete(node);
    }
    this.#provisional.clear();
  }

  #runFunction(callee: FunctionValue, effort: Effort): Root {
    const { interpreter } = this;
    const root: Root = { file: callee.scope.file, node: callee.node, found: new Map(), entered: new Set(), written: [], isPromising: false };
    const before = { muted: this.#muted, effort: interpreter.fuel.effort };
    this.#muted = 0;
    this.#roots.push(root);
    interpreter.detached('call', [], () => {
      const bound = this.#bound(callee);
      root.written.length = 0;
      root.entered.clear();
      interpreter.fuel.effort = effort;
      const fuel = TEST_FILE.test(root.file) ? TEST_FUEL : FUNCTION_FUEL;
      interpreter.fuel.within(fuel, () => interpreter.heap.apart(() => this.#runBody(root, bound)));
    });
    this.#roots.pop();
    this.#muted = before.muted;
    interpreter.fuel.effort = before.effort;
    return root;
  }

  #runBody(root: Root, callee: FunctionValue): void {
    const { interpreter } = this;
    const mark = interpreter.heap.mark();
    const scope = interpreter.enter(callee, symbolicArgs(interpreter, callee, 'call'), null);
    interpreter.runBody(callee, scope);
    for (let i = 0; i < root.written.length && i < MAX_INNER; i += 1) {
      const inner = root.written[i];
      if (inner && !root.entered.has(inner.node)) interpreter.runCallback(inner, true);
    }
    this.#decorateAll(root);
    interpreter.frames.pop();
    interpreter.heap.rewind(mark);
  }

  /** A method gets an object made with nothing known; its constructor's own calls are looked at elsewhere. */
  #bound(callee: FunctionValue): FunctionValue {
    const { owner, node } = callee;
    if (!owner || node.role === 'static') return callee;
    if (node.role === 'classmethod') return { ...callee, self: owner };
    let self = this.#instances.get(owner);
    if (!self) {
      this.#muted += 1;
      const { phase } = this.interpreter;
      const { effort } = this.interpreter.fuel;
      this.interpreter.fuel.effort = 'full';
      self = this.interpreter.fuel.within(FUNCTION_FUEL, () => this.interpreter.heap.apart(() => symbolicInstance(this.interpreter, owner)));
      this.interpreter.phase = phase;
      this.interpreter.fuel.effort = effort;
      this.#muted -= 1;
      this.#instances.set(owner, self);
    }
    return { ...callee, self };
  }

  #noteSink(callee: FunctionValue, sites: readonly Noted[]): void {
    const sink = sinkOf(callee, sites);
    this.#sinks.set(callee.node, sink);
    if (sink) this.wrapperNames.add(callee);
  }

  /** `reaches`: a call of a model was met below it. */
  sinkFor(callee: FunctionValue, reaches = false): Sink | null {
    const known = this.#sinks.get(callee.node);
    if (known !== undefined) return known;
    if (!reaches && !this.mayReach(callee)) return null;
    if (this.#roots.length > MAX_ROOTS) return null;
    if (this.#roots.some((root) => root.node === callee.node)) {
      this.#openQuestions += 1;
      return null;
    }
    this.workspace.within(callee.scope.file, () => this.#analyseFunction(callee));
    return this.#sinks.get(callee.node) ?? null;
  }

  /** The callee as it is written: `self.model.invoke`. */
  #written(place: Place): string {
    return /^(?:await\s+)?([\w$.\s?]{1,80})\(/.exec(this.workspace.source({ file: place.file, span: { start: place.span.start, end: Math.min(place.span.end, place.span.start + 100) } }))?.[1]?.replace(/[\s?]/g, '') ?? '';
  }

  get events(): number {
    return this.#noted + this.workspace.asked;
  }

  onFunction(callee: FunctionValue): void {
    this.#roots.at(-1)?.written.push(callee);
  }

  /** Functions are written down before the objects they decorate are there, so this is done at the end. */
  #decorateAll(root: Root): void {
    this.interpreter.fuel.within(FUNCTION_FUEL, () => {
      for (const callee of root.written) for (const decorator of callee.node.decorators) this.#decorate(callee, decorator);
    });
  }

  /** `@agent.tool` above a function is `agent.tool(function)`. */
  #decorate(callee: FunctionValue, decorator: FunctionNode['decorators'][number]): void {
    const named = decorator.kind === 'call' ? decorator.callee : decorator;
    if (named.kind !== 'member' || this.#muted > 0) return;
    const value = deref(this.interpreter.evaluate(decorator, callee.scope));
    if (value.kind !== 'opaque') return;
    const place = placeOf(callee.scope, callee.node.span);
    this.#add(called(value, { positional: [callee], named: new Map(), rest: null, places: new Map() }, place, this.interpreter.phase), place);
  }

  #add(call: OpaqueValue, place: Place): void {
    const shape = additionFor(plainKey(call.key));
    const addition = shape && additionOf(new CallView(call, place, this.interpreter), shape);
    if (!addition) return;
    const key = `${addition.to.file} ${addition.to.span.start} ${addition.to.span.end}`;
    const known = this.#additions.get(key) ?? new Map<string, Addition>();
    this.#additions.set(key, known.set(`${place.file} ${place.span.start}`, addition));
  }

  onOpaqueCall(call: OpaqueValue, place: Place): void {
    const root = this.#roots.at(-1);
    if (!root || this.#muted > 0) return;
    const view = new CallView(call, place, this.interpreter);
    const recognised = recognise(view, this.#written(place), (sdk) => this.#candidates.mentions(sdk, place.file));
    if (!recognised) return this.#ambient.note(view) ? undefined : this.#add(call, place);
    this.#noted += 1;
    const frames = this.interpreter.frames;
    const draft = draftOf(view, recognised, {
      name: calleeName(this.interpreter, place), multiple: this.#repeats(), use: this.#use(frames), enclosing: enclosingOf(frames),
      retry: retriesAround(view, frames, { sdk: recognised.shape.id ?? recognised.sdk.id, source: (at) => this.workspace.source(at), text: (file) => this.workspace.text(file) }),
    });
    if (draft) this.#note(root, withLeftOut(draft, this.interpreter.problems));
  }

  onAssign(target: OpaqueValue, value: Value, place: Place): void {
    if (this.#muted === 0) this.#ambient.noteAssigned(target.key, { value, place }, this.interpreter);
  }

  onUnknownCall(call: OpaqueValue, place: Place): Value | null {
    if (this.#muted > 0 || call.parent === null) return null;
    const begin = rootOf(call);
    if (begin.module !== '?' && begin.module !== '' && begin.module !== 'importlib') return null;
    if (call.parent.parent === null) return null;
    const name = lastName(call.key);
    const methods = this.wrapperNames.has(name) ? this.#methods.implementations(name, call.parent.parent) : this.#methods.builders(name, call.args?.positional.length ?? 0);
    if (methods.length === 0) return null;
    let result: Value | null = null;
    for (const method of methods.slice(0, 3)) {
      const value = this.interpreter.callFunction(this.#bound(method), call.args ?? { positional: [], named: new Map(), rest: null, places: new Map() }, place);
      result = result ? joinValues(result, value, '') : value;
    }
    return result;
  }

  onAbstractCall(callee: FunctionValue, args: Args, place: Place): Value | null {
    let result: Value | null = null;
    for (const method of this.#methods.overriding(callee).slice(0, 3)) {
      const value = this.interpreter.callFunction(this.#bound(method), args, place);
      result = result ? joinValues(result, value, '') : value;
    }
    return result;
  }

  onEnter(callee: FunctionValue): void {
    this.#roots.at(-1)?.entered.add(callee.node);
  }

  #repeats(): SiteDraft['multiple'] {
    const loops = this.interpreter.loops.filter((count) => count !== 1);
    if (loops.length === 0) return null;
    return { min: 1, max: loops.includes(null) ? null : loops.reduce<number>((product, count) => product * (count ?? 1), 1) };
  }

  /** Straight-line code of a script runs once; loops, handlers and methods run again and again. */
  #use(frames: readonly Frame[]): SiteDraft['use'] {
    if (this.interpreter.loops.some((count) => count !== 1)) return 'repeated';
    const [first, ...others] = frames;
    if (others.some((frame) => frame.callback)) return 'repeated';
    if (!first?.node) return 'once';
    return first.callee?.owner || first.node.decorators.length > 0 || HANDLER.test(first.node.name) ? 'repeated' : 'unknown';
  }

  /** A call of a model was met: in the function under analysis, or below a call it makes. */
  #note(root: Root, draft: SiteDraft): void {
    const frames = this.interpreter.frames;
    const at = frames.findIndex((frame, i) => i > 0 && frame.callPlace !== null && frame.callee !== null);
    const below = at < 0 ? undefined : frames[at];
    // A callback's own calls stand where they are written.
    const inCallback = frames.slice(Math.max(at, 0) + 1).some((frame) => frame.callback);
    if (!below?.callee || !below.callPlace || isWrittenInside(frames.at(-1), root, draft.place)) {
      if (draft.place.file === root.file) this.#keep(root, { ...draft, callees: [], passing: passingOf(draft), hop: false });
      return;
    }
    if (below.callPlace.file !== root.file || inCallback) return;
    const sink = this.sinkFor(below.callee, true);
    if (!sink) return;
    const site = inheritText({ ...draft, kind: draft.kind === 'agent' ? 'agent' : 'wrapper', place: below.callPlace, name: calleeName(this.interpreter, below.callPlace), through: [...draft.through, draft.place], use: this.#use(frames.slice(0, at)), enclosing: enclosingOf(frames.slice(0, at)) }, sink);
    const hop = !acceptsWrapper(site, sink, { args: below.args ?? NO_ARGS, nearby: below.callee.scope.file === root.file, script: root.node === null });
    this.#keep(root, { ...site, callees: [below.callee.node], passing: passingOf(site), hop });
  }

  #keep(root: Root, site: Noted): void {
    const key = `${site.place.span.start} ${site.place.span.end}`;
    if (this.interpreter.fuel.effort === 'glance') this.#promising();
    const before = root.found.get(key);
    root.found.set(key, before ? mergeNoted(before, site) : site);
  }
}
