/** Library objects handed to functions of the workspace, or kept in an object of a library: what a parameter or such an attribute may be when a function is looked at by itself. */
import type { FunctionNode } from '../syntax/ir.ts';
import type { FileId } from '../document.ts';
import { joinValues } from './join.ts';
import { isPutOff } from './lazy.ts';
import type { Machine } from './machine.ts';
import { isPython } from './machine.ts';
import { deref } from './value.ts';
import type { Args, FunctionValue, OpaqueValue, Value } from './value.ts';

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
  /** By the key of what keeps it, its name there and the file that put it there. */
  readonly #kept = new Map<string, Map<string, Map<FileId, Value>>>();

  /** What callers gave as this parameter, joined; null when nothing is known. */
  given(node: FunctionNode, param: string): Value | null {
    return this.#seen.get(node)?.get(param) ?? null;
  }

  /** What is kept under a name by an object of a library, as by `st.session_state.chain` or `local().client`; null when nothing is known. */
  kept(holder: OpaqueValue, name: string): Value | null {
    const values = this.#kept.get(holder.key)?.get(name);
    return values ? [...values.values()].reduce((joined, value) => joinValues(joined, value, '')) : null;
  }

  /** Notes what code of a file keeps there; answers whether it is something that may call a model. */
  keep(holder: OpaqueValue, name: string, value: Value, file: FileId): boolean {
    const plain = deref(value);
    if (plain.kind !== 'pipe' && !isLibraryObject(plain)) return false;
    const names = this.#kept.get(holder.key) ?? new Map<string, Map<FileId, Value>>();
    const values = names.get(name) ?? new Map<FileId, Value>();
    this.#kept.set(holder.key, names.set(name, values.set(file, plain)));
    return true;
  }

  /** Forgets what a file's code keeps anywhere. */
  forget(file: FileId): void {
    for (const names of this.#kept.values()) {
      for (const [name, values] of names) if (values.delete(file) && values.size === 0) names.delete(name);
    }
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
