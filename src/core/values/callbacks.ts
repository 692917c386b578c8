/** Functions that a library is given: it may call them. */
import { findMethod } from './classes.ts';
import { isPutOff } from './lazy.ts';
import { deref } from './value.ts';
import type { FunctionValue, Value } from './value.ts';

/** Runs what it is told to, as if it stood where it is written. */
interface Runner {
  runCallback(callee: FunctionValue, wanted?: boolean, atOnce?: boolean): void;
}

/** How deep functions are looked for in lists and records. */
const MAX_DEPTH = 2;

/** Tools, handlers, retries, also in lists and records, and objects that can be called: `graph.add_node("assistant", Assistant(chain))`. `atOnce`: what comes first is most likely called at once. */
export function callBack(runner: Runner, value: Value, atOnce: boolean, depth = 0): void {
  if (isPutOff(value)) return;
  const plain = deref(value);
  if (plain.kind === 'function') runner.runCallback(plain, undefined, atOnce);
  else if (plain.kind === 'instance') {
    const method = findMethod(plain.of, '__call__');
    if (method) runner.runCallback({ ...method, self: value }, undefined, atOnce);
  } else if (depth < MAX_DEPTH && (plain.kind === 'record' || plain.kind === 'list')) {
    for (const each of plain.kind === 'record' ? plain.entries : plain.items) callBack(runner, each.value, false, depth + 1);
  }
}
