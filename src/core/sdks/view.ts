/** One call of an SDK, as its shape reads it. */
import { byKey } from '../values/by-key.ts';
import { matches } from '../values/pattern.ts';
import { deref, membersOf } from '../values/value.ts';
import type { Args, OpaqueValue, Place, Value } from '../values/value.ts';
import type { Machine } from '../values/machine.ts';
import type { Where } from './where.ts';

export interface Found {
  readonly value: Value;
  readonly place: Place;
}

export interface RequestParts {
  readonly model: Found | null;
  readonly system: Found | null;
  readonly messages: Found | null;
  readonly tools: Found | null;
  readonly schema: Found | null;
  readonly outputLimit: Found | null;
  readonly toolChoice: Found | null;
  readonly reasoning: Found | null;
  readonly maxSteps: Found | null;
  readonly name: Found | null;
  readonly cacheMarker: Found | null;
  /** Values for the fields of a prompt template. */
  readonly fields?: ReadonlyMap<string, Value>;
  /** Null where somebody unknown bills, e.g. behind a base URL that nobody can read. */
  readonly provider?: string | null;
  /** Where one call sends requests of several kinds. */
  readonly id?: string;
}

export class CallView {
  readonly call: OpaqueValue;
  readonly place: Place;
  readonly machine: Machine;

  constructor(call: OpaqueValue, place: Place, machine: Machine) {
    this.call = call;
    this.place = place;
    this.machine = machine;
  }

  /** The key without steps that change nothing about the call. */
  get key(): string {
    return plainKey(this.call.key);
  }

  first(wheres: readonly Where[] | undefined): Found | null {
    for (const where of wheres ?? []) {
      const found = this.at(where);
      if (found) return found;
    }
    return null;
  }

  at(where: Where): Found | null {
    if (where.includes('+')) return this.#all(where.split('+'));
    if (!where.startsWith('^')) return argumentAt(this.call.args, where, this.place, this.machine);
    for (let each = this.call.parent; each; each = each.parent) {
      const found = argumentAt(each.args, where.slice(1), each.place, this.machine);
      if (found) return found;
    }
    return null;
  }

  /** Several arguments that are sent one after the other. */
  #all(wheres: readonly Where[]): Found | null {
    const found = wheres.flatMap((where) => this.at(where) ?? []);
    return found.length < 2 ? found[0] ?? null : { value: { kind: 'list', items: found, ordered: true, place: this.place }, place: found[0]!.place };
  }

  /** Calls of the chain, this one first. */
  chain(): readonly OpaqueValue[] {
    const calls: OpaqueValue[] = [];
    for (let each: OpaqueValue | null = this.call; each; each = each.parent) if (each.args) calls.push(each);
    return calls;
  }
}

/** A subscript before a call gives a class its type arguments: `Agent[Deps, str](…)`; `super().__init__(…)` makes what the class extends. */
export const plainKey = byKey((key) => key.replaceAll('.[]()', '()').replace(MADE_BELOW, '()').replace(CHANGES_NOTHING, ''));

const MADE_BELOW = /\(\)\.__init__\(\)$/;

const STEPS = String.raw`\.(?:with_options|withOptions|with_raw_response|with_streaming_response|with_config|withConfig|with_retry|withRetry|asResponse|withResponse)`;
const CHANGES_NOTHING = new RegExp(`${STEPS}(?:\\(\\))?`, 'g');
const ENDS_IN_NOTHING = new RegExp(`${STEPS}\\(\\)$`);

/** `agent.with_config(…)`, `request.withResponse()`: the call before it is the one that counts. */
export const isNoCallOfItsOwn = byKey((key) => ENDS_IN_NOTHING.test(key));

export const argumentAt = (args: Args | null, where: Where, place: Place, machine: Machine): Found | null => {
  if (!args) return null;
  const [head = '', ...path] = where.split('.');
  const found = headArgument(args, head, place);
  return path.reduce<Found | null>((current, name) => (current ? entryOf(current, name, machine) : null), found);
};

const headArgument = (args: Args, head: string, place: Place): Found | null => {
  if (head.startsWith('#')) {
    const value = args.positional[Number(head.slice(1))];
    return value ? { value, place: args.places.get(head) ?? place } : null;
  }
  const named = args.named.get(head);
  if (named) return { value: named, place: args.places.get(head) ?? place };
  for (const { value } of args.positional[0] ? membersOf(args.positional[0]) : []) {
    const options = deref(value);
    if (options.kind !== 'record') continue;
    const entry = options.entries.find((candidate) => candidate.key === head);
    if (entry) return { value: entry.value, place: entry.place };
  }
  return null;
};

const entryOf = (found: Found, name: string, machine: Machine): Found | null => {
  for (const member of membersOf(found.value)) {
    const plain = deref(member.value);
    if (plain.kind === 'record') {
      const entry = plain.entries.find((candidate) => candidate.key === name);
      if (entry) return { value: entry.value, place: entry.place };
    } else if (plain.kind === 'opaque' && plain.args) {
      const inner = argumentAt(plain.args, name, plain.place, machine);
      if (inner) return inner;
    } else if (plain.kind === 'instance') {
      const value = plain.attributes.get(name);
      if (value) return { value, place: found.place };
    } else if (plain.kind === 'list') {
      const item = plain.items[Number(name)];
      if (item) return { value: item.value, place: item.place };
    } else if (plain.kind === 'text' && plain.jsonOf) {
      const inner = entryOf({ value: plain.jsonOf, place: found.place }, name, machine);
      if (inner) return inner;
    }
  }
  return null;
};

export const matchesKey = (patterns: readonly (string | RegExp)[], key: string): boolean =>
  patterns.some((pattern) => (typeof pattern === 'string' ? matches(pattern, key) : pattern.test(key)));
