/**
 * Watches the interpreter at work and notes every call of a model it meets, in the function looked at
 * or in those it calls. What a caller's argument decides in a callee makes the caller's call a call site too.
 */
import type { FunctionNode } from '../syntax/ir.ts';
import { CallView } from '../sdks/view.ts';
import type { Interpreter } from '../values/interpreter.ts';
import { joinValues } from '../values/join.ts';
import { isPutOff } from '../values/lazy.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import type { Observer } from '../values/machine.ts';
import { placeOf } from '../values/machine.ts';
import { called, lastName, rootOf } from '../values/opaque.ts';
import { NO_ARGS, deref } from '../values/value.ts';
import type { FileId } from '../document.ts';
import type { Args, ClassValue, FunctionValue, OpaqueValue, Place, Scope, Value } from '../values/value.ts';
import type { Additions } from './additions.ts';
import type { Assemblies } from './assemblies.ts';
import type { AmbientModels } from './ambient.ts';
import { isChain, isMadeModel, mayCall } from './model-values.ts';
import { isWrittenInside } from './attention.ts';
import type { Attention, Root } from './attention.ts';
import type { Candidates } from './candidates.ts';
import { multipleOf, useOf } from './circumstances.ts';
import type { SiteDraft } from './draft.ts';
import { keyOf } from './found-sites.ts';
import { withLeftOut } from './request/left-out.ts';
import { heldBy, isHeldByParameter, isSentWhereGiven, writtenIn } from './wrappers/handed-in.ts';
import { asUsual, handedOver, isGiven, isGivenPipe } from './wrappers/handed-over.ts';
import type { Methods } from './wrappers/methods.ts';
import { enclosingOf, mergeNoted } from './noted.ts';
import type { Noted } from './noted.ts';
import type { Receivers } from './receivers.ts';
import { recogniseCall } from './recognition.ts';
import { calleeName, draftOf } from './request/request.ts';
import { excerptSent } from './excerpts.ts';
import { retriesAround } from './retries.ts';
import type { Workspace } from './workspace/workspace.ts';
import { isTelling } from './wrappers/wrapper-names.ts';
import type { WrapperNames } from './wrappers/wrapper-names.ts';
import { acceptsWrapper, inheritText, passingOf } from './wrappers/wrappers.ts';
import type { Sink } from './wrappers/wrappers.ts';

/** Steps that the decorators of one function or file may take. */
const DECORATOR_FUEL = 20_000;
/** How many functions may be handed in to each other before one calls a model. */
const MAX_HANDED_IN = 3;

export interface CallObserverDeps {
  readonly workspace: Workspace;
  readonly attention: Attention;
  readonly candidates: Candidates;
  readonly wrapperNames: WrapperNames;
  readonly additions: Additions;
  readonly assemblies: Assemblies;
  readonly ambient: AmbientModels;
  /** Made with the observer, so asked for when needed. */
  readonly late: () => { readonly interpreter: Interpreter; readonly methods: Methods; readonly receivers: Receivers };
  /** Whether the text of some code names a call of a model, or of what leads to one. */
  callsModel(place: Place): boolean;
  mayReach(callee: FunctionValue): boolean;
  /** Whether a function's text holds a name. */
  names(callee: FunctionValue, name: string): boolean;
  passesOn(callee: FunctionValue): boolean;
  /** What a function of the workspace passes on to the model called below it. */
  sinkBelow(callee: FunctionValue): Sink | null;
}

export class CallObserver implements Observer {
  readonly #deps: CallObserverDeps;
  #noted = 0;
  readonly #given = new WeakMap<FunctionValue, boolean>();

  constructor(deps: CallObserverDeps) {
    this.#deps = deps;
  }

