/** Whether a function may lead to a call of a model: told by its text and what is known of others, without running it. */
import type { FileId } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import { placeOf } from '../values/machine.ts';
import type { FunctionValue, Place } from '../values/value.ts';
import { Candidates } from './candidates.ts';
import type { Workspace } from './workspace/workspace.ts';
import { WrapperNames } from './wrappers/wrapper-names.ts';

export class Reach {
  readonly candidates: Candidates;
  readonly wrapperNames: WrapperNames;
  readonly #workspace: Workspace;
  /** Answers, and how many wrappers were known then. */
  readonly #known = new WeakMap<FunctionNode, { readonly names: number; readonly reaches: boolean }>();
  /** Functions inside others that pass prompts on, by names nobody else knows. */
  readonly #closures = new WeakSet<FunctionNode>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.candidates = new Candidates((file) => workspace.text(file));
    this.wrapperNames = new WrapperNames((file) => workspace.text(file));
  }

  sourceOf(callee: FunctionValue): string {
    return this.#workspace.source(placeOf(callee.scope, callee.node.span));
  }

  mentionsModel(callee: FunctionValue): boolean {
    return this.namesModel(placeOf(callee.scope, callee.node.span));
  }

  /** Whether some code names a call of a model, or of what leads to one. */
  namesModel(place: Place): boolean {
    const source = this.#workspace.source(place);
    return this.candidates.callsModel(place.file, source) || this.wrapperNames.mentionedIn(source, place.file);
  }

  mayReach(callee: FunctionValue): boolean {
    if (this.#closures.has(callee.node)) return true;
    const known = this.#known.get(callee.node);
    if (known && (known.reaches || known.names === this.wrapperNames.size)) return known.reaches;
    const reaches = this.mentionsModel(callee);
    this.#known.set(callee.node, { names: this.wrapperNames.size, reaches });
    return reaches;
  }

  /** A function that is known only by the name of the one around it. */
  noteClosure(node: FunctionNode): void {
    this.#closures.add(node);
  }

  forget(file: FileId): void {
    this.candidates.forget(file);
  }
}
