/** How many steps the interpreter may take: counted, so that a slow machine finds the same as a fast one. */

/** What one call may take of the steps left, so that a long helper does not hide the calls after it. */
const SHARE = 0.3;
const REACHING_SHARE = 0.75;
const LEAST_SHARE = 300;
/** What a call may take of all steps that passes nothing on to a model: enough to build a prompt or a client. */
const MOST_SHARE = 0.15;
/** The same at a glance: enough to find out where a client comes from. */
const GLANCE_SHARE = 1_000;
const GLANCE_SPARE = 6_000;

/** The same where only a function's own statements matter. */
const SURFACE_SHARE = 200;

/**
 * A glance takes no call's effects but attributes that are set: enough to see whether a function leads to a model at all.
 * The surface is a function's own statements: where what it calls takes all steps, they show which calls come after.
 */
export type Effort = 'glance' | 'full' | 'surface';

interface Tank {
  /** Steps left for the function or module under analysis, and the calls that lead to a model. */
  left: number;
  /** Steps left for the calls it makes otherwise: a long helper must not hide the calls after it. */
  spare: number;
  /** Whether such a call is under way. */
  helping: boolean;
  /** What is under way is of no more use. */
  halted: boolean;
  /** Whether something was left out since the steps were given. */
  ranOut: boolean;
  given: number;
}

export class Fuel {
  effort: Effort = 'full';
  /** Steps taken so far, in all. */
  steps = 0;
  #tank: Tank = { left: 0, spare: 0, helping: false, halted: false, ranOut: false, given: 0 };

  /** Takes one step; false when none is left. */
  spend(): boolean {
    this.#tank.left -= 1;
    this.steps += 1;
    if (!this.isSpent) return true;
    this.#tank.ranOut = true;
    return false;
  }

  get isSpent(): boolean {
    return this.#tank.left <= 0 || this.#tank.halted;
  }

  get ranOut(): boolean {
    return this.#tank.ranOut;
  }

  /** Ends what is under way. */
  halt(): void {
    this.#tank.halted = true;
  }

  /** Runs something as thoroughly as said. */
  at<T>(effort: Effort, run: () => T): T {
    const before = this.effort;
    this.effort = effort;
    const result = run();
    this.effort = before;
    return result;
  }

  /** Runs something with steps of its own. */
  within<T>(steps: number, run: () => T): T {
    const before = this.#tank;
    this.#tank = { left: steps, spare: this.effort === 'glance' ? GLANCE_SPARE : steps, helping: false, halted: false, ranOut: false, given: steps };
    const result = run();
    this.#tank = before;
    return result;
  }

  /**
   * Runs a call with its share of the steps left; answers also whether they sufficed.
   * @param reaching what the call is given may reach a model
   * @param nested the call stands inside another: the first is what the steps were given for
   */
  share<T>({ reaching, nested }: { readonly reaching: boolean; readonly nested: boolean }, run: () => T): { readonly result: T; readonly sufficed: boolean } {
    const tank = this.#tank;
    const helps = !tank.helping && nested && !reaching;
    const before = tank.left;
    const allotted = this.#allot(reaching, helps ? tank.spare : before);
    tank.left = allotted;
    tank.helping ||= helps;
    const result = run();
    const sufficed = tank.left > 0;
    const spent = allotted - Math.max(0, tank.left);
    tank.left = helps ? before : before - spent;
    if (helps) {
      tank.spare -= spent;
      tank.helping = false;
    }
    return { result, sufficed };
  }

  #allot(reaching: boolean, left: number): number {
    if (this.effort !== 'full') return Math.min(left, this.effort === 'glance' ? GLANCE_SHARE : SURFACE_SHARE);
    return Math.min(left, reaching ? Infinity : this.#tank.given * MOST_SHARE, Math.max(LEAST_SHARE, Math.floor(left * (reaching ? REACHING_SHARE : SHARE))));
  }
}
