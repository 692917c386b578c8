/** Methods of the workspace by name: what a call on an object of unknown class most likely means. */
import type { FileId } from '../../document.ts';
import type { ClassNode } from '../../syntax/ir.ts';
import { isAbstract, lineage, promisedBy } from '../../values/classes.ts';
import type { Machine } from '../../values/machine.ts';
import { TEST_FILE } from '../../values/library-objects.ts';
import { deref } from '../../values/value.ts';
import type { ClassValue, FunctionValue, OpaqueValue } from '../../values/value.ts';

/** Names that many unrelated classes have. */
const COMMON = /^(run|call|invoke|create|get|send|execute|process|handle|chat|generate|complete|stream|post|main|start|forward|ask|__call__)$/;

/** What an answer rests on, for a name: the methods that call a model, or all that bear it. */
type Grounds = 'sinks' | 'methods';

/** Who was meant by a method of an unknown object, when it was asked. */
export interface Answer {
  readonly grounds: Grounds;
  readonly name: string;
  /** How often the grounds had changed. */
  readonly changes: number;
  readonly meant: readonly FunctionValue[];
  /** Asks again. */
  ask(): readonly FunctionValue[];
}

/** Of several that may be meant, this many are looked into. */
const MAX_MEANT = 3;

export interface MethodsDeps {
  readonly machine: Machine;
  isSink(method: FunctionValue): boolean;
  mayReach(method: FunctionValue): boolean;
  /** Whether what is looked at stands in a test. */
  isInTest(): boolean;
  /** Told of each answer that may be another when more is known. */
  onAnswer(answer: Answer): void;
}

export class Methods {
  /** In the order of files and of places in them, so that the way here does not decide who is meant. */
  readonly #byName = new Map<string, FunctionValue[]>();
  /** Functions among them that a class holds in a field, with the field and the file of the class. */
  readonly #fields = new Map<FunctionValue, { readonly name: string; readonly file: FileId }>();
  /** How often what answers rest on has changed, by grounds and name. */
  readonly #changes = new Map<string, number>();
  readonly #deps: MethodsDeps;

  constructor(deps: MethodsDeps) {
    this.#deps = deps;
  }

  add(functions: readonly FunctionValue[]): void {
    for (const method of functions) {
      if (!method.owner) continue;
      const known = this.#byName.get(method.node.name) ?? [];
      known.push(method);
      this.#byName.set(method.node.name, known.sort(byPlace));
      this.#changed(method.node.name);
    }
  }

  /** A function that objects of a class of a file hold under the name of a field. */
  addField(name: string, held: FunctionValue, file: FileId): void {
    const known = (this.#byName.get(name) ?? []).filter(({ node }) => node !== held.node);
    const usual: FunctionValue = { ...held, isUsual: true };
    this.#byName.set(name, [...known, usual].sort(byPlace));
    this.#fields.set(usual, { name, file });
    this.#changed(name);
  }

  /** A method calls a model that did not as far as was known, or the other way round. */
  sinkChanged({ node }: FunctionValue): void {
    this.#count('sinks', node.name);
  }

  #changed(name: string): void {
    this.#count('methods', name);
    if (this.#byName.get(name)?.some(this.#deps.isSink) === true) this.#count('sinks', name);
  }

  #count(grounds: Grounds, name: string): void {
    this.#changes.set(`${grounds} ${name}`, this.#changesOf(grounds, name) + 1);
  }

