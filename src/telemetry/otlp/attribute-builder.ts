/**
 * Makes attributes that arrive one by one into objects. An object to which a dozen names are added one after the other
 * becomes a hash table: slow to make, to read, to write as JSON and to keep. One that is copied from a model with the same
 * names is none.
 */
import type { AttributeValue, Attributes } from './facts.ts';
import { NameTree, type NameStep } from './name-tree.ts';

/** With all the names, and any values; `once` when they came only once. */
type Model = Attributes | 'once';

const MODELS = new NameTree<Model>();
/** An object with more properties is a hash table in any case. */
const MOST_NAMES = 100;

/** Of one message at a time. */
export class AttributeBuilder {
  readonly #names: string[] = [];
  readonly #values: AttributeValue[] = [];
  #count = 0;
  #at: NameStep<Model> = MODELS.root;

  begin(): this {
    this.#count = 0;
    this.#at = MODELS.root;
    return this;
  }

  /** A name that comes twice has its last value. */
  add(name: string, value: AttributeValue): void {
    // An attribute named like a property of every object is data, not a prototype.
    if (name === '__proto__') return;
    this.#names[this.#count] = name;
    this.#values[this.#count] = value;
    this.#count += 1;
    if (this.#count <= MOST_NAMES) this.#at = MODELS.next(this.#at, name);
  }

  build(): Attributes {
    const [names, values, count] = [this.#names, this.#values, this.#count];
    const attributes: Record<string, AttributeValue> = { ...(count > MOST_NAMES ? null : modelAt(this.#at, names, count)) };
    for (let i = 0; i < count; i += 1) attributes[names[i] ?? ''] = values[i] ?? null;
    return attributes;
  }
}

/** Null when the names come for the first time, and perhaps the last. */
function modelAt(step: NameStep<Model>, names: readonly string[], count: number): Attributes | null {
  if (step.value === undefined) step.value = 'once';
  else if (step.value === 'once') step.value = modelOf(new Set(names.slice(0, count)));
  return step.value === 'once' ? null : step.value;
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
