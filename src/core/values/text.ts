/** Operations on texts: building, formatting, cutting. */
import { changesOf, holeOf, isReforming, samePlace } from './opaque.ts';
import { disorderOf } from './order.ts';
import { ofParts } from './parts.ts';
import { deref, NOTHING, staticText } from './value.ts';
import type { Args, OpaqueValue, Part, Place, TextValue, Value } from './value.ts';
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

/** JSON or a literal as text, with holes where values are unknown. */
const unstable = (value: Value, machine: Machine): { readonly unstableOrder?: string } => {
  const unstableOrder = disorderOf(value, machine);
  return unstableOrder === null ? {} : { unstableOrder };
};

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

/** Replaces each occurrence of a static needle in the static parts. */
export const replaceIn = (parts: readonly Part[], needle: string, replacement: readonly Part[], { all, source }: { readonly all: boolean; readonly source: SourceOf }): readonly Part[] => {
  if (needle === '') return parts;
  const result: Part[] = [];
  let done = false;
  for (const part of parts) {
    if (part.kind !== 'static' || done) {
      result.push(part.kind === 'choice' && !done ? { ...part, options: part.options.map((option) => replaceIn(option, needle, replacement, { all, source })) } : part);
      continue;
    }
    let from = 0;
    const cut = cutterOf(part, source);
    for (let at = part.text.indexOf(needle); at >= 0 && !done; at = part.text.indexOf(needle, from)) {
      const place = cut.out(at, at + needle.length);
      pushStatic(result, part, from, at, cut.before);
      result.push(...standingAt(replacement, place));
      from = at + needle.length;
      done = !all;
    }
    pushStatic(result, part, from, part.text.length, cut.rest());
  }
  return result;
};

type SourceOf = (place: Place) => string;

interface Cutter {
  /** Where the text from `from` to `to` was written, without cutting it out. */
  peek(from: number, to: number): Place;
  /** The same, cut out; cuts are made in order. */
  out(from: number, to: number): Place;
  /** Where the text between the last two cuts was written. */
  readonly before: Place;
  /** Where the text behind the last cut was written. */
  rest(): Place;
}

/** Cuts along text and source of one length; where escapes make them differ, what is cut out is looked for by its own words. */
const cutterOf = (part: Part & { kind: 'static' }, source: SourceOf): Cutter => {
  const { file, span } = part.place;
  const same = span.end - span.start === part.text.length;
  const written = same ? part.text : source(part.place);
  const place = (start: number, end: number): Place => ({ file, span: { start: span.start + start, end: span.start + end } });
  let [textAt, sourceAt, lost, before] = [0, 0, false, part.place];
  const startOf = (from: number, to: number): number => (lost ? -1 : same ? from : findNth(written, part.text.slice(from, to), sourceAt, part.text.slice(textAt, from)));
  return {
    peek(from, to) {
      const start = startOf(from, to);
      return start < 0 ? part.place : place(start, start + to - from);
    },
    out(from, to) {
      const start = startOf(from, to);
      lost = start < 0;
      before = lost ? part.place : place(sourceAt, start);
      if (lost) return part.place;
      [textAt, sourceAt] = [to, start + to - from];
      return place(start, sourceAt);
    },
    get before() { return before; },
    rest: () => (lost ? part.place : place(sourceAt, span.end - span.start)),
  };
};

/** The needle behind as many others as `passed` has. */
const findNth = (text: string, needle: string, from: number, passed: string): number => {
  let found = text.indexOf(needle, from);
  for (let at = passed.indexOf(needle); at >= 0 && found >= 0; at = passed.indexOf(needle, at + needle.length)) found = text.indexOf(needle, found + needle.length);
  return found;
};

/** What changes stands where it is filled in; where it comes from is told beside it. */
const standingAt = (parts: readonly Part[], place: Place): readonly Part[] =>
  parts.map((part) => (part.kind === 'hole' && !samePlace(part.hole.place, place) ? { kind: 'hole', hole: { ...part.hole, place, origin: [part.hole.place, ...part.hole.origin] } } : part));

