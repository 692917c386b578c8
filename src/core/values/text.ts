/** Values as texts: put together, written out, joined, sliced. */
import { keptByCut, paceOf } from './moments.ts';
import { holeOf, isReforming } from './opaque.ts';
import { disorderOf } from './order.ts';
import { ofParts } from './parts.ts';
import { deref, NOTHING, staticText } from './value.ts';
import type { OpaqueValue, Part, Place, TextValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

/** A value inside a text, at `place`. Values that are not known leave a hole. */
export const asParts = (value: Value, place: Place, machine: Machine): readonly Part[] => {
  const plain = deref(value);
  switch (plain.kind) {
    case 'text': return plain.parts;
    case 'constant': return [{ kind: 'static', text: String(plain.value), place }];
    case 'union': {
      const options = plain.members.map((member) => asParts(member.value, place, machine));
      const known = options.filter((option) => option.length > 0 || options.length < 3);
      return known.length === 1 ? known[0]! : [{ kind: 'choice', options: known }];
    }
    case 'list':
    case 'record': return serialise(plain, place, machine);
    case 'opaque': return reformed(plain) ?? [{ kind: 'hole', hole: holeOf(plain, place, machine) }];
    default: return [{ kind: 'hole', hole: holeOf(plain, place, machine) }];
  }
};

/** More than a name or a path. */
const SENTENCE = /\S\s+\S+\s+\S/;
/** What is given says how to write something else. */
const PATTERNED = /(?:strf|format|join|sub|replace|template|render)\w*\(\)$/i;

/** `truncate("You are …")`: a prompt stays what it is in the hands of a function that only changes its form; null for other values. */
const reformed = (value: OpaqueValue): readonly Part[] | null => {
  const given = isReforming(value) && !PATTERNED.test(value.key) && value.args?.positional[0] ? deref(value.args.positional[0]) : null;
  return given?.kind === 'text' && given.parts.some((part) => part.kind === 'static' && SENTENCE.test(part.text)) ? given.parts : null;
};

export const concat = (values: readonly { readonly value: Value; readonly place: Place }[], machine: Machine): TextValue =>
  ofParts(values.flatMap(({ value, place }) => asParts(value, place, machine)));

/** Nesting, and pieces, of data that is written out as text. */
const MAX_NESTING = 8;
const MAX_WRITTEN = 4_000;

const unstable = (value: Value, machine: Machine): { readonly unstableOrder?: string } => {
  const unstableOrder = disorderOf(value, machine);
  return unstableOrder === null ? {} : { unstableOrder };
};

/** JSON or a literal as text, with holes where values are unknown. */
export const serialise = (value: Value, place: Place, machine: Machine): readonly Part[] => {
  let left = MAX_WRITTEN;
  const write = (each: Value, at: Place, depth: number): readonly Part[] => {
    const plain = deref(each);
    const literal = (text: string): Part => ({ kind: 'static', text, place: at });
    const hole = (of: Value, where: Place): Part => ({ kind: 'hole', hole: holeOf(of, where, machine) });
    left -= 1;
    if (depth > MAX_NESTING || left < 0) return [hole(plain, at)];
    switch (plain.kind) {
      case 'text':
        left -= plain.parts.length;
        return [literal('"'), ...plain.parts, literal('"')];
      case 'constant': return [literal(plain.value === null ? 'null' : String(plain.value))];
      case 'list': {
        if (!plain.ordered) return [{ kind: 'hole', hole: { ...holeOf(plain, at, machine), ...unstable(plain, machine) } }];
        const items = plain.items.flatMap((item, i) => [...(i > 0 ? [literal(', ')] : []), ...(item.rest ? [hole(item.value, item.place)] : write(item.value, item.place, depth + 1))]);
        return [literal('['), ...items, literal(']')];
      }
      case 'record': {
        const entries = plain.entries.flatMap((entry, i) => [literal(`${i > 0 ? ', ' : ''}${JSON.stringify(entry.key)}: `), ...write(entry.value, entry.place, depth + 1)]);
        return [literal('{'), ...entries, ...(plain.rest ? [hole(plain.rest, at)] : []), literal('}')];
      }
      default: return [hole(plain, at)];
    }
  };
  return write(value, place, 0);
};

/** `separator.join(items)`; a list that cannot be seen leaves one hole. */
export const join = (separator: readonly Part[], items: Value, place: Place, machine: Machine): readonly Part[] => {
  const plain = deref(items);
  if (plain.kind !== 'list') return [{ kind: 'hole', hole: { ...holeOf(plain, place, machine), ...unstable(plain, machine) } }];
  if (!plain.ordered) return [{ kind: 'hole', hole: { ...holeOf(plain, place, machine), ...unstable(plain, machine) } }];
  const result: Part[] = [];
  for (const [i, item] of plain.items.entries()) {
    if (result.length > MAX_WRITTEN) break;
    const parts = item.rest ? [{ kind: 'hole' as const, hole: holeOf(item.value, item.place, machine) }] : asParts(item.value, item.place, machine);
    const piece = i > 0 ? [...separator, ...parts] : parts;
    if (item.condition) result.push({ kind: 'choice', options: [piece, []] });
    else result.push(...piece);
  }
  return result;
};

/** So many characters are a limit, and no part that is cut out. */
const MUCH = 500;

/** A slice of a text: exact when it is known, otherwise a hole with bounds where the end is a number. */
export const sliceText = (value: Value, from: Value | null, to: Value | null, place: Place, machine: Machine): Value => {
  const known = staticText(value);
  const start = from ? deref(from) : NOTHING;
  const end = to ? deref(to) : NOTHING;
  const startAt = start.kind === 'constant' && typeof start.value === 'number' ? start.value : from ? null : 0;
  const endAt = end.kind === 'constant' && typeof end.value === 'number' ? end.value : null;
  if (known !== null && startAt !== null && (endAt !== null || !to)) {
    return ofParts([{ kind: 'static', text: known.slice(startAt, endAt ?? undefined), place }]);
  }
  const written = deref(value);
  // `prompt[:20_000]`: cut at its end, a text with something filled in is most of what it was.
  if (written.kind === 'text' && known === null && startAt === 0 && (endAt === null || endAt >= MUCH)) return written;
  const hole = holeOf(value, place, machine);
  const length = endAt !== null && endAt > 0 ? endAt - Math.max(0, startAt ?? 0) : startAt !== null && startAt < 0 && !to ? -startAt : null;
  return ofParts([{ kind: 'hole', hole: { ...paceOf(hole, keptByCut(startAt ?? 0, endAt)), bounds: length === null ? hole.bounds : { min: 0, max: length } } }]);
};
