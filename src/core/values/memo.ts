/** Results of functions called with nothing but constants, so that a shared helper is run once. */
import type { FunctionNode } from '../syntax/ir.ts';
import { isPutOff } from './lazy.ts';
import { deref, refTo, staticText } from './value.ts';
import type { Args, FunctionValue, Scope, Value } from './value.ts';

const MAX_DEPTH = 8;

export class Memo {
  readonly #results = new Map<FunctionNode, { readonly scope: Scope; readonly byArgs: Map<string, Value> }>();

  /** Null when the call depends on more than constants. */
  keyOf(callee: FunctionValue, args: Args, phase: string): string | null {
    if (callee.self || callee.scope.kind !== 'module' || args.rest) return null;
    const key: string[] = [phase];
    for (const [name, value] of [...args.positional.entries(), ...args.named]) {
      if (isPutOff(value)) return null;
      const plain = deref(value);
      const known = plain.kind === 'constant' ? String(plain.value) : staticText(plain);
      if (known === null || known.length > 200) return null;
      key.push(`${String(name)}=${plain.kind}:${known}`);
    }
    return key.join('|');
  }

  get(callee: FunctionValue, key: string): Value | null {
    const known = this.#results.get(callee.node);
    const value = known?.scope === callee.scope ? known.byArgs.get(key) : undefined;
    return value ? copy(value, 0) : null;
  }

  set(callee: FunctionValue, key: string, value: Value): void {
    let known = this.#results.get(callee.node);
    if (known?.scope !== callee.scope) {
      known = { scope: callee.scope, byArgs: new Map() };
      this.#results.set(callee.node, known);
    }
    known.byArgs.set(key, copy(value, 0));
  }
}

/** Lists and records are copied: what one caller changes no other sees. */
const copy = (value: Value, depth: number): Value => {
  if (depth > MAX_DEPTH) return value;
  switch (value.kind) {
    case 'ref': return refTo(copy(deref(value), depth + 1));
    case 'list': return { ...value, items: value.items.map((item) => ({ ...item, value: copy(item.value, depth + 1) })) };
    case 'record': return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: copy(entry.value, depth + 1) })) };
    case 'instance': return { ...value, attributes: new Map([...value.attributes].map(([name, each]) => [name, copy(each, depth + 1)] as const)) };
    case 'union': return { ...value, members: value.members.map((member) => ({ ...member, value: copy(member.value, depth + 1) })) };
    default: return value;
  }
};