  #changesOf(grounds: Grounds, name: string): number {
    return this.#changes.get(`${grounds} ${name}`) ?? 0;
  }

  /** Whether somebody else is meant by now. */
  isOvertaken({ grounds, name, changes, meant, ask }: Answer): boolean {
    if (this.#changesOf(grounds, name) === changes) return false;
    const now = ask();
    return now.length !== meant.length || now.some(({ node }, i) => node !== meant[i]?.node);
  }

  /** @param find chooses among the methods of that name; what stands in for a model in a test is meant by tests alone */
  #answer(grounds: Grounds, name: string, find: (named: readonly FunctionValue[]) => readonly FunctionValue[]): readonly FunctionValue[] {
    const inTest = this.#deps.isInTest();
    const ask = (): readonly FunctionValue[] => find((this.#byName.get(name) ?? []).filter(({ scope }) => inTest || !TEST_FILE.test(scope.file))).slice(0, MAX_MEANT);
    const meant = ask();
    this.#deps.onAnswer({ grounds, name, changes: this.#changesOf(grounds, name), meant, ask });
    return meant;
  }

  forget(functions: readonly FunctionValue[], file: FileId): void {
    for (const name of new Set(functions.flatMap(({ owner, node }) => (owner ? [node.name] : [])))) {
      this.#byName.set(name, (this.#byName.get(name) ?? []).filter((method) => method.scope.file !== file));
      this.#changed(name);
    }
    for (const [held, field] of this.#fields) {
      if (field.file !== file && held.scope.file !== file) continue;
      this.#fields.delete(held);
      this.#byName.set(field.name, (this.#byName.get(field.name) ?? []).filter((method) => method !== held));
      this.#changed(field.name);
    }
  }

  /** Methods of that name which call a model: all of them must, unless a declared type says which are meant. */
  implementations(name: string, receiver: OpaqueValue | null): readonly FunctionValue[] {
    const type = receiver?.type && deref(receiver.type);
    if (type?.kind === 'class') return this.#answer('sinks', name, (named) => named.filter((method) => method.owner && this.#deps.isSink(method) && this.#isA(method.owner, type.node)));
    if (COMMON.test(name)) return [];
    return this.#answer('sinks', name, (named) => {
      const { isSink } = this.#deps;
      const real = named.filter((method) => method.node.body.length > 1 || isSink(method));
      const sinks = real.filter(isSink);
      return sinks.length * 2 > real.length ? sinks : [];
    });
  }

  #isA(of: ClassValue, type: ClassNode): boolean {
    return lineage(of).some((each) => each.node === type || promisedBy(this.#deps.machine, each).includes(type));
  }

  /** What subclasses put in the place of an abstract method: those that lead to a model, the only one, or those that put what they are given into another form. */
  overriding(callee: FunctionValue): readonly FunctionValue[] {
    return this.#answer('methods', callee.node.name, (named) => {
      const all = named.filter((method) =>
        method.node !== callee.node && !isAbstract(method.node) && method.owner && lineage(method.owner).some((each) => each.node === callee.owner?.node));
      const reaching = all.filter((method) => this.#deps.mayReach(method));
      if (reaching.length > 0) return reaching;
      // With one thing given, all of them make something of it; otherwise each may say something else.
      return all.length === 1 || callee.node.params.filter(({ name }) => name !== 'self').length === 1 ? all : [];
    });
  }

  /** A method whose name only one family of classes has: what a prompt builder on an injected object most likely is. One that calls its own name on another object hands on to it, and is not meant. */
  builders(name: string, given: number): readonly FunctionValue[] {
    if (name.length < 10 || !/[a-z](_|[A-Z])/.test(name)) return [];
    const around = new Set(this.#deps.machine.frames.map((frame) => frame.node));
    return this.#answer('methods', name, (named) => {
      const methods = named.filter((method) => method.node.params.length >= given && !around.has(method.node));
      const [first] = methods;
      if (!first?.owner) return [];
      const { owner } = first;
      const family = methods.every((method) => method.owner && lineage(method.owner).some((each) => lineage(owner).some((other) => other.node === each.node)));
      return family ? [methods.find((method) => method.owner && lineage(method.owner).length === 1) ?? first] : [];
    });
  }
}

function byPlace(a: FunctionValue, b: FunctionValue): number {
  if (a.scope.file !== b.scope.file) return a.scope.file < b.scope.file ? -1 : 1;
  return a.node.span.start - b.node.span.start;
}
