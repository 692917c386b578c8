/** Library objects handed to functions of the workspace: what a parameter may be when its function is looked at by itself. */
import type { FunctionNode } from '../syntax/ir.ts';
import { joinValues } from './join.ts';
import { isPutOff } from './lazy.ts';
import type { Machine } from './machine.ts';
import { isPython } from './machine.ts';
import { deref } from './value.ts';
import type { Args, FunctionValue, Value } from './value.ts';

/** Made by a constructor or factory of a library, e.g. a client; not a result of using it. */
const MADE = /[:.](?:[A-Z][\w$]*|[\w$]*(?:[cC]lient|[mM]odel|[lL]lm|LLM)|from_\w+|create[A-Z]\w*)\(\)(?:\.(?:bind\w*|with_?\w+)\(\))*$/;

/** Stands in for any object in a test. */
const TEST_DOUBLE = /^(unittest\.mock|mock|pytest_mock|asynctest|types)\b/;

/** Paths of test files. */
export const TEST_FILE = /(?:^|\/)(?:tests?|__tests__|spec)\/|(?:^|\/)(?:test_[^/]*|conftest|[^/]*_test|[^/]*\.(?:test|spec))\.\w+$/;

const isLibraryObject = (value: Value): boolean =>
  value.kind === 'opaque' && value.module !== '' && value.module !== '?' && value.args !== null && !value.hole && MADE.test(value.key) && !TEST_DOUBLE.test(value.module);

export class LibraryObjects {
  readonly #seen = new Map<FunctionNode, Map<string, Value>>();

  /** What callers gave as this parameter, joined; null when nothing is known. */
  given(node: FunctionNode, param: string): Value | null {
    return this.#seen.get(node)?.get(param) ?? null;
  }

  note(machine: Machine, callee: FunctionValue, args: Args): void {
    if (TEST_FILE.test(machine.frames[0]?.scope.file ?? '')) return;
    const offset = callee.self && isPython(machine, callee.scope.file) && callee.node.role !== 'static' ? 1 : 0;
    args.positional.forEach((value, i) => this.#record(machine, callee, callee.node.params[i + offset]?.name, value));
    for (const [name, value] of args.named) this.#record(machine, callee, name, value);
  }

  #record(machine: Machine, callee: FunctionValue, name: string | undefined, value: Value): void {
    // Finding out what a call that was put off answers is worth it only for functions that may use a model.
    if (name === undefined || (isPutOff(value) && !machine.observer.mayReach(callee))) return;
    const plain = deref(value);
    // What a file of the workspace makes before it is loaded is no library's.
    if (!isLibraryObject(plain) || (plain.kind === 'opaque' && machine.program.resolve(plain.module, plain.place.file) !== null)) return;
    const known = this.#seen.get(callee.node) ?? new Map<string, Value>();
    const before = known.get(name);
    known.set(name, before ? joinValues(before, value, '') : value);
    this.#seen.set(callee.node, known);
  }
}
