/** Going through the items of a value: loops, comprehensions, `map`. */
import type { ExpressionOf } from '../syntax/ir.ts';
import { paramOf, rootOf, step, unknown } from './opaque.ts';
import { childScope } from './scope.ts';
import { truthOf } from './truth.ts';
import { constant, deref, NO_ARGS, refTo, staticText, text } from './value.ts';
import type { Item, Place, Scope, Value } from './value.ts';
import { placeOf } from './machine.ts';
import type { Machine } from './machine.ts';

export interface Elements {
  /** True when `values` are all there are, in order. */
  readonly known: boolean;
  readonly values: readonly Value[];
  /** Whether the value at this index stands for any number of unknown ones. */
  many(index: number): boolean;
  /** How many there can be at most, where a limit is written. */
  readonly limit: number | null;
}

const MAX_KNOWN = 64;
/** Known items beside unknown ones, e.g. a system prompt before a history. */
const MAX_MIXED = 12;

const all = (values: readonly Value[]): Elements => ({ known: true, values, limit: values.length, many: () => false });
const each = (value: Value, limit: number | null = null): Elements => ({ known: false, values: [value], limit, many: () => true });

export const elementsOf = (machine: Machine, iterable: Value, place: Place): Elements => {
  const plain = deref(iterable);
  switch (plain.kind) {
    case 'list': {
      const rest = plain.items.find((item) => item.rest);
      if (!rest && plain.items.length <= MAX_KNOWN) return all(plain.items.map((item) => item.value));
      if (plain.items.length <= MAX_MIXED) {
        const values = plain.items.map((item) => (item.rest ? elementOf(machine, item.value, place) : item.value));
        return { known: false, values, limit: null, many: (index) => plain.items[index]?.rest === true };
      }
      return each(rest ? elementOf(machine, rest.value, place) : plain.items[0]!.value);
    }
    case 'record':
      return plain.rest ? each(elementOf(machine, plain.rest, place)) : all(plain.entries.map((entry) => text(entry.key, entry.place)));
    case 'text': return each(unknown('character', place, { volatility: 'request' }));
    case 'opaque': {
      const count = plain.key === ':range()' ? rangeCount(plain.args?.positional ?? []) : null;
      return each(plain.key === ':range()' ? constant(0) : elementOf(machine, plain, place), count);
    }
    default: return each(elementOf(machine, iterable, place));
  }
};

const rangeCount = (args: readonly Value[]): number | null => {
  const numbers = args.map((arg) => deref(arg)).map((arg) => (arg.kind === 'constant' && typeof arg.value === 'number' ? arg.value : null));
  if (numbers.some((number) => number === null)) return null;
  return numbers.length > 1 ? Math.max(0, (numbers[1] ?? 0) - (numbers[0] ?? 0)) : numbers[0] ?? null;
};

/** One of `enumerate(xs)`, of which nobody knows how many there are; any other list here is one whose items stand for themselves. */
const isNumbered = (value: Value): boolean => {
  const index = value.kind === 'list' && value.items.length === 2 ? deref(value.items[0]!.value) : null;
  return index?.kind === 'opaque' && index.key === '?:index';
};

const elementOf = (machine: Machine, value: Value, place: Place): Value => {
  const plain = deref(value);
  if (plain.kind !== 'opaque') return /^(record|instance|text|union)$/.test(plain.kind) || isNumbered(plain) ? value : unknown('item', place, { volatility: 'request' });
  const item = step(plain, '[]', plain.place, machine.phase);
  const root = rootOf(plain);
  if (root.hole?.param) return { ...item, hole: { ...root.hole, expression: 'item' } };
  // `reversed(messages)`, `list(messages)`: each is still one its caller gave.
  const param = paramOf(plain);
  return param === undefined ? item : unknown('item', plain.place, { volatility: 'request', param });
};

type Clauses = ExpressionOf<'comprehension'>['clauses'];

/** `[f(x) for x in xs if c]`: exact over known items, otherwise one item that stands for any number. */
export const comprehend = (machine: Machine, node: ExpressionOf<'comprehension'>, scope: Scope): Value => {
  const inner = childScope(scope, 'function', { ...(scope.self ? { self: scope.self } : {}), ...(scope.owner ? { owner: scope.owner } : {}) });
  const items: Item[] = [];
  const keys: (string | null)[] = [];
  let exact = true;
  let ordered = node.form !== 'set';
  const doubts: string[] = [];
  const clauseAt = (clauses: Clauses): void => {
    const [clause, ...others] = clauses;
    if (!clause) {
      keys.push(node.key ? staticText(machine.evaluate(node.key, inner)) : null);
      items.push({ value: machine.evaluate(node.element, inner), place: placeOf(scope, node.element.span), ...(exact ? {} : { rest: true }), ...(doubts[0] === undefined ? {} : { condition: doubts[0] }) });
      return;
    }
    const iterable = machine.evaluate(clause.iterable, inner);
    ordered &&= !isUnordered(iterable);
    const elements = elementsOf(machine, iterable, placeOf(scope, clause.iterable.span));
    const before = exact;
    for (const [i, value] of elements.values.slice(0, MAX_KNOWN).entries()) {
      exact = before && !elements.many(i);
      machine.assign(clause.target, value, inner, true);
      machine.loops.push(elements.many(i) ? null : 1);
      const truths = clause.tests.map((test) => truthOf(machine.evaluate(test, inner)));
      const open = clause.tests.find((_, i) => truths[i] === null);
      if (open) doubts.push(machine.program.source(placeOf(scope, open.span)));
      if (!truths.includes(false)) clauseAt(others);
      if (open) doubts.pop();
      machine.loops.pop();
    }
    exact = before;
  };
  clauseAt(node.clauses);
  const place = placeOf(scope, node.span);
  if (node.form === 'record') {
    const entries = items.flatMap((item, i) => (typeof keys[i] === 'string' ? [{ key: keys[i], value: item.value, place: item.place }] : []));
    const rest = entries.length === items.length ? null : unknown(machine.program.source(place), place, { volatility: 'request' });
    return refTo({ kind: 'record', entries, rest, place });
  }
  return refTo({ kind: 'list', items, ordered, place });
};

/** One item has no order to lose. */
const isUnordered = (value: Value): boolean => {
  const plain = deref(value);
  return plain.kind === 'list' && !plain.ordered && (plain.items.length > 1 || plain.items[0]?.rest === true);
};

/** `xs.map(f)` and its kind. */
export const mapItems = (machine: Machine, list: Value, callback: Value, place: Place, scope: Scope): Value => {
  const elements = elementsOf(machine, list, place);
  const plain = deref(list);
  const own = plain.kind === 'list' ? plain.items : [];
  const items = elements.values.map((value, i): Item => {
    machine.loops.push(elements.many(i) ? elements.limit : 1);
    const mapped = machine.call(callback, { ...NO_ARGS, positional: [value, constant(i), list] }, place, scope, false);
    machine.loops.pop();
    return { value: mapped, place, ...(elements.many(i) ? { rest: true } : own[i]?.condition ? { condition: own[i].condition } : {}) };
  });
  return refTo({ kind: 'list', items, ordered: true, place });
};
