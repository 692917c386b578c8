/** Methods of known texts, in both languages. */
import { changesOf, unknown } from './opaque.ts';
import { ofParts } from './parts.ts';
import { replaceIn, strip } from './cutting.ts';
import { format } from './formatting.ts';
import { asParts, join, sliceText } from './text.ts';
import { constant, deref, refTo, staticText, text } from './value.ts';
import type { Args, Place, TextValue, Value } from './value.ts';
import type { Machine } from './machine.ts';

/** The number a value is; null where it is none for certain. */
export const numberOf = (value: Value | undefined): number | null => {
  const plain = value && deref(value);
  return plain?.kind === 'constant' && typeof plain.value === 'number' ? plain.value : null;
};

export const textMethod = (machine: Machine, value: TextValue, name: string, args: Args, place: Place): Value => {
  const [first, second] = args.positional;
  const keep = (parts: TextValue['parts']): Value => ofParts(parts, value.via);
  switch (name) {
    case 'format': return keep(format(value.parts, args, place, machine));
    case 'format_map': case 'substitute': case 'safe_substitute': {
      const record = first && deref(first);
      const named = record?.kind === 'record' ? new Map(record.entries.map((entry) => [entry.key, entry.value])) : args.named;
      return keep(format(value.parts, { ...args, named, rest: record?.kind === 'record' ? record.rest : first ?? args.rest }, place, machine));
    }
    case 'join': return first ? ofParts(join(value.parts, first, place, machine), 'literal') : value;
    case 'replace': case 'replaceAll': {
      const needle = first ? staticText(first) : null;
      if (needle === null || !second || deref(second).kind === 'function') return value;
      const all = name === 'replaceAll' || machine.program.language(place.file) === 'python' || machine.program.language(place.file) === 'jupyter';
      return keep(replaceIn(value.parts, needle, asParts(second, args.places.get('#1') ?? place, machine), { all, source: (at) => machine.program.source(at) }));
    }
    case 'concat': return ofParts([...value.parts, ...args.positional.flatMap((arg) => asParts(arg, place, machine))], 'literal');
    case 'strip': case 'trim': return keep(strip(value.parts));
    case 'lstrip': case 'trimStart': case 'trimLeft': return keep(strip(value.parts, 'start'));
    case 'rstrip': case 'trimEnd': case 'trimRight': return keep(strip(value.parts, 'end'));
    case 'upper': case 'toUpperCase': case 'lower': case 'toLowerCase': case 'title': case 'capitalize': {
      const change = /upper/i.test(name) ? (each: string) => each.toUpperCase() : /lower/i.test(name) ? (each: string) => each.toLowerCase() : (each: string) => each;
      return keep(value.parts.map((part) => (part.kind === 'static' ? { ...part, text: change(part.text) } : part)));
    }
    case 'slice': case 'substring': case 'substr':
      // Cut at a place nobody knows, a prompt is still most of what it was, but a name is another one.
      if (isWord(value) && [first, second].some((each) => each && numberOf(each) === null)) return unknownOf(machine, value, name, place);
      return sliceText(value, first ?? null, second ?? null, place, machine);
    case 'removeprefix': case 'removesuffix': return withoutAffix(value, name, first, place);
    case 'indexOf': case 'lastIndexOf': case 'find': case 'rfind': case 'index': case 'rindex': return positionOf(machine, value, name, first, place);
    case 'partition': case 'rpartition': return partitioned(value, name, first, place) ?? unknownOf(machine, value, name, place);
    case 'charAt': case 'at': {
      const letter = staticText(value)?.at(numberOf(first) ?? (first ? NaN : 0));
      return letter === undefined || (first && numberOf(first) === null) ? unknownOf(machine, value, name, place) : text(letter, place, value.via);
    }
    case 'repeat': {
      const known = staticText(value);
      const count = numberOf(first);
      return known !== null && count !== null && known.length * count < 10_000 ? text(known.repeat(Math.max(0, count)), place) : value;
    }
    case 'split': case 'rsplit': case 'splitlines': return splitText(value, name, args, place);
    case 'startswith': case 'startsWith': case 'endswith': case 'endsWith': case 'includes': return testText(value, name, first, place);
    case 'toString': case 'valueOf': case 'encode': case 'decode': case 'normalize': case 'expandtabs': case 'padEnd': case 'ljust': return value;
    default: return unknownOf(machine, value, name, place);
  }
};

