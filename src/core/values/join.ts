/** What holds when one of two values does. Bounded: unions keep at most eight members, and say when they cut. */
import { ofParts } from './parts.ts';
import { deref, refTo } from './value.ts';
import type { Args, Entry, InstanceValue, Item, ListValue, Member, Part, RecordValue, TextValue, Value } from './value.ts';

export const MAX_MEMBERS = 8;
const MAX_DEPTH = 6;

/** The opposite of a condition, as code would say it. */
export const negation = (condition: string): string => /^not \((.*)\)$/s.exec(condition)?.[1] ?? `not (${condition})`;

/** `when` names the condition under which `b` holds. */
export const joinValues = (a: Value, b: Value, when = '', depth = 0): Value => {
  if (a === b || sameValue(a, b)) return a;
  const x = deref(a);
  const y = deref(b);
  if (x === y) return a;
  if (depth < MAX_DEPTH) {
    if (x.kind === 'list' && y.kind === 'list') return refTo(joinLists(x, y, when, depth));
    if (x.kind === 'record' && y.kind === 'record') return refTo(joinRecords(x, y, when, depth));
    if (x.kind === 'instance' && y.kind === 'instance' && x.of === y.of) return refTo(joinInstances(x, y, when, depth));
    if (x.kind === 'text' && y.kind === 'text') {
      const joined = joinTexts(x, y);
      if (joined) return joined;
    }
  }
  return unite(a, b, when);
};

const unite = (a: Value, b: Value, when: string): Value => {
  const left = deref(a);
  const right = deref(b);
  const members: Member[] = left.kind === 'union' ? [...left.members] : [{ value: a, when: '' }];
  let cut = (left.kind === 'union' && left.cut) || (right.kind === 'union' && right.cut);
  for (const member of right.kind === 'union' ? right.members : [{ value: b, when }]) {
    if (members.some((known) => sameValue(known.value, member.value))) continue;
    if (members.length >= MAX_MEMBERS) {
      cut = true;
      continue;
    }
    members.push(member.when ? member : { ...member, when });
  }
  return members.length === 1 && members[0] ? members[0].value : { kind: 'union', members, cut };
};

/** Equal for certain; false when it cannot be told cheaply. */
export const sameValue = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a.kind === 'ref' && b.kind === 'ref') return a.cell === b.cell;
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if (a.kind === 'text' && b.kind === 'text') {
    return a.parts.length === b.parts.length && a.parts.every((part, i) => samePart(part, b.parts[i]));
  }
  if (a.kind === 'opaque' && b.kind === 'opaque') {
    return a.key === b.key && a.place.file === b.place.file && a.place.span.start === b.place.span.start && (a.args === b.args || !MADE.test(a.key) || sameArgs(a.args, b.args));
  }
  if (a.kind === 'function' && b.kind === 'function') return a.node === b.node && a.self === b.self;
  if (a.kind === 'class' && b.kind === 'class') return a.node === b.node;
  if (a.kind === 'module' && b.kind === 'module') return a.file === b.file;
  return false;
};

/** An object made twice at one place, e.g. a client for each of several models, is one object only when it was made of the same. */
const MADE = /[:.][A-Z]\w*\(\)$/;

const sameArgs = (a: Args | null, b: Args | null): boolean =>
  a !== null && b !== null && a.positional.length === b.positional.length && a.named.size === b.named.size
  && a.positional.every((value, i) => sameValue(value, b.positional[i]!)) && [...a.named].every(([name, value]) => sameNamed(value, b.named.get(name)));

const sameNamed = (a: Value, b: Value | undefined): boolean => b !== undefined && (sameValue(a, b) || (deref(a).kind !== 'text' && deref(b).kind !== 'text'));

const samePart = (a: Part, b: Part | undefined): boolean => {
  if (a === b) return true;
  if (!b) return false;
  if (a.kind === 'static' && b.kind === 'static') return a.text === b.text;
  if (a.kind === 'hole' && b.kind === 'hole') {
    return a.hole === b.hole || (a.hole.place.file === b.hole.place.file && a.hole.place.span.start === b.hole.place.span.start && a.hole.expression === b.hole.expression);
  }
  return false;
};

/** Two texts that begin alike become one text with a choice; others stay apart. */
const joinTexts = (a: TextValue, b: TextValue): TextValue | null => {
  let start = 0;
  while (start < a.parts.length && start < b.parts.length && samePart(a.parts[start]!, b.parts[start])) start += 1;
  if (start === 0) return null;
  let end = 0;
  while (end < a.parts.length - start && end < b.parts.length - start && samePart(a.parts[a.parts.length - 1 - end]!, b.parts[b.parts.length - 1 - end])) end += 1;
  const options = [a.parts.slice(start, a.parts.length - end), b.parts.slice(start, b.parts.length - end)];
  return ofParts([...a.parts.slice(0, start), { kind: 'choice', options }, ...a.parts.slice(a.parts.length - end)], a.via);
};

