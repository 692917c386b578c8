/** `+`, `%`, `|` and comparisons. */
import { boundedItems, itemsOf, mergeInto } from './collections.ts';
import type { Machine } from './machine.ts';
import { changesOf, paramOf, unknown } from './opaque.ts';
import { divide } from './paths.ts';
import { ofParts } from './parts.ts';
import { formatPercent } from './formatting.ts';
import { concat } from './text.ts';
import { joinVolatility } from './volatility.ts';
import { isPutOff } from './lazy.ts';
import { constant, deref, membersOf, refTo, staticText, text } from './value.ts';
import type { Item, TextValue, Value } from './value.ts';

interface Places { readonly place: Item['place']; readonly left: Item['place']; readonly right: Item['place'] }

const COMPARES = /^([=!]={1,2}|[<>]=?|in|not in|is|is not|instanceof)$/;

/** `+`, `%`, `|`, `*`, comparisons and arithmetic. */
export const combine = (machine: Machine, operator: string, values: { left: Value; right: Value }, places: Places): Value => {
  const left = deref(values.left);
  const right = deref(values.right);
  const place = places.place;
  if (operator === '+') {
    if (left.kind === 'list' || right.kind === 'list') {
      return refTo({ kind: 'list', ordered: true, place, items: boundedItems([...itemsOf(values.left, places.left), ...itemsOf(values.right, places.right)]) });
    }
    if (left.kind === 'text' || right.kind === 'text' || (left.kind === 'union' && right.kind === 'union')) {
      return { ...concat([{ value: values.left, place: places.left }, { value: values.right, place: places.right }], machine), via: 'literal' };
    }
  }
  if (operator === '%' && left.kind === 'text') return ofParts(formatPercent(left.parts, values.right, places.right, machine), 'literal');
  if (operator === '*') {
    const repeated = left.kind === 'text' ? repeat(left, right, place) : right.kind === 'text' ? repeat(right, left, place) : null;
    if (repeated) return repeated;
  }
  if (operator === '/') {
    const path = divide(machine, values.left, values.right, place);
    if (path) return path;
  }
  if (operator === '|') {
    if (left.kind === 'record' && right.kind === 'record') return refTo(mergeInto(left, right));
    if ([left, right].some(isStage)) {
      return { kind: 'pipe', place, stages: [...(left.kind === 'pipe' ? left.stages : [values.left]), ...(right.kind === 'pipe' ? right.stages : [values.right])] };
    }
  }
  if (left.kind === 'constant' && right.kind === 'constant') {
    const folded = fold(operator, left.value, right.value);
    if (folded !== null) return answered(folded, left, right);
  }
  const compared = compareTexts(operator, values.left, values.right);
  if (compared !== null) return answered(compared, left, right);
  // Whether one thing equals another is hardly ever sent.
  if (COMPARES.test(operator)) return unknown(machine.program.source(place), place, { volatility: 'request' });
  const changes = [changesOf(left, machine), changesOf(right, machine)];
  const strongest = changes.reduce((a, b) => (joinVolatility(a.volatility, b.volatility) === a.volatility ? a : b));
  // `prompt + hint`, of both of which nothing is known, still is what the caller gives.
  const param = operator === '+' ? [left, right].flatMap((side) => (side.kind === 'opaque' ? paramOf(side) ?? [] : []))[0] : undefined;
  return unknown(machine.program.source(place), place, { volatility: strongest.volatility, cause: strongest.cause, ...(param === undefined ? {} : { param }) });
};

/** Something a pipe can be made of, or one of several such. */
const isStage = (value: Value): boolean => membersOf(value).some((member) => !isPutOff(member.value) && /^(?:opaque|pipe)$/.test(deref(member.value).kind));

/** What comes of a field that only its class declares is as certain as that. */
const answered = (result: number | boolean | null, ...of: readonly Value[]): Value => {
  const isDeclared = of.some((value) => (value.kind === 'text' || value.kind === 'constant') && value.via === 'declared');
  return isDeclared ? { ...constant(result), via: 'declared' } : constant(result);
};

/** `'ab' * 2`; once where nobody knows how often. */
const repeat = (of: TextValue, times: Value, place: Item['place']): Value | null => {
  if (times.kind === 'opaque') return of;
  if (times.kind !== 'constant' || typeof times.value !== 'number') return null;
  const known = staticText(of);
  return known !== null && known.length * times.value < 10_000 ? text(known.repeat(Math.max(0, times.value)), place) : of;
};

const isNothing = (value: Value): boolean => deref(value).kind === 'constant';

/** Calls that answer a text, whatever they are called on. */
const MAKES_TEXT = /\.?(?:render|format|format_map|join|strip|dumps|dump|replace|read_text|read|decode|lower|upper|isoformat|strftime|substitute|str|build_\w*prompt|get_\w*prompt|\w+_prompt)\(\)$/;

const isThere = (value: Value): boolean => {
  const plain = deref(value);
  return /^(text|list|record|instance|function|class|module)$/.test(plain.kind) || (plain.kind === 'opaque' && MAKES_TEXT.test(plain.key));
};

const compareTexts = (operator: string, left: Value, right: Value): boolean | null => {
  const a = staticText(left);
  const b = staticText(right);
  const differ = (isNothing(right) && isThere(left)) || (isNothing(left) && isThere(right));
  if (/^(={2,3}|is)$/.test(operator)) {
    if (a !== null && b !== null) return a === b;
    if (differ) return false;
  }
  if (/^(!={1,2}|is not)$/.test(operator)) {
    if (a !== null && b !== null) return a !== b;
    if (differ) return true;
  }
  if (operator === 'in' && a !== null) {
    const among = deref(right);
    if (among.kind === 'list' && !among.items.some((item) => item.rest)) {
      const known = among.items.map((item) => staticText(item.value));
      if (known.includes(a)) return true;
      return known.includes(null) ? null : false;
    }
    if (b !== null) return b.includes(a);
  }
  return null;
};

const fold = (operator: string, a: number | boolean | null, b: number | boolean | null): number | boolean | null => {
  if (/^(={2,3}|is)$/.test(operator)) return a === b;
  if (/^(!={1,2}|is not)$/.test(operator)) return a !== b;
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return b === 0 ? null : a / b;
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
    default: return null;
  }
};
