/** Functions that build a prompt nobody was seen to send: what they answer, without the calls they make. */
import type { FileId, Span } from '../document.ts';
import type { Interpreter } from '../values/interpreter.ts';
import { placeOf } from '../values/machine.ts';
import { shorten } from '../values/opaque.ts';
import type { FunctionValue } from '../values/value.ts';
import type { Attention } from './attention.ts';
import { builtPrompt, mayBuildPrompt } from './built-prompts.ts';
import type { SiteDraft } from './draft.ts';
import { filledIn, mayFill } from './field-clocks.ts';
import type { Filled } from './field-clocks.ts';
import type { Receivers } from './receivers.ts';
import { mayTrimHistory, trimmedIn, trimmedSite } from './trimmed-history.ts';
import type { Workspace } from './workspace/workspace.ts';

/** Prompts are long, and few functions build one. */
const PROMPT_FUEL = 100_000;

export interface PromptBuildersDeps {
  readonly workspace: Workspace;
  readonly interpreter: Interpreter;
  readonly attention: Attention;
  readonly receivers: Receivers;
  functionsOf(file: FileId): readonly FunctionValue[];
}

export class PromptBuilders {
  readonly #prompts = new Map<FileId, readonly SiteDraft[]>();
  readonly #deps: PromptBuildersDeps;

  constructor(deps: PromptBuildersDeps) {
    this.#deps = deps;
  }

  forget(file: FileId): void {
    this.#prompts.delete(file);
  }

  /** @param again what was missing the last time is there now */
  in(file: FileId, again: boolean): readonly SiteDraft[] {
    const known = this.#prompts.get(file);
    if (known && !again) return known;
    const { workspace, functionsOf } = this.#deps;
    const prompts: SiteDraft[] = [];
    const trims = mayTrimHistory(workspace.text(file));
    workspace.within(file, () => {
      for (const callee of functionsOf(file)) {
        const prompt = mayBuildPrompt(callee.node.name, workspace.source(placeOf(callee.scope, callee.node.span))) ? this.#build(callee) : null;
        if (prompt) prompts.push(prompt);
        if (trims) prompts.push(...this.#trimmed(callee));
      }
    });
    this.#prompts.set(file, prompts);
    return prompts;
  }

  #trimmed(callee: FunctionValue): readonly SiteDraft[] {
    const { workspace } = this.#deps;
    const source = (span: Span): string => workspace.source(placeOf(callee.scope, span));
    return trimmedIn(callee.node).map(({ span, how }) => trimmedSite({ place: placeOf(callee.scope, span), expression: shorten(source(span)), how }, callee.node.name));
  }

  /** What functions of the file fill fields of these names with. */
  fieldsIn(file: FileId, fields: ReadonlySet<string>): readonly Filled[] {
    const { workspace, interpreter, functionsOf } = this.#deps;
    return workspace.within(file, () => functionsOf(file).flatMap((callee) =>
      (mayFill(workspace.source(placeOf(callee.scope, callee.node.span)), fields) ? this.#apart(callee, (bound) => filledIn(interpreter, bound, fields)) ?? [] : [])));
  }

  #build(callee: FunctionValue): SiteDraft | null {
    return this.#apart(callee, (bound) => builtPrompt(this.#deps.interpreter, bound, placeOf(callee.scope, callee.node.nameSpan)));
  }

  /** Runs something of a function without a trace; null when it ran out of fuel: what was left unread may be what keeps a value the same. */
  #apart<T>(callee: FunctionValue, run: (bound: FunctionValue) => T): T | null {
    const { interpreter, attention, receivers } = this.#deps;
    return attention.muted(() => {
      const bound = receivers.bound(callee);
      return interpreter.detached('call', [], () => interpreter.fuel.within(PROMPT_FUEL, () => interpreter.heap.apart(() => {
        const mark = interpreter.heap.mark();
        const answer = run(bound);
        interpreter.heap.rewind(mark);
        return interpreter.fuel.ranOut ? null : answer;
      })));
    });
  }
}
