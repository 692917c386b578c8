/** Templates with fields, filled in: Python's `format` and `%`. */
import { fillFields } from './cutting.ts';
import { keepOf, keptByFormat } from './moments.ts';
import { holeOf } from './opaque.ts';
import { asParts } from './text.ts';
import { deref } from './value.ts';
import type { Args, Part, Place, Value } from './value.ts';
import type { Machine } from './machine.ts';

const FORMAT_FIELD = /\{\{|\}\}|\{([^{}\s:!]*)(![rsa])?(:[^{}]*)?\}/g;

/** Python's `template.format(…)`: positional, numbered, named, attributes and indexes. */
export const format = (parts: readonly Part[], args: Args, place: Place, machine: Machine): readonly Part[] => {
  let position = 0;
  return fillFields(parts, FORMAT_FIELD, (at) => machine.program.source(at), (match, fieldPlace) => {
    if (match[0] === '{{' || match[0] === '}}') return [{ kind: 'static', text: match[0][0]!, place: fieldPlace }];
    const field = match[1] ?? '';
    const [head = '', ...path] = field.split(/[.[\]]+/).filter((each, i) => i === 0 || each !== '');
    const value = /^\d*$/.test(head) ? args.positional[head === '' ? position++ : Number(head)] : args.named.get(head);
    const found = value && path.reduce<Value>((object, name) => machine.member(object, name, place), value);
    if (!found) return args.rest ? [{ kind: 'hole', hole: { ...holeOf(args.rest, fieldPlace, machine), expression: match[0] } }] : [{ kind: 'hole', hole: unfilled(match[0], fieldPlace) }];
    const filled = filledAt(found, fieldPlace, args.places.get(head) ?? place, machine);
    return match[3]?.includes('%') ? keepOf(filled, keptByFormat(match[3], 'strftime')) : filled;
  });
};

const unfilled = (expression: string, place: Place) => ({ expression, place, volatility: 'request' as const, cause: expression, origin: [], content: 'text' as const, bounds: null });

/** A value filled into a field: known text stays where it was written, a hole stands at the field. */
const filledAt = (value: Value, field: Place, argument: Place, machine: Machine): readonly Part[] =>
  asParts(value, argument, machine).map((part) => (part.kind === 'hole' && part.hole.place === argument
    ? { kind: 'hole', hole: { ...part.hole, place: field, origin: [argument, ...part.hole.origin] } }
    : part));

/** Python's `template % values`. */
export const formatPercent = (parts: readonly Part[], values: Value, place: Place, machine: Machine): readonly Part[] => {
  const plain = deref(values);
  const list = plain.kind === 'list' ? plain.items.map((item) => item.value) : [values];
  let position = 0;
  return fillFields(parts, /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdrifgexXc%])/g, (at) => machine.program.source(at), (match, fieldPlace) => {
    if (match[2] === '%') return [{ kind: 'static', text: '%', place: fieldPlace }];
    const value = match[1] === undefined ? list[position++] : plain.kind === 'record' ? plain.entries.find((entry) => entry.key === match[1])?.value : machine.member(values, match[1], place);
    return value ? filledAt(value, fieldPlace, place, machine) : [{ kind: 'hole', hole: unfilled(match[0], fieldPlace) }];
  });
};
