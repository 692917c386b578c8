/** Methods of the workspace by name: what a call on an object of unknown class most likely means. */
import type { FileId } from '../../document.ts';
import type { ClassNode } from '../../syntax/ir.ts';
import { isAbstract, lineage, promisedBy } from '../../values/classes.ts';
import type { Machine } from '../../values/machine.ts';
import { deref } from '../../values/value.ts';
import type { ClassValue, FunctionValue, OpaqueValue } from '../../values/value.ts';

/** Names that many unrelated classes have. */
const COMMON = /^(run|call|invoke|create|get|send|execute|process|handle|chat|generate|complete|stream|post|main|start|forward|ask|__call__)$/;

export interface MethodsDeps {
  readonly machine: Machine;
  isSink(method: FunctionValue): boolean;
  mayReach(method: FunctionValue): boolean;
}

export class Methods {
  readonly #byName = new Map<string, FunctionValue[]>();
  readonly #deps: MethodsDeps;

  constructor(deps: MethodsDeps) {
    this.#deps = deps;
  }

  add(functions: readonly FunctionValue[]): void {
    for (const method of functions) {
      if (!method.owner) continue;
      const known = this.#byName.get(method.node.name);
      if (known) known.push(method);
      else this.#byName.set(method.node.name, [method]);
    }
  }

  forget(functions: readonly FunctionValue[], file: FileId): void {
    for (const name of new Set(functions.flatMap(({ owner, node }) => (owner ? [node.name] : [])))) {
      this.#byName.set(name, (this.#byName.get(name) ?? []).filter((method) => method.scope.file !== file));
    }
  }

  /** Methods of that name which call a model: all of them must, unless a declared type says which are meant. */
  implementations(name: string, receiver: OpaqueValue | null): readonly FunctionValue[] {
    const { isSink } = this.#deps;
    const methods = this.#byName.get(name) ?? [];
    const type = receiver?.type && deref(receiver.type);
    if (type?.kind === 'class') return methods.filter((method) => method.owner && isSink(method) && this.#isA(method.owner, type.node));
    if (COMMON.test(name)) return [];
    const real = methods.filter((method) => method.node.body.length > 1 || isSink(method));
    const sinks = real.filter(isSink);
    return sinks.length * 2 > real.length ? sinks : [];
  }

  #isA(of: ClassValue, type: ClassNode): boolean {
    return lineage(of).some((each) => each.node === type || promisedBy(this.#deps.machine, each).includes(type));
  }

  /** What subclasses put in the place of an abstract method: those that lead to a model, the only one, or those that put what they are given into another form. */
  overriding(callee: FunctionValue): readonly FunctionValue[] {
    const all = (this.#byName.get(callee.node.name) ?? []).filter((method) =>
      method.node !== callee.node && !isAbstract(method.node) && method.owner && lineage(method.owner).some((each) => each.node === callee.owner?.node));
    const reaching = all.filter((method) => this.#deps.mayReach(method));
    if (reaching.length > 0) return reaching;
    // With one thing given, all of them make something of it; otherwise each may say something else.
    return all.length === 1 || callee.node.params.filter(({ name }) => name !== 'self').length === 1 ? all : [];
  }

  /** A method whose name only one family of classes has: what a prompt builder on an injected object most likely is. One that calls its own name on another object hands on to it, and is not meant. */
  builders(name: string, given: number): readonly FunctionValue[] {
    if (name.length < 10 || !/[a-z](_|[A-Z])/.test(name)) return [];
    const { frames } = this.#deps.machine;
    const methods = (this.#byName.get(name) ?? []).filter((method) => method.node.params.length >= given && !frames.some((frame) => frame.node === method.node));
    const [first] = methods;
    if (!first?.owner) return [];
    const { owner } = first;
    const family = methods.every((method) => method.owner && lineage(method.owner).some((each) => lineage(owner).some((other) => other.node === each.node)));
    return family ? [methods.find((method) => method.owner && lineage(method.owner).length === 1) ?? first] : [];
  }
}
