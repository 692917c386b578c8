/** What was looked at before, and what it rested on: whether it still holds now that more is known. */
import type { FileId } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import type { FunctionValue } from '../values/value.ts';
import type { Answer, Methods } from './wrappers/methods.ts';
import type { Uses } from './wrappers/wrapper-names.ts';

/** A look at a function. */
interface Look {
  /** Something it needs was not loaded. */
  readonly incomplete: boolean;
  /** How many wrappers were known then. */
  readonly wrappers: number;
  /** Whom it took methods of unknown objects for. */
  readonly answers: readonly Answer[];
}

export class EarlierLooks {
  readonly #functions = new Map<FunctionNode, Look>();
  /** Whom files' top levels took methods of unknown objects for. */
  readonly #tops = new Map<FileId, readonly Answer[]>();
  readonly #methods: Pick<Methods, 'isOvertaken'>;

  constructor(methods: Pick<Methods, 'isOvertaken'>) {
    this.#methods = methods;
  }

  note(node: FunctionNode, look: Look): void {
    this.#functions.set(node, look);
  }

  noteTop(file: FileId, answers: readonly Answer[]): void {
    this.#tops.set(file, answers);
  }

  forget(node: FunctionNode): void {
    this.#functions.delete(node);
  }

  /** Whether a function need not be looked at: it was, and uses none of `again` that became known since. */
  hold({ node, scope }: FunctionValue, source: () => string, again: Uses | null): boolean {
    const look = this.#functions.get(node);
    return look !== undefined && !look.incomplete && !this.#areOvertaken(look.answers) && !(again?.(source(), scope.file, look.wrappers) ?? false);
  }

  /** Whether somebody else is meant by now by what one of the functions, or the file's top level, calls on unknown objects. */
  areOvertaken(file: FileId, functions: readonly FunctionValue[]): boolean {
    return this.isTopOvertaken(file) || functions.some(({ node }) => this.#areOvertaken(this.#functions.get(node)?.answers));
  }

  isTopOvertaken(file: FileId): boolean {
    return this.#areOvertaken(this.#tops.get(file));
  }

  #areOvertaken(answers: readonly Answer[] = []): boolean {
    return answers.some((answer) => this.#methods.isOvertaken(answer));
  }
}
