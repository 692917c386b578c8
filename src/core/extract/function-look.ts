/** A look at a function by itself, with nothing known of its arguments: at a glance first, in full where it leads to a model. */
import type { Effort } from '../values/fuel.ts';
import type { Interpreter } from '../values/interpreter.ts';
import { TEST_FILE } from '../values/library-objects.ts';
import { symbolicArgs } from '../values/parameters.ts';
import type { FunctionValue } from '../values/value.ts';
import { rootAt } from './attention.ts';
import type { Attention, Root } from './attention.ts';
import type { CallObserver } from './call-observer.ts';
import type { Receivers } from './receivers.ts';
import { answersModel } from './wrappers/makers.ts';
import type { Answer } from './wrappers/methods.ts';

/** Steps a function may take, with all it calls. */
const FUNCTION_FUEL = 30_000;
/** The same in a test: what it calls is analysed where it stands. */
const TEST_FUEL = 4_000;
/** Functions written inside one that are looked at with it. */
const MAX_INNER = 200;

export interface FunctionLookDeps {
  readonly interpreter: Interpreter;
  readonly attention: Attention;
  readonly receivers: Receivers;
  readonly observer: CallObserver;
}

/** What was found, and whom methods of unknown objects were taken for on the way. */
export function lookAtFunction(deps: FunctionLookDeps, callee: FunctionValue): { readonly root: Root; readonly answers: readonly Answer[] } {
  const glance = look(deps, callee, 'glance');
  const root = glance.isPromising || glance.found.size > 0 ? look(deps, callee, 'full') : glance;
  const surface = root.isCut ? look(deps, callee, 'surface') : null;
  if (surface !== null) addFrom(surface, root);
  return { root, answers: [...new Set([glance, root, surface])].flatMap((each) => each?.answers ?? []) };
}

/** Calls behind the point where the steps ran out, with as much as the function's own statements say of them. */
function addFrom(surface: Root, root: Root): void {
  for (const [key, site] of surface.found) if (!root.found.has(key)) root.found.set(key, site);
}

function look(deps: FunctionLookDeps, callee: FunctionValue, effort: Effort): Root {
  const { interpreter, attention, receivers } = deps;
  const root = rootAt(callee.scope.file, callee.node);
  const fuel = TEST_FILE.test(root.file) ? TEST_FUEL : FUNCTION_FUEL;
  attention.on(root, () => interpreter.fuel.at(effort, () => interpreter.detached('call', [], () => {
    const bound = receivers.bound(callee);
    root.written.length = 0;
    root.entered.clear();
    interpreter.fuel.within(fuel, () => interpreter.heap.apart(() => runBody(deps, root, bound)));
  })));
  return root;
}

function runBody({ interpreter, observer }: FunctionLookDeps, root: Root, callee: FunctionValue): void {
  const mark = interpreter.heap.mark();
  const scope = interpreter.enter(callee, symbolicArgs(interpreter, callee, 'call'), null);
  interpreter.runBody(callee, scope);
  root.isMaker = answersModel(interpreter.frames.at(-1)?.returns.map(({ value }) => value) ?? []);
  for (let i = 0; i < root.written.length && i < MAX_INNER; i += 1) {
    const inner = root.written[i];
    if (inner && !root.entered.has(inner.node)) interpreter.runCallback(inner, true);
  }
  root.isCut = interpreter.fuel.isSpent;
  observer.decorateAll(root);
  interpreter.frames.pop();
  interpreter.heap.rewind(mark);
}
