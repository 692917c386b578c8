/** What is being looked at, innermost last: a file's top level or a function by itself. */
import type { FileId, Span } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import type { Frame } from '../values/machine.ts';
import type { FunctionValue, Place } from '../values/value.ts';
import type { Noted } from './noted.ts';
import type { Answer } from './wrappers/methods.ts';

/** One look at a function, or at a file's top level when `node` is null. */
export interface Root {
  readonly file: FileId;
  readonly node: FunctionNode | null;
  /** Call sites by their span. */
  readonly found: Map<string, Noted>;
  /** Functions that were run on the way. */
  readonly entered: Set<FunctionNode>;
  /** Functions that were written down on the way. */
  readonly written: FunctionValue[];
  /** Whom methods of unknown objects were taken for on the way. */
  readonly answers: Answer[];
  /** At a glance: it calls a model, or what may lead to one. */
  isPromising: boolean;
  /** It answers a library's model. */
  isMaker: boolean;
  /** Sends a request to wherever its caller says, which may be a model. */
  isPosting: boolean;
  /** The steps were used up before its end. */
  isCut: boolean;
}

export const rootAt = (file: FileId, node: FunctionNode | null): Root => ({ file, node, found: new Map(), entered: new Set(), written: [], answers: [], isPromising: false, isMaker: false, isPosting: false, isCut: false });

export class Attention {
  #roots: Root[] = [];
  #muted = 0;

  /** What is looked at now. */
  get root(): Root | undefined {
    return this.#roots.at(-1);
  }

  get depth(): number {
    return this.#roots.length;
  }

  /** Whether what happens is to be left unnoted. */
  get isMuted(): boolean {
    return this.#muted > 0;
  }

  /** Whether a function is being looked at, be it further out. */
  includes(node: FunctionNode): boolean {
    return this.#roots.some((root) => root.node === node);
  }

  /** Whether any function is: not only files' top levels. */
  get isOnFunction(): boolean {
    return this.#roots.some((root) => root.node !== null);
  }

  /** Looks at something else for a while, and notes what happens there. */
  on(root: Root, run: () => void): void {
    const muted = this.#muted;
    this.#muted = 0;
    this.#roots.push(root);
    run();
    this.#roots.pop();
    this.#muted = muted;
  }

  /** Runs something without noting what happens. */
  muted<T>(run: () => T): T {
    this.#muted += 1;
    const result = run();
    this.#muted -= 1;
    return result;
  }
}

const isWithin = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** A lambda handed to a helper: its calls stand where it is written. */
export const isWrittenInside = (frame: Frame | undefined, root: Root, place: Place): boolean =>
  frame?.node != null && root.node !== null && frame.node !== root.node && frame.scope.file === root.file && place.file === root.file
  && isWithin(frame.node.span, root.node.span) && isWithin(place.span, root.node.span);

export const standsIn = (place: Place, node: FunctionNode): boolean => isWithin(place.span, node.span);