const partKeys = (value: Value, into: Set<string>): Set<string> => {
  const plain = deref(value);
  const add = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'choice') part.options.forEach(add);
      else into.add(part.kind === 'static' ? `${part.place.file} ${part.place.span.start} ${part.text}` : `${part.hole.place.file} ${part.hole.place.span.start}`);
    }
  };
  if (plain.kind === 'text') add(plain.parts);
  if (plain.kind === 'union') for (const member of plain.members) partKeys(member.value, into);
  return into;
};

/** Whether a text or list that grew in a loop only repeats what was written where `before` was. */
export const isEcho = (before: Value, after: Value): boolean => {
  const old = deref(before);
  const grown = deref(after);
  if (grown.kind === 'list') {
    const known = new Set(old.kind === 'list' ? old.items.map((item) => `${item.place.file} ${item.place.span.start}`) : []);
    return old.kind === 'list' && grown.items.length > old.items.length && grown.items.every((item) => known.has(`${item.place.file} ${item.place.span.start}`));
  }
  if (grown.kind !== 'text') return false;
  const known = partKeys(old, new Set());
  return known.size > 0 && [...partKeys(grown, new Set())].every((key) => known.has(key));
};

const sameItem = (a: Item, b: Item | undefined): boolean => b !== undefined && (a === b || a.value === b.value || sameValue(a.value, b.value));

/** The common beginning and end stay; what only one has is kept under its condition. */
export const joinLists = (a: ListValue, b: ListValue, when: string, depth = 0): ListValue => {
  let start = 0;
  while (start < a.items.length && start < b.items.length && sameItem(a.items[start]!, b.items[start])) start += 1;
  let end = 0;
  while (end < a.items.length - start && end < b.items.length - start && sameItem(a.items[a.items.length - 1 - end]!, b.items[b.items.length - 1 - end])) end += 1;
  const onlyA = a.items.slice(start, a.items.length - end);
  const onlyB = b.items.slice(start, b.items.length - end);
  // Alternatives of the same length differ item by item: `[system, x]` or `[system, y]`.
  const middle = onlyA.length === onlyB.length
    ? onlyA.map((item, i) => ({ ...item, value: joinValues(item.value, onlyB[i]!.value, when, depth + 1) }))
    : alternative(onlyA.map((item) => conditional(item, when && negation(when))), onlyB.map((item) => conditional(item, when)));
  return { ...a, items: [...a.items.slice(0, start), ...middle, ...a.items.slice(a.items.length - end)], ordered: a.ordered && b.ordered };
};

/** Only one of two branches runs: of different messages the later side is kept, which no condition asks for, so that nothing is counted twice. */
const alternative = (a: readonly Item[], b: readonly Item[]): readonly Item[] => {
  if (a.length === 0 || b.length === 0) return [...a, ...b];
  const size = (items: readonly Item[]): number => items.reduce((sum, item) => sum + writtenLength(item.value), 0);
  return size(b) > 0 ? b : a;
};

/** Characters of static text in a value, roughly. */
export const writtenLength = (value: Value, depth = 0): number => {
  const plain = deref(value);
  if (depth > MAX_DEPTH) return 0;
  switch (plain.kind) {
    case 'text': return partsSize(plain.parts);
    case 'list': return plain.items.reduce((sum, item) => sum + writtenLength(item.value, depth + 1), 1);
    case 'record': return plain.entries.reduce((sum, entry) => sum + writtenLength(entry.value, depth + 1), 1);
    case 'union': return Math.max(...plain.members.map((member) => writtenLength(member.value, depth + 1)));
    default: return 1;
  }
};

const partsSize = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => sum + (part.kind === 'static' ? part.text.length : part.kind === 'choice' ? Math.max(0, ...part.options.map(partsSize)) : 1), 0);

const conditional = (item: Item, when: string): Item => (item.condition ? item : { ...item, condition: when || 'sometimes' });

const joinRecords = (a: RecordValue, b: RecordValue, when: string, depth: number): RecordValue => {
  const entries: Entry[] = [];
  for (const entry of a.entries) {
    const other = b.entries.find((candidate) => candidate.key === entry.key);
    if (other) entries.push(other === entry ? entry : { ...entry, value: joinValues(entry.value, other.value, when, depth + 1) });
    else entries.push({ ...entry, condition: entry.condition ?? (when ? negation(when) : 'sometimes') });
  }
  for (const entry of b.entries) {
    if (!a.entries.some((candidate) => candidate.key === entry.key)) entries.push({ ...entry, condition: entry.condition ?? (when || 'sometimes') });
  }
  return { ...a, entries, rest: isGiven(a.rest) ? a.rest : b.rest ?? a.rest };
};

/** Comes with a call: of the unknown rests of two records the one worth keeping. */
const isGiven = (rest: Value | null): boolean => rest?.kind === 'opaque' && rest.hole?.param !== undefined;

const joinInstances = (a: InstanceValue, b: InstanceValue, when: string, depth: number): InstanceValue => {
  const attributes = new Map(a.attributes);
  for (const [name, value] of b.attributes) {
    const known = attributes.get(name);
    attributes.set(name, known ? joinValues(known, value, when, depth + 1) : value);
  }
  return { ...a, attributes };
};
