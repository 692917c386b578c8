/** The abstract interpreter: runs code over values that are partly known. See README of `src` for the domain. */
import type { FileId } from '../document.ts';
import type { Expression, Statement } from '../syntax/ir.ts';
import { ECMASCRIPT } from './builtins/ecmascript.ts';
import { PYTHON } from './builtins/python.ts';
import type { Builtins } from './builtins/rules.ts';
import { assignTo } from './assignment.ts';
import { callBuiltin } from './builtin-calls.ts';
import { callBack } from './callbacks.ts';
import { construct, findMethod, isAbstract } from './classes.ts';
import { evaluate } from './evaluate.ts';
import { execute } from './execute.ts';
import { Fuel } from './fuel.ts';
import { handsOverLibraryCall, handsOverOwn, isConstructor, isRepeat, leadsOn } from './given-functions.ts';
import { Heap } from './heap.ts';
import { joinValues } from './join.ts';
import { Memo } from './memo.ts';
import { assignsAround, isPutOff, isQuiet, lazily, setsAttributes } from './lazy.ts';
import { LibraryObjects } from './library-objects.ts';
import { index, member } from './members.ts';
import type { Completion, Frame, Machine, Observer, Program } from './machine.ts';
import { isPython } from './machine.ts';
import { called, unknown } from './opaque.ts';
import { bindParams, symbolicArgs } from './parameters.ts';
import { resultOf } from './results.ts';
import { bind, childScope, resolveImport } from './scope.ts';
import { asDeclared } from './types.ts';
import { deref, NOTHING } from './value.ts';
import type { Args, FunctionValue, OpaqueValue, Phase, Place, Scope, Value } from './value.ts';

const MAX_CALL_DEPTH = 10;
const MAX_NESTING = 220;

export class Interpreter implements Machine {
  readonly program: Program;
  readonly observer: Observer;
  readonly heap = new Heap();
  readonly memo = new Memo();
  readonly frames: Frame[] = [];
  readonly conditions: string[] = [];
  handlers = 0;
  readonly loops: (number | null)[] = [];
  readonly libraryObjects = new LibraryObjects();
  readonly fuel = new Fuel();
  phase: Phase = 'call';
  #nesting = 0;
  readonly #reported = new Set<string>();
  readonly problems: { readonly code: Parameters<Machine['report']>[0]; readonly message: string; readonly place: Place }[] = [];

  constructor(program: Program, observer: Observer) {
    this.program = program;
    this.observer = observer;
  }

  builtins(file: FileId): Builtins {
    return isPython(this, file) ? PYTHON : ECMASCRIPT;
  }

  spend(): boolean {
    return this.fuel.spend();
  }

