/** The objects that methods are looked at with: made with nothing known. */
import type { FileId } from '../document.ts';
import type { ClassNode } from '../syntax/ir.ts';
import { symbolicInstance } from '../values/classes.ts';
import type { Interpreter } from '../values/interpreter.ts';
import type { ClassValue, FunctionValue, Value } from '../values/value.ts';
import type { Attention } from './attention.ts';

/** Steps that making one object may take. */
const OBJECT_FUEL = 20_000;

export interface ReceiversDeps {
  readonly interpreter: Interpreter;
  readonly attention: Attention;
}

export class Receivers {
  readonly #instances = new Map<ClassValue, Value>();
  readonly #making = new Set<ClassNode>();
  readonly #deps: ReceiversDeps;

  constructor(deps: ReceiversDeps) {
    this.#deps = deps;
  }

  /** The method with its object; its constructor's own calls are looked at elsewhere. */
  bound(callee: FunctionValue): FunctionValue {
    const { owner, node } = callee;
    if (!owner || node.role === 'static') return callee;
    return { ...callee, self: node.role === 'classmethod' ? owner : this.#instanceOf(owner) };
  }

  /** An object of the class; null while one is being made. */
  typical(of: ClassValue): Value | null {
    return this.#making.has(of.node) ? null : this.#instanceOf(of);
  }

  #instanceOf(owner: ClassValue): Value {
    const known = this.#instances.get(owner);
    if (known) return known;
    this.#making.add(owner.node);
    const { interpreter, attention } = this.#deps;
    const { phase } = interpreter;
    const self = attention.muted(() => interpreter.fuel.at('full', () => interpreter.fuel.within(OBJECT_FUEL, () => interpreter.heap.apart(() => symbolicInstance(interpreter, owner)))));
    interpreter.phase = phase;
    this.#making.delete(owner.node);
    this.#instances.set(owner, self);
    return self;
  }

  forget(file: FileId): void {
    for (const [of] of this.#instances) if (of.scope.file === file) this.#instances.delete(of);
  }
}
