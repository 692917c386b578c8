/**
 * What belongs to a sequence of attribute names. Emitters write the same names in the same order for ever, so following
 * them one by one is quicker than hashing them all:
 *
 *     ─ gen_ai.operation.name ─ gen_ai.request.model ─┬─ gen_ai.usage.input_tokens ●
 *                                                     └─ error.type ●
 */
export class NameStep<T> {
  /** The one that came last, mostly the one that comes again. */
  #name = '';
  #next: NameStep<T> | null = null;
  #others: Map<string, NameStep<T>> | null = null;
  /** Of the names up to here. */
  value: T | undefined = undefined;

  /** Null when these names were not met yet. */
  to(name: string): NameStep<T> | null {
    if (name === this.#name && this.#next !== null) return this.#next;
    const next = this.#others?.get(name) ?? null;
    if (next !== null) this.#turn(name, next);
    return next;
  }

  add(name: string): NameStep<T> {
    const next = new NameStep<T>();
    (this.#others ??= new Map()).set(name, next);
    this.#turn(name, next);
    return next;
  }

  #turn(name: string, next: NameStep<T>): void {
    this.#name = name;
    this.#next = next;
  }
}

/** Names that never come again are not kept for ever: when there are this many, the tree begins anew. */
const MOST_STEPS = 20_000;

export class NameTree<T> {
  root = new NameStep<T>();
  #steps = 0;

  next(step: NameStep<T>, name: string): NameStep<T> {
    return step.to(name) ?? this.#grown(step, name);
  }

  clear(): void {
    this.root = new NameStep();
    this.#steps = 0;
  }

  #grown(step: NameStep<T>, name: string): NameStep<T> {
    if (this.#steps >= MOST_STEPS) this.clear();
    this.#steps += 1;
    // After a clearing the steps under way lead nowhere, and are forgotten with what follows them.
    return step.add(name);
  }
}