  evaluate(expression: Expression, scope: Scope): Value {
    if (this.#nesting > MAX_NESTING) return unknown('…', { file: scope.file, span: expression.span }, { volatility: 'request' });
    this.#nesting += 1;
    const value = evaluate(this, expression, scope);
    this.#nesting -= 1;
    return value;
  }

  execute(body: readonly Statement[], scope: Scope): Completion {
    if (this.#nesting > MAX_NESTING) return 'next';
    this.#nesting += 1;
    const completion = execute(this, body, scope);
    this.#nesting -= 1;
    return completion;
  }

  assign(target: Expression, value: Value, scope: Scope, declares: boolean): void {
    assignTo(this, target, value, scope, declares);
  }

  member(object: Value, name: string, place: Place): Value {
    return member(this, this.#resolved(object), name, place);
  }

  index(object: Value, at: Value, place: Place): Value {
    return index(this, object, at, place);
  }

  #resolved(value: Value): Value {
    return value.kind === 'import' ? resolveImport(this, value, value.place) : value;
  }

  call(given: Value, args: Args, place: Place, scope: Scope, isNew: boolean): Value {
    const callee = deref(given);
    switch (callee.kind) {
      case 'function': return this.callFunction(callee, args, place);
      case 'class': return construct(this, callee, args, place);
      case 'super': return this.#callSuper(callee, args, place);
      case 'union': {
        const results: Value[] = [];
        const whens: string[] = [];
        for (const each of callee.members) {
          if (deref(each.value).kind === 'constant') continue;
          this.conditions.push(each.when);
          results.push(this.call(each.value, args, place, scope, isNew));
          this.conditions.pop();
          whens.push(each.when);
        }
        const join = (): Value => results.reduce((result, value, i) => joinValues(result, value, whens[i] ?? ''));
        // What may wait is not looked at for the sake of a result that nobody may need.
        if (results.length > 1) return results.some(isPutOff) ? lazily(join) : join();
        return results[0] ?? unknown('call', place, { volatility: 'request' });
      }
      case 'instance': {
        const method = findMethod(callee.of, '__call__') ?? null;
        if (method) return this.callFunction({ ...method, self: given }, args, place);
        return unknown('call', place, { volatility: 'request' });
      }
      case 'opaque': return this.#callOpaque(callee, args, place, scope);
      case 'import': return this.call(resolveImport(this, callee, place), args, place, scope, isNew);
      default: return unknown('call', place, { volatility: 'request' });
    }
  }

  #callSuper(callee: Value & { kind: 'super' }, args: Args, place: Place): Value {
    // Python's `super()` answers the object as its base sees it.
    if (isPython(this, place.file)) return callee;
    const bases = callee.owner.bases.map(deref);
    const base = bases.find((each) => each.kind === 'class') ?? bases.find((each) => each.kind === 'opaque');
    if (base?.kind === 'opaque') this.observer.onOpaqueCall(called(base, args, place, this.phase), place);
    if (base?.kind !== 'class') return NOTHING;
    const initialiser = base.members.names.get('constructor')?.value;
    if (initialiser?.kind === 'function') this.callFunction({ ...initialiser, owner: base, self: callee.self }, args, place);
    return NOTHING;
  }

  #callOpaque(callee: OpaqueValue, args: Args, place: Place, scope: Scope): Value {
    const call = called(callee, callee.preset ? merged(callee.preset, args) : args, place, this.phase);
    const known = callBuiltin(this, call, call.args ?? args, place, scope);
    if (known) return this.#resolved(known);
    this.observer.onOpaqueCall(call, place);
    const method = this.observer.onUnknownCall(call, place);
    if (method) return method;
    args.positional.forEach((each, i) => callBack(this, each, i === 0));
    for (const each of args.named.values()) callBack(this, each, false);
    return call;
  }

  /** Runs a function as if it stood where it is written, with nothing known about its arguments. */
  runCallback(callee: FunctionValue, wanted = this.observer.wantsCallback(callee), atOnce = false): void {
    const { node } = callee;
    if (!wanted || this.frames.length > MAX_CALL_DEPTH || this.fuel.isSpent || this.frames.some((frame) => frame.node === node)) return;
    const phase = this.phase;
    this.phase = 'call';
    const mark = this.heap.mark();
    const scope = this.enter(callee, symbolicArgs(this, callee, 'call'), null);
    if (atOnce) this.frames.push({ ...this.frames.pop()!, atOnce });
    this.runBody(callee, scope);
    // Whoever calls it waits for its answer, and so for a call in it that was put off.
    for (const { value } of this.frames.at(-1)!.returns) deref(value);
    if (this.fuel.isSpent) this.observer.onCut(callee);
    this.frames.pop();
    this.heap.rewind(mark);
    this.phase = phase;
  }

