/**
 * Makes attributes that arrive one by one into objects. An object to which a dozen names are added one after the other
 * becomes a hash table: slow to make, to read, to write as JSON and to keep. Emitters use the same names in the same order
 * for ever, so these are remembered as a tree,
 *
 *     ─ gen_ai.operation.name ─ gen_ai.request.model ─┬─ gen_ai.usage.input_tokens ●
 *                                                     └─ error.type ●
 *
 * and where a path ends (●), an object is made as a copy of one that has all the names.
 */
import type { AttributeValue, Attributes } from './facts.ts';

class Step {
  /** The one that came last, mostly the one that comes again. */
  #name = '';
  #next: Step | null = null;
  #others: Map<string, Step> | null = null;
  /** With all names up to here; null until they came twice. */
  model: Attributes | null = null;
  seen = false;

  to(name: string): Step | null {
    if (name === this.#name && this.#next !== null) return this.#next;
    const next = this.#others?.get(name) ?? null;
    if (next !== null) [this.#name, this.#next] = [name, next];
    return next;
  }

  add(name: string): Step {
    const next = new Step();
    (this.#others ??= new Map()).set(name, next);
    [this.#name, this.#next] = [name, next];
    return next;
  }
}

/** Names that never come again are not kept for ever: then the tree begins anew. */
const MOST_STEPS = 20_000;
/** An object with more properties is a hash table in any case. */
const MOST_NAMES = 100;

let root = new Step();
let steps = 0;

/** Of one message at a time. */
export class AttributeBuilder {
  readonly #names: string[] = [];
  readonly #values: AttributeValue[] = [];
  #count = 0;
  #at: Step | null = root;

  begin(): this {
    this.#count = 0;
    this.#at = root;
    return this;
  }

  /** A name that comes twice has its last value. */
  add(name: string, value: AttributeValue): void {
    // An attribute named like a property of every object is data, not a prototype.
    if (name === '__proto__') return;
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count += 1;
    if (this.#at !== null) this.#at = this.#count > MOST_NAMES ? null : (this.#at.to(name) ?? grown(this.#at, name));
  }

  build(): Attributes {
    const [names, values, count, at] = [this.#names, this.#values, this.#count, this.#at];
    const attributes: Record<string, AttributeValue> = at === null ? {} : { ...modelAt(at, names, count) };
    for (let i = 0; i < count; i += 1) attributes[names[i] ?? ''] = values[i] ?? null;
    return attributes;
  }
}

function grown(step: Step, name: string): Step | null {
  if (steps >= MOST_STEPS) {
    [root, steps] = [new Step(), 0];
    return null;
  }
  steps += 1;
  return step.add(name);
}

function modelAt(step: Step, names: readonly string[], count: number): Attributes | null {
  if (step.model === null && step.seen) step.model = modelOf(new Set(names.slice(0, count)));
  step.seen = true;
  return step.model;
}

/** JSON's reader makes objects that are no hash tables; once it has met numbers and texts, a property may be either. */
function modelOf(names: ReadonlySet<string>): Attributes {
  const as = (value: string): Attributes => {
    const model: Attributes = JSON.parse(`{${[...names].map((name) => `${JSON.stringify(name)}:${value}`).join(',')}}`);
    return model;
  };
  as('0');
  return as('""');
}