/** What a method answers of which nothing is known but what it is called on. */
const unknownOf = (machine: Machine, value: TextValue, name: string, place: Place): Value => {
  const { volatility, cause } = changesOf(value, machine);
  return { ...unknown(name, place, { volatility, cause }), key: `?:${name}()` };
};

const splitText = (value: TextValue, name: string, args: Args, place: Place): Value => {
  const known = staticText(value);
  const separator = args.positional[0] ? staticText(args.positional[0]) : null;
  const limit = numberOf(args.positional[1]);
  if (known === null) return unknown('split', place, { volatility: 'request' });
  let pieces = separator === null ? known.split(name === 'splitlines' ? /\r?\n/ : /\s+/).filter((piece) => piece !== '' || name === 'splitlines') : known.split(separator);
  if (limit !== null && separator !== null && pieces.length > limit + 1) {
    pieces = name === 'rsplit' ? [pieces.slice(0, pieces.length - limit).join(separator), ...pieces.slice(pieces.length - limit)] : [...pieces.slice(0, limit), pieces.slice(limit).join(separator)];
  }
  return refTo({ kind: 'list', ordered: true, place, items: pieces.slice(0, 256).map((piece) => ({ value: text(piece, place, value.via), place })) });
};

const isWord = (value: TextValue): boolean => /^\S+$/.test(staticText(value) ?? '');

const withoutAffix = (value: TextValue, name: string, affix: Value | undefined, place: Place): Value => {
  const [known, wanted] = [staticText(value), affix ? staticText(affix) : null];
  if (known === null || !wanted) return value;
  if (name === 'removeprefix') return known.startsWith(wanted) ? text(known.slice(wanted.length), place, value.via) : value;
  return known.endsWith(wanted) ? text(known.slice(0, -wanted.length), place, value.via) : value;
};

const positionOf = (machine: Machine, value: TextValue, name: string, needle: Value | undefined, place: Place): Value => {
  const [known, wanted] = [staticText(value), needle ? staticText(needle) : null];
  if (known === null || wanted === null) return unknownOf(machine, value, name, place);
  return constant(/^(?:last|r)/.test(name) ? known.lastIndexOf(wanted) : known.indexOf(wanted));
};

/** Python's `'openai/gpt-4o'.partition('/')`: before, the separator, and behind; null where it is not known. */
const partitioned = (value: TextValue, name: string, separator: Value | undefined, place: Place): Value | null => {
  const [known, wanted] = [staticText(value), separator ? staticText(separator) : null];
  if (known === null || !wanted) return null;
  const at = name === 'rpartition' ? known.lastIndexOf(wanted) : known.indexOf(wanted);
  const whole = name === 'rpartition' ? ['', '', known] : [known, '', ''];
  const pieces = at < 0 ? whole : [known.slice(0, at), wanted, known.slice(at + wanted.length)];
  return refTo({ kind: 'list', ordered: true, place, items: pieces.map((piece) => ({ value: text(piece, place, value.via), place })) });
};

const testText = (value: TextValue, name: string, needle: Value | undefined, place: Place): Value => {
  const known = staticText(value);
  const wanted = needle ? staticText(needle) : null;
  if (known === null || wanted === null) return unknown(name, place, { volatility: 'request' });
  if (/starts/i.test(name)) return constant(known.startsWith(wanted));
  return constant(/ends/i.test(name) ? known.endsWith(wanted) : known.includes(wanted));
};