  callFunction(callee: FunctionValue, given: Args, place: Place): Value {
    if (callee.owner && isAbstract(callee.node)) {
      const value = this.observer.onAbstractCall(callee, given, place);
      if (value) return value;
      if (callee.node.returns || callee.node.decorators.length > 0 || callee.node.body.some((each) => each.kind === 'raise')) {
        return asDeclared(this, unknown(callee.node.name, place, { volatility: 'request' }), callee.node.returns, callee.scope);
      }
    }
    this.libraryObjects.note(this, callee, callee.preset ? merged(callee.preset, given) : given);
    if (!this.#mayWait(callee) || handsOverLibraryCall(given) || handsOverOwn(this.observer, given)) return this.#callNow(callee, given, place);
    const { phase } = this;
    const frames = [...this.frames];
    // It is looked at elsewhere, but what it lacks is lacked where it stands.
    return lazily(() => this.program.within(place.file, () => this.detached(phase, frames, () => this.heap.apart(() => this.#callNow(callee, given, place)))));
  }

  /** Whether a call may be put off until its result is looked at. */
  #mayWait(callee: FunctionValue): boolean {
    if (this.observer.passesOn(callee)) return false;
    const source = (): string => this.program.source({ file: callee.scope.file, span: callee.node.span });
    if (callee.scope.kind === 'function' && !isPython(this, callee.scope.file) && assignsAround(callee.node, source)) return false;
    if (isQuiet(callee.node, source)) return !this.observer.callsGiven(callee);
    return this.fuel.effort === 'glance' && !isConstructor(callee.node) && !setsAttributes(callee.node);
  }

  /** Runs something as if only `frames` were under way: what is in progress is put aside and comes back after. */
  detached<T>(phase: Phase, frames: readonly Frame[], run: () => T): T {
    const now = { frames: this.frames.splice(0), phase: this.phase, conditions: this.conditions.splice(0), loops: this.loops.splice(0), handlers: this.handlers };
    this.handlers = 0;
    this.frames.push(...frames);
    this.phase = phase;
    const result = run();
    this.frames.splice(0, this.frames.length, ...now.frames);
    this.conditions.splice(0, this.conditions.length, ...now.conditions);
    this.loops.splice(0, this.loops.length, ...now.loops);
    this.phase = now.phase;
    this.handlers = now.handlers;
    return result;
  }

  #callNow(callee: FunctionValue, given: Args, place: Place): Value {
    const { node } = callee;
    const args = callee.preset ? merged(callee.preset, given) : given;
    if (this.frames.length > MAX_CALL_DEPTH || this.fuel.isSpent) {
      this.report('too-deep', `The call of ${node.name} was not followed.`, place);
      return unknown(node.name, place, { volatility: 'request' });
    }
    if (isRepeat(this.frames, callee, args)) {
      this.observer.onRepeat();
      return unknown(node.name, place, { volatility: 'request' });
    }
    const key = this.memo.keyOf(callee, args, this.phase);
    const kept = key === null ? null : this.memo.get(callee, key);
    if (kept) return kept;
    const seen = this.observer.events;
    const { result: end, sufficed } = this.fuel.share({ reaching: this.observer.passesOn(callee) || leadsOn(this.observer, callee, args), nested: this.frames.length > 0 }, () => this.#run(callee, args, place));
    if (!sufficed) this.observer.onCut(callee);
    const answered = resultOf(this, callee, { ...end, place });
    // Cut short, it answers more than the nothing it has come to so far.
    const result = !sufficed && isNothing(answered) ? unknown(node.name, place, { volatility: 'request' }) : answered;
    if (key !== null && sufficed && this.fuel.effort === 'full' && this.observer.events === seen) this.memo.set(callee, key, result);
    return result;
  }

  #run(callee: FunctionValue, args: Args, place: Place): { readonly frame: Frame; readonly completion: Completion } {
    const scope = this.enter(callee, args, place);
    const frame = this.frames.at(-1)!;
    const completion = this.runBody(callee, scope);
    this.frames.pop();
    return { frame, completion };
  }

  /** Binds the arguments and pushes the frame; the caller runs the body and pops it. */
  enter(callee: FunctionValue, args: Args, place: Place | null): Scope {
    const scope = childScope(callee.scope.kind === 'class' && callee.scope.parent ? callee.scope.parent : callee.scope, 'function', {
      ...(callee.self ? { self: callee.self } : {}), ...(callee.owner ? { owner: callee.owner } : {}),
    });
    this.observer.onEnter(callee);
    this.frames.push({ node: callee.node, scope, callPlace: place, callee, args, returns: [], yields: [], callback: place === null });
    for (const each of this.program.nestedImports(callee.node, scope.file)) {
      bind(this, scope, each.local, { kind: 'import', module: each.module, imported: each.imported, file: scope.file, place: { file: scope.file, span: each.span } });
    }
    bindParams(this, callee, args, scope);
    return scope;
  }

  runBody(callee: FunctionValue, scope: Scope): Completion {
    const { node } = callee;
    if (node.result) {
      this.frames.at(-1)!.returns.push({ value: this.evaluate(node.result, scope), when: '' });
      return 'exit';
    }
    const conditions = this.conditions.splice(0);
    const completion = this.execute(node.body, scope);
    this.conditions.push(...conditions);
    return completion;
  }

  report(code: Parameters<Machine['report']>[0], message: string, place: Place): void {
    const key = `${code} ${place.file} ${place.span.start}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.problems.push({ code, message, place });
  }
}

const isNothing = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'constant' && plain.value === null;
};

const merged = (preset: Args, given: Args): Args => ({
  positional: [...preset.positional, ...given.positional], named: new Map([...preset.named, ...given.named]), rest: given.rest ?? preset.rest,
  places: new Map([...preset.places, ...[...given.places].map(([name, place]): [string, Place] => [name.startsWith('#') ? `#${Number(name.slice(1)) + preset.positional.length}` : name, place])]),
});