  get #interpreter(): Interpreter {
    return this.#deps.late().interpreter;
  }

  get events(): number {
    return this.#noted + this.#deps.workspace.asked;
  }

  mayReach(callee: FunctionValue): boolean {
    return this.#deps.mayReach(callee);
  }

  passesOn(callee: FunctionValue): boolean {
    return this.#deps.passesOn(callee);
  }

  wantsCallback(callee: FunctionValue): boolean {
    return !this.#deps.attention.isMuted && (this.mayReach(callee) || this.callsGiven(callee));
  }

  callsGiven(callee: FunctionValue): boolean {
    if (callee.scope.kind !== 'function') return false;
    const known = this.#given.get(callee) ?? this.#callsGiven(callee, 0);
    this.#given.set(callee, known);
    return known;
  }

  /** `retry(() => run())` with a `run` handed in that calls a model, or what is handed in to it does. */
  #callsGiven(callee: FunctionValue, depth: number): boolean {
    if (depth > MAX_HANDED_IN) return false;
    for (let { scope }: { scope: Scope | null } = callee; scope?.kind === 'function'; scope = scope.parent) {
      for (const [name, { value }] of scope.names) {
        const given = value && !isPutOff(value) ? deref(value) : null;
        if (given?.kind === 'function' && given.node !== callee.node && this.#deps.names(callee, name) && (this.mayReach(given) || this.#callsGiven(given, depth + 1))) return true;
      }
    }
    return false;
  }

  onEnter(callee: FunctionValue): void {
    this.#deps.attention.root?.entered.add(callee.node);
  }

  onFunction(callee: FunctionValue): void {
    this.#deps.attention.root?.written.push(callee);
  }

  /** A callback whose own call was not followed is run by itself, too. */
  onRepeat(): void {
    for (const frame of this.#interpreter.frames) if (frame.callback && frame.node) this.#deps.attention.root?.entered.delete(frame.node);
  }

  /** One written inside is run by itself, too. */
  onCut({ node }: FunctionValue): void {
    this.#deps.attention.root?.entered.delete(node);
  }

  wantsUnreached(place: Place): boolean {
    return !this.#deps.attention.isMuted && this.#deps.callsModel(place);
  }

  /** Ends a glance: the function is worth a full run. */
  promise(): void {
    const { root } = this.#deps.attention;
    if (root) root.isPromising = true;
    this.#interpreter.fuel.halt();
  }

  /** Functions are written down before the objects they decorate are there, so this is done at the end. */
  decorateAll(root: Root): void {
    this.#interpreter.fuel.within(DECORATOR_FUEL, () => {
      for (const callee of root.written) for (const decorator of callee.node.decorators) this.#decorate(callee, decorator);
    });
  }

  /** `@agent.tool` above a function is `agent.tool(function)`. */
  #decorate(callee: FunctionValue, decorator: FunctionNode['decorators'][number]): void {
    const named = decorator.kind === 'call' ? decorator.callee : decorator;
    if (named.kind !== 'member' || this.#deps.attention.isMuted) return;
    const value = deref(this.#interpreter.evaluate(decorator, callee.scope));
    if (value.kind !== 'opaque') return;
    const place = placeOf(callee.scope, callee.node.span);
    const call = called(value, { positional: [callee], named: new Map(), rest: null, places: new Map() }, place, this.#interpreter.phase);
    this.#deps.additions.note(new CallView(call, place, this.#interpreter));
  }

  onOpaqueCall(call: OpaqueValue, place: Place): void {
    const { attention, candidates, ambient, additions, assemblies, workspace } = this.#deps;
    const { root } = attention;
    if (!root || attention.isMuted) return;
    const seen = new CallView(call, place, this.#interpreter);
    assemblies.note(seen);
    const known = recogniseCall(seen, place, { machine: this.#interpreter, workspace, candidates, methods: this.#deps.late().methods });
    if (!known) {
      if (!ambient.note(seen)) additions.note(seen);
      return;
    }
    const { recognised, view } = known;
    this.#noted += 1;
    const { frames, loops, problems } = this.#interpreter;
    const draft = draftOf(view, recognised, {
      name: calleeName(this.#interpreter, place), multiple: multipleOf(loops), use: useOf(frames, loops), enclosing: enclosingOf(frames),
      excerpt: excerptSent(view.place, frames, (file) => workspace.text(file)),
      retry: retriesAround(view, frames, { sdk: recognised.shape.id ?? recognised.sdk.id, source: (at) => workspace.source(at), text: (file) => workspace.text(file) }),
    });
    if (draft) this.#note(root, withLeftOut(asUsual(draft, frames), problems), call);
    else if (recognised.shape.isUpToCallers?.(view)) root.isPosting = true;
  }

  onAssign(target: OpaqueValue, value: Value, place: Place, isKept: boolean): void {
    if (isKept && !TEST_FILE.test(place.file) && mayCall(value)) this.#deps.wrapperNames.addKept(lastName(target.key), lastName(target.parent?.key ?? ''));
    if (!this.#deps.attention.isMuted) this.#deps.ambient.noteAssigned(target.key, { value, place }, this.#interpreter);
  }

  /** A client's users name its library anyway; those of a chain made of a prompt and a model need not. */
  onField(of: ClassValue, name: string, value: Value, place: Place): void {
    if (isTelling(name) && isChain(value) && !TEST_FILE.test(place.file)) this.#deps.wrapperNames.addKept(name, of.node.name);
  }

  /** Functions of the file that name it may hand it on: `summarise(text, model)`. */
  onModuleName(name: string, value: Value, file: FileId): void {
    if (isMadeModel(value)) this.#deps.candidates.noteModel(file, name);
  }

  onUnknownCall(call: OpaqueValue, place: Place): Value | null {
    if (this.#deps.attention.isMuted || call.parent === null) return null;
    const begin = rootOf(call);
    if (begin.module !== '?' && begin.module !== '' && begin.module !== 'importlib') return null;
    if (call.parent.parent === null) return null;
    const name = lastName(call.key);
    const { methods } = this.#deps.late();
    const meant = this.#deps.wrapperNames.has(name) ? methods.implementations(name, call.parent.parent) : methods.builders(name, call.args?.positional.length ?? 0);
    const receiver = call.parent.parent;
    const isOfParameter = receiver.parent === null && receiver.hole?.param !== undefined;
    return this.#callEach(isOfParameter ? meant.map((method) => ({ ...method, isOfParameter })) : meant, call.args ?? NO_ARGS, place);
  }

  typical(of: ClassValue): Value | null {
    return this.#deps.late().receivers.typical(of);
  }

  onAbstractCall(callee: FunctionValue, args: Args, place: Place): Value | null {
    return this.#callEach(this.#deps.late().methods.overriding(callee), args, place);
  }

  #callEach(methods: readonly FunctionValue[], args: Args, place: Place): Value | null {
    let result: Value | null = null;
    for (const method of methods) {
      const value = this.#interpreter.callFunction(this.#deps.late().receivers.bound(method), args, place);
      result = result ? joinValues(result, value, '') : value;
    }
    return result;
  }

  /** A call of a model was met: in the function under analysis, or below a call it makes. */
  #note(root: Root, draft: SiteDraft, call: OpaqueValue): void {
    const { frames, loops, handlers } = this.#interpreter;
    const at = frames.findIndex((frame, i) => i > 0 && frame.callPlace !== null && frame.callee !== null);
    const below = at < 0 ? undefined : frames[at];
    // A callback's own calls stand where they are written.
    const callbacks = frames.slice(Math.max(at, 0) + 1).filter((frame) => frame.callback);
    if (!below?.callee || !below.callPlace || isWrittenInside(frames.at(-1), root, draft.place)) {
      if (draft.place.file === root.file) this.#keep(root, { ...draft, callees: [], passing: passingOf(draft), hop: false, handlers });
      return;
    }
    if (below.callPlace.file !== root.file) return;
    const above = frames.slice(0, at);
    const handed = handedOver(frames, at);
    const sink = this.#deps.sinkBelow(below.callee) ?? (handed && this.#deps.sinkBelow(handed));
    // `post(url, body)` is a call of a model only for who says where to.
    const isToldWhere = draft.isUpToCallers === true && sink?.isPosting === true && isSentWhereGiven(call, below, this.#interpreter);
    if (callbacks.length === 0 && (isToldWhere || isGiven(below.args ?? NO_ARGS, call))) {
      this.#keep(root, { ...draft, place: below.callPlace, ...(isToldWhere ? { name: calleeName(this.#interpreter, below.callPlace) } : {}), use: useOf(above, loops), enclosing: enclosingOf(above), callees: [], passing: passingOf(draft), hop: false, handlers });
      return;
    }
    const site: SiteDraft = {
      ...draft, kind: draft.kind === 'agent' ? 'agent' : 'wrapper', place: below.callPlace, name: calleeName(this.#interpreter, below.callPlace),
      through: [...draft.through, draft.place], use: useOf(above, loops), enclosing: enclosingOf(above),
    };
    if (!sink?.passesPrompt && isGivenPipe(below.args ?? NO_ARGS, call)) {
      this.#keep(root, { ...site, callees: [below.callee.node], passing: passingOf(site), hop: false, handlers });
      return;
    }
    if (!sink || callbacks.some((frame) => !frame.atOnce)) return;
    const inheriting = inheritText(site, sink);
    const args = below.args ?? NO_ARGS;
    const hop = !acceptsWrapper(inheriting, sink, { args, isGiven: writtenIn([...args.positional, ...args.named.values(), ...heldBy(below.callee)]), nearby: (handed ?? below.callee).scope.file === root.file, script: root.node === null, test: TEST_FILE.test(root.file), later: callbacks.length > 0, signature: draft.kind === 'signature' });
    this.#keep(root, { ...inheriting, callees: [below.callee.node, ...(handed ? [handed.node] : [])], passing: isHeldByParameter(below.callee, args, inheriting.blocks) ? { ...passingOf(inheriting), prompt: true } : passingOf(inheriting), hop, handlers });
  }

  #keep(root: Root, site: Noted): void {
    if (this.#interpreter.fuel.effort === 'glance') this.promise();
    const key = keyOf(site);
    const before = root.found.get(key);
    root.found.set(key, before ? mergeNoted(before, site) : site);
  }
}