const pushStatic = (into: Part[], part: Part & { kind: 'static' }, from: number, to: number, place: Place): void => {
  if (to <= from) return;
  if (from === 0 && to === part.text.length) {
    into.push(part);
    return;
  }
  into.push({ kind: 'static', text: part.text.slice(from, to), place });
};

/** Cuts static text by a pattern of fields, e.g. `{name}`; `fill` answers what a field becomes, null leaves it as it is. */
export const fillFields = (parts: readonly Part[], fields: RegExp, source: SourceOf, fill: (match: RegExpExecArray, place: Place) => readonly Part[] | null): readonly Part[] => {
  const result: Part[] = [];
  for (const part of parts) {
    if (part.kind !== 'static') {
      result.push(part.kind === 'choice' ? { ...part, options: part.options.map((option) => fillFields(option, fields, source, fill)) } : part);
      continue;
    }
    const pattern = new RegExp(fields.source, fields.flags.includes('g') ? fields.flags : `${fields.flags}g`);
    let from = 0;
    const cut = cutterOf(part, source);
    for (let match = pattern.exec(part.text); match; match = pattern.exec(part.text)) {
      const filled = fill(match, cut.peek(match.index, match.index + match[0].length));
      if (match[0] === '') pattern.lastIndex += 1;
      if (filled === null) continue;
      cut.out(match.index, match.index + match[0].length);
      pushStatic(result, part, from, match.index, cut.before);
      result.push(...filled);
      from = match.index + match[0].length;
    }
    pushStatic(result, part, from, part.text.length, cut.rest());
  }
  return result;
};

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
    return filledAt(found, fieldPlace, args.places.get(head) ?? place, machine);
  });
};

const unfilled = (expression: string, place: Place) => ({ expression, place, volatility: 'request' as const, cause: expression, origin: [], content: 'text' as const, bounds: null });

/** A value filled into a field: known text stays where it was written, a hole stands at the field. */
export const filledAt = (value: Value, field: Place, argument: Place, machine: Machine): readonly Part[] =>
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

/** Common leading white space taken off each line, as `textwrap.dedent` and dedent tags do. */
export const dedent = (parts: readonly Part[]): readonly Part[] => {
  const all = parts.map((part) => (part.kind === 'static' ? part.text : 'x')).join('');
  const indents = all.split('\n').filter((line, i) => line.trim() !== '' && (i > 0 || line.startsWith(' '))).map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  if (common === 0) return parts;
  const margin = new RegExp(`\\n[ \\t]{1,${common}}`, 'g');
  const first = new RegExp(`^[ \\t]{1,${common}}`);
  return parts.map((part, i) => {
    if (part.kind !== 'static') return part;
    const cut = part.text.replace(margin, '\n');
    return { ...part, text: i === 0 ? cut.replace(first, '') : cut };
  });
};

export const strip = (parts: readonly Part[], sides: 'both' | 'start' | 'end' = 'both'): readonly Part[] => {
  const result = [...parts];
  const first = result[0];
  if (sides !== 'end' && first?.kind === 'static') trimAt(result, 0, first.text.length - first.text.trimStart().length, first.text.length);
  const last = result.at(-1);
  if (sides !== 'start' && last?.kind === 'static') trimAt(result, result.length - 1, 0, last.text.trimEnd().length);
  return result;
};

const trimAt = (parts: Part[], at: number, from: number, to: number): void => {
  const part = parts[at];
  if (part?.kind !== 'static') return;
  const cut: Part[] = [];
  const { file, span } = part.place;
  const same = span.end - span.start === part.text.length;
  pushStatic(cut, part, from, to, same ? { file, span: { start: span.start + from, end: span.start + to } } : part.place);
  parts.splice(at, 1, ...cut);
};

/** A slice of a text: exact when it is known, otherwise a hole with bounds where the end is a number. */
/** So many characters are a limit, and no part that is cut out. */
const MUCH = 500;

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
  const day = hole.volatility === 'time' && (startAt ?? 0) === 0 && endAt !== null && endAt <= 10;
  return ofParts([{ kind: 'hole', hole: { ...hole, ...(day ? { volatility: 'day' as const } : {}), bounds: length === null ? hole.bounds : { min: 0, max: length } } }]);
};

export const isVolatile = (value: Value, machine: Machine): boolean => changesOf(value, machine).volatility !== 'constant';
