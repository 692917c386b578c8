/**
 * Looks at one function after another and notes every call of a model it meets, in the function itself
 * or in those it calls. What a caller's argument decides in a callee makes the caller's call a call site too.
 */
import type { FileId, Span } from '../document.ts';
import type { ClassNode, FunctionNode } from '../syntax/ir.ts';
import { SDKS, additionFor, recognise } from '../sdks/registry.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { CallView, plainKey } from '../sdks/view.ts';
import { createMention } from '../syntax/admission.ts';
import { isAbstract, lineage, promisedBy, symbolicInstance } from '../values/classes.ts';
import { Interpreter } from '../values/interpreter.ts';
import { joinValues } from '../values/join.ts';
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
import { HANDLER, callsOf, stemOf } from './call-names.ts';
import { enclosingOf, mergeNoted, withOwners } from './noted.ts';
import type { Noted } from './noted.ts';
import { calleeName, draftOf } from './request.ts';
import { retriesAround } from './retries.ts';
import { mayTrimHistory, trimmedIn, trimmedSite } from './trimmed-history.ts';
import { acceptsWrapper, inheritText, passingOf, sinkOf } from './wrappers.ts';
import type { Sink } from './wrappers.ts';
import type { Workspace } from './workspace.ts';

/** Steps a function may take, with all it calls. */
const FUNCTION_FUEL = 20_000;
interface Root {
  readonly file: FileId;
  readonly node: FunctionNode | null;
  readonly found: Map<string, Noted>;
  readonly entered: Set<FunctionNode>;
  readonly written: FunctionValue[];
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
  readonly #methods = new Map<string, FunctionValue[]>();
  readonly #instances = new Map<ClassValue, Value>();
  readonly #reaching = new WeakMap<FunctionNode, { readonly names: number; readonly reaches: boolean }>();
  readonly #patterns = new Map<FileId, RegExp | null>();
  readonly #mentions = new Map<string, boolean>();
  readonly #words = new Map<Sdk, (text: string) => boolean>();
  readonly #done = new Map<FunctionNode, { readonly incomplete: boolean }>();
  /** Names of wrappers, each with the class and the file that say which is meant. */
  readonly sinkNames = new Map<string, Set<string>>();
  /** What was said about an agent elsewhere, by the agent's place and its own. */
  readonly #additions = new Map<string, Map<string, Addition>>();
  readonly #ambient = new AmbientModels();
  #noted = 0;
  #sinkPattern: RegExp | null = null;
  #roots: Root[] = [];
  #muted = 0;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
    this.interpreter = new Interpreter(workspace, this);
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
    for (const [of] of this.#instances) if (of.scope.file === file) this.#instances.delete(of);
    for (const [name, methods] of this.#methods) this.#methods.set(name, methods.filter((method) => method.scope.file !== file));
    this.#functions.delete(file);
    this.#prompts.delete(file);
    this.#sites.delete(file);
    this.#patterns.delete(file);
    this.#ambient.forget(file);
    for (const known of this.#additions.values()) for (const [key, { from }] of known) if (from.file === file) known.delete(key);
    for (const key of this.#mentions.keys()) if (key.endsWith(` ${file}`)) this.#mentions.delete(key);
  }

  /** The file's top level was run without something that is there now, so its functions are looked at again. */
  unfinish(file: FileId): void {
    for (const callee of this.#functions.get(file) ?? []) this.#done.delete(callee.node);
  }

  /** Runs a file's module and each of its functions that may call a model, once; those that match `again` once more. */
  analyse(file: FileId, everything: boolean, again: RegExp | null): void {
    this.workspace.within(file, () => {
      if (!this.workspace.scope(file)) return;
      const functions = this.#functions.get(file) ?? [];
      for (const callee of functions) {
        const done = this.#done.get(callee.node);
        if (done && !done.incomplete && !(again?.test(this.#sourceOf(callee)) ?? false)) continue;
        if (everything || this.#interesting(callee)) this.#analyseFunction(callee);
      }
    });
  }

  #interesting(callee: FunctionValue): boolean {
    const source = this.#sourceOf(callee);
    return (this.#callPattern(callee.scope.file)?.test(source) ?? false) || (this.#sinkPattern?.test(source) ?? false);
  }

  /** The calls of the SDKs a file mentions. */
  #callPattern(file: FileId): RegExp | null {
    const known = this.#patterns.get(file);
    if (known !== undefined) return known;
    const names = SDKS.filter((sdk) => this.#mentioned(sdk, file)).flatMap((sdk) => sdk.methods);
    const pattern = names.length > 0 ? callsOf([...new Set(names)]) : null;
    this.#patterns.set(file, pattern);
    return pattern;
  }

  #sourceOf(callee: FunctionValue): string {
    return this.workspace.source(placeOf(callee.scope, callee.node.span));
  }

  mayReach(callee: FunctionValue): boolean {
    const known = this.#reaching.get(callee.node);
    if (known && known.names === this.sinkNames.size) return known.reaches;
    const reaches = this.#interesting(callee);
    this.#reaching.set(callee.node, { names: this.sinkNames.size, reaches });
    return reaches;
  }

  wantsCallback(callee: FunctionValue): boolean {
    return this.#muted === 0 && this.mayReach(callee);
  }

  #runModule(file: FileId, run: () => void): void {
    const { interpreter } = this;
    this.#functions.set(file, []);
    for (const [of] of this.#instances) if (of.scope.file === file) this.#instances.delete(of);
    for (const [name, methods] of this.#methods) this.#methods.set(name, methods.filter((method) => method.scope.file !== file));
    const root: Root = { file, node: null, found: new Map(), entered: new Set(), written: [] };
    const state = { frames: interpreter.frames.splice(0), phase: interpreter.phase, conditions: interpreter.conditions.splice(0), loops: interpreter.loops.splice(0), muted: this.#muted };
    this.#muted = 0;
    interpreter.phase = 'import';
    this.#roots.push(root);
    interpreter.frames.push({ node: null, scope: { names: new Map(), parent: null, file, kind: 'module' }, callPlace: null, callee: null, returns: [], yields: [] });
    run();
    this.#decorateAll(root);
    this.#roots.pop();
    interpreter.frames.splice(0, interpreter.frames.length, ...state.frames);
    interpreter.conditions.push(...state.conditions);
    interpreter.loops.push(...state.loops);
    interpreter.phase = state.phase;
    this.#muted = state.muted;
    this.#functions.set(file, withOwners(root.written));
    this.#store(root);
    this.#noteMethods(root.written);
  }

  #noteMethods(functions: readonly FunctionValue[]): void {
    for (const method of functions) {
      if (!method.owner) continue;
      const known = this.#methods.get(method.node.name);
      if (known) known.push(method);
      else this.#methods.set(method.node.name, [method]);
    }
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
    return trimmedIn(callee.node, source).map((span) => trimmedSite({ place: placeOf(callee.scope, span), expression: shorten(source(span)) }, callee.node.name));
  }

  #build(callee: FunctionValue): SiteDraft | null {
    const { interpreter } = this;
    const state = { phase: interpreter.phase, fuel: interpreter.fuel, conditions: interpreter.conditions.splice(0), loops: interpreter.loops.splice(0), frames: interpreter.frames.splice(0) };
    this.#muted += 1;
    interpreter.phase = 'call';
    const bound = this.#bound(callee);
    interpreter.fuel = PROMPT_FUEL;
    let prompt: SiteDraft | null = null;
    interpreter.heap.apart(() => {
      const mark = interpreter.heap.mark();
      prompt = builtPrompt(interpreter, bound, placeOf(callee.scope, callee.node.nameSpan));
      interpreter.heap.rewind(mark);
    });
    // What was left unread may be what keeps a value the same.
    if (interpreter.fuel <= 0) prompt = null;
    this.#muted -= 1;
    interpreter.phase = state.phase;
    interpreter.fuel = state.fuel;
    interpreter.conditions.push(...state.conditions);
    interpreter.loops.push(...state.loops);
    interpreter.frames.push(...state.frames);
    return prompt;
  }

  /** Runs a function by itself; what is found is kept and answered. */
  #analyseFunction(callee: FunctionValue): readonly SiteDraft[] {
    const { interpreter } = this;
    if (this.#roots.some((root) => root.node === callee.node)) return [];
    const root: Root = { file: callee.scope.file, node: callee.node, found: new Map(), entered: new Set([callee.node]), written: [] };
    const state = { frames: interpreter.frames.splice(0), phase: interpreter.phase, conditions: interpreter.conditions.splice(0), loops: interpreter.loops.splice(0), fuel: interpreter.fuel };
    interpreter.phase = 'call';
    interpreter.fuel = FUNCTION_FUEL;
    const missing = this.workspace.asked;
    const bound = this.#bound(callee);
    interpreter.fuel = FUNCTION_FUEL;
    this.#roots.push(root);
    interpreter.heap.apart(() => {
      const mark = interpreter.heap.mark();
      const scope = interpreter.enter(bound, symbolicArgs(interpreter, bound, 'call'), null);
      interpreter.runBody(bound, scope);
      for (let i = 0; i < root.written.length && i < 200; i += 1) {
        const inner = root.written[i];
        if (inner && !root.entered.has(inner.node)) interpreter.runCallback(inner);
      }
      this.#decorateAll(root);
      interpreter.frames.pop();
      interpreter.heap.rewind(mark);
    });
    this.#roots.pop();
    interpreter.frames.splice(0, interpreter.frames.length, ...state.frames);
    interpreter.conditions.push(...state.conditions);
    interpreter.loops.push(...state.loops);
    interpreter.phase = state.phase;
    interpreter.fuel = state.fuel;
    this.#store(root);
    this.#done.set(callee.node, { incomplete: this.workspace.asked !== missing });
    this.#noteSink(callee, [...root.found.values()]);
    return [...root.found.values()];
  }

  /** A method gets an object made with nothing known; its constructor's own calls are looked at elsewhere. */
  #bound(callee: FunctionValue): FunctionValue {
    const { owner, node } = callee;
    if (!owner || node.role === 'static') return callee;
    if (node.role === 'classmethod') return { ...callee, self: owner };
    let self = this.#instances.get(owner);
    if (!self) {
      this.#muted += 1;
      const phase = this.interpreter.phase;
      self = this.interpreter.heap.apart(() => symbolicInstance(this.interpreter, owner));
      this.interpreter.phase = phase;
      this.#muted -= 1;
      this.#instances.set(owner, self);
    }
    return { ...callee, self };
  }

  #noteSink(callee: FunctionValue, sites: readonly Noted[]): void {
    const sink = sinkOf(callee, sites);
    this.#sinks.set(callee.node, sink);
    const name = /^(constructor|__init__|__call__)$/.test(callee.node.name) ? (callee.owner?.node.name ?? '') : callee.node.name;
    if (!sink || name === '') return;
    const hints = this.sinkNames.get(name) ?? new Set<string>();
    this.sinkNames.set(name, hints);
    for (const hint of [...(callee.owner ? lineage(callee.owner) : []).flatMap((each) => [each.node.name, stemOf(each.scope.file)]), stemOf(callee.scope.file)]) if (hint) hints.add(hint);
    this.#sinkPattern = new RegExp(`\\b(${[...this.sinkNames.keys()].map((each) => each.replace(/[$]/g, '\\$&')).join('|')})\\b`);
  }

  sinkFor(callee: FunctionValue): Sink | null {
    const known = this.#sinks.get(callee.node);
    if (known !== undefined) return known;
    if (!this.#interesting(callee) || this.#roots.length > 6) return null;
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
    const { fuel } = this.interpreter;
    this.interpreter.fuel = FUNCTION_FUEL;
    for (const callee of root.written) for (const decorator of callee.node.decorators) this.#decorate(callee, decorator);
    this.interpreter.fuel = fuel;
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
    const recognised = recognise(view, this.#written(place), (sdk) => this.#mentioned(sdk, place.file));
    if (!recognised) return this.#ambient.note(view) ? undefined : this.#add(call, place);
    this.#noted += 1;
    const frames = this.interpreter.frames;
    const draft = draftOf(view, recognised, {
      name: calleeName(this.interpreter, place), multiple: this.#repeats(), use: this.#use(frames), enclosing: enclosingOf(frames),
      retry: retriesAround(view, frames, { sdk: recognised.shape.id ?? recognised.sdk.id, source: (at) => this.workspace.source(at), text: (file) => this.workspace.text(file) }),
    });
    if (draft) this.#note(root, draft);
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
    const methods = this.sinkNames.has(name) ? this.#implementations(name, call.parent.parent) : this.#builders(name, call.args?.positional.length ?? 0);
    if (methods.length === 0) return null;
    let result: Value | null = null;
    for (const method of methods.slice(0, 3)) {
      const value = this.interpreter.callFunction(this.#bound(method), call.args ?? { positional: [], named: new Map(), rest: null, places: new Map() }, place);
      result = result ? joinValues(result, value, '') : value;
    }
    return result;
  }

  onAbstractCall(callee: FunctionValue, args: Args, place: Place): Value | null {
    const { name } = callee.node;
    const all = (this.#methods.get(name) ?? []).filter((method) => method.node !== callee.node && !isAbstract(method.node) && method.owner && lineage(method.owner).some((each) => each.node === callee.owner?.node));
    const reaching = all.filter((method) => this.mayReach(method));
    let result: Value | null = null;
    for (const method of (reaching.length > 0 ? reaching : all.length === 1 ? all : []).slice(0, 3)) {
      const value = this.interpreter.callFunction(this.#bound(method), args, place);
      result = result ? joinValues(result, value, '') : value;
    }
    return result;
  }

  /** Methods of that name which call a model: all of them must, unless a declared type says which are meant. */
  #implementations(name: string, receiver: OpaqueValue | null): readonly FunctionValue[] {
    const methods = this.#methods.get(name) ?? [];
    const type = receiver?.type && deref(receiver.type);
    if (type?.kind === 'class') return methods.filter((method) => method.owner && this.#sinks.get(method.node) && this.#isA(method.owner, type.node));
    if (/^(run|call|invoke|create|get|send|execute|process|handle|chat|generate|complete|stream|post|main|start|forward|ask|__call__)$/.test(name)) return [];
    const real = methods.filter((method) => method.node.body.length > 1 || this.#sinks.get(method.node));
    return real.length > 0 && real.filter((method) => this.#sinks.get(method.node)).length * 2 > real.length ? real.filter((method) => this.#sinks.get(method.node)) : [];
  }

  #isA(of: ClassValue, type: ClassNode): boolean {
    return lineage(of).some((each) => each.node === type || promisedBy(this.interpreter, each).includes(type));
  }

  /** A method whose name only one family of classes has: what a prompt builder on an injected object most likely is. */
  #builders(name: string, given: number): readonly FunctionValue[] {
    if (name.length < 10 || !/[a-z](_|[A-Z])/.test(name)) return [];
    const methods = (this.#methods.get(name) ?? []).filter((method) => method.node.params.length >= given);
    const [first] = methods;
    if (!first?.owner) return [];
    const family = methods.every((method) => method.owner && lineage(method.owner).some((each) => lineage(first.owner!).some((other) => other.node === each.node)));
    return family ? [methods.find((method) => method.owner && lineage(method.owner).length === 1) ?? first] : [];
  }

  onEnter(callee: FunctionValue): void {
    this.#roots.at(-1)?.entered.add(callee.node);
  }

  #mentioned(sdk: Sdk, file: FileId): boolean {
    const key = `${sdk.id} ${file}`;
    const known = this.#mentions.get(key);
    if (known !== undefined) return known;
    let mention = this.#words.get(sdk);
    if (!mention) {
      mention = createMention(sdk.words);
      this.#words.set(sdk, mention);
    }
    const answer = mention(this.workspace.text(file));
    this.#mentions.set(key, answer);
    return answer;
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
    const sink = this.sinkFor(below.callee);
    if (!sink) return;
    const site = inheritText({ ...draft, kind: draft.kind === 'agent' ? 'agent' : 'wrapper', place: below.callPlace, name: calleeName(this.interpreter, below.callPlace), through: [...draft.through, draft.place], use: this.#use(frames.slice(0, at)), enclosing: enclosingOf(frames.slice(0, at)) }, sink);
    const hop = !acceptsWrapper(site, sink, { args: below.args ?? NO_ARGS, nearby: below.callee.scope.file === root.file, script: root.node === null });
    this.#keep(root, { ...site, callees: [below.callee.node], passing: passingOf(site), hop });
  }

  #keep(root: Root, site: Noted): void {
    const key = `${site.place.span.start} ${site.place.span.end}`;
    const before = root.found.get(key);
    root.found.set(key, before ? mergeNoted(before, site) : site);
  }
}
