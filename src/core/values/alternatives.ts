/** What a test says about a name that is one of several values: `if prompt is None: return ''` leaves those that are there. */
import type { Expression } from '../syntax/ir.ts';
import type { Changes } from './heap.ts';
import { isArray, isInstance, typeOf } from './kind-tests.ts';
import { isPutOff } from './lazy.ts';
import type { Machine } from './machine.ts';
import { findCell } from './scope.ts';
import { truthOf } from './truth.ts';
import { deref, staticText } from './value.ts';
import type { Cell, Scope, Value } from './value.ts';

/** The values names have on one way; those that a test says nothing about are missing. */
export type Known = ReadonlyMap<Cell, Value>;

/** The same on both ways of a test. */
export interface Ways {
  readonly then: Known;
  readonly otherwise: Known;
}

const NOTHING_KNOWN: Ways = { then: new Map(), otherwise: new Map() };

export const waysOf = (machine: Machine, test: Expression, scope: Scope): Ways => {
  switch (test.kind) {
    case 'unary': return /^(?:!|not)$/.test(test.operator) ? opposite(waysOf(machine, test.operand, scope)) : NOTHING_KNOWN;
    case 'name': return byMember(test, scope, (member) => truthOf(member));
    case 'binary': return ofComparison(machine, test, scope);
    case 'call': return ofCall(machine, test, scope);
    default: return NOTHING_KNOWN;
  }
};

const opposite = ({ then, otherwise }: Ways): Ways => ({ then: otherwise, otherwise: then });

const both = (a: Known, b: Known): Known => new Map([...a, ...b]);

const ofComparison = (machine: Machine, test: Expression & { kind: 'binary' }, scope: Scope): Ways => {
  const { operator, left, right } = test;
  if (/^(?:and|&&)$/.test(operator)) return { then: both(waysOf(machine, left, scope).then, waysOf(machine, right, scope).then), otherwise: NOTHING_KNOWN.otherwise };
  if (/^(?:or|\|\|)$/.test(operator)) return { then: NOTHING_KNOWN.then, otherwise: both(waysOf(machine, left, scope).otherwise, waysOf(machine, right, scope).otherwise) };
  if (operator === 'in') return ofText(right, left, scope, (text, wanted) => text.includes(wanted));
  if (!/^(?:is|is not|[!=]={1,2})$/.test(operator)) return NOTHING_KNOWN;
  const equal = right.kind === 'constant' && right.value === null ? byMember(left, scope, isNothing)
    : left.kind === 'unary' && left.operator === 'typeof' ? ofTypeof(left.operand, right, scope) : ofText(left, right, scope, (text, wanted) => text === wanted);
  return /^(?:is not|!)/.test(operator) ? opposite(equal) : equal;
};

const literal = (expression: Expression): string | null =>
  (expression.kind === 'string' && expression.parts.length === 1 && expression.parts[0]?.kind === 'text' ? expression.parts[0].value : null);

/** `model.startsWith('claude')`, `'/' in model`: of texts that are known. */
const ofText = (asked: Expression, wanted: Expression, scope: Scope, holds: (text: string, wanted: string) => boolean): Ways => {
  const word = literal(wanted);
  return word === null ? NOTHING_KNOWN : byMember(asked, scope, (member) => {
    const known = staticText(member);
    return known === null ? null : holds(known, word);
  });
};

const TEXT_TESTS: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  startswith: (text, wanted) => text.startsWith(wanted), startsWith: (text, wanted) => text.startsWith(wanted),
  endswith: (text, wanted) => text.endsWith(wanted), endsWith: (text, wanted) => text.endsWith(wanted), includes: (text, wanted) => text.includes(wanted),
};

const ofTypeof = (asked: Expression, type: Expression, scope: Scope): Ways => {
  const name = literal(type);
  return name === null ? NOTHING_KNOWN : byMember(asked, scope, (member) => {
    const known = typeOf(member);
    return known === null ? null : known === name;
  });
};

const ofCall = (machine: Machine, { callee, args }: Expression & { kind: 'call' }, scope: Scope): Ways => {
  const [first, second] = args;
  if (!first) return NOTHING_KNOWN;
  if (callee.kind === 'name' && callee.name === 'isinstance' && second) {
    let type: Value | null = null;
    return byMember(first.value, scope, (member) => isInstance(member, type ??= machine.evaluate(second.value, scope)));
  }
  const test = callee.kind === 'member' && args.length === 1 ? TEXT_TESTS[callee.property] : undefined;
  if (callee.kind === 'member' && test) return ofText(callee.object, first.value, scope, test);
  const isArrayTest = callee.kind === 'member' && callee.property === 'isArray' && callee.object.kind === 'name' && callee.object.name === 'Array';
  return isArrayTest ? byMember(first.value, scope, isArray) : NOTHING_KNOWN;
};

const isNothing = (value: Value): boolean | null => {
  if (isPutOff(value)) return null;
  const plain = deref(value);
  switch (plain.kind) {
    case 'constant': return plain.via === 'default' ? null : plain.value === null;
    case 'text': case 'list': case 'record': case 'instance': case 'function': case 'class': return false;
    default: return null;
  }
};

/** Sorts the values a name may have by what the test answers for each. */
const byMember = (asked: Expression, scope: Scope, holds: (member: Value) => boolean | null): Ways => {
  const found = asked.kind === 'name' ? findCell(scope, asked.name) : null;
  const union = found?.cell.value && !isPutOff(found.cell.value) ? deref(found.cell.value) : null;
  if (!found || union?.kind !== 'union') return NOTHING_KNOWN;
  const answers = union.members.map((member) => ({ member, answer: isPutOff(member.value) ? null : holds(member.value) }));
  const left = (not: boolean): Known => {
    const members = answers.filter(({ answer }) => answer !== not).map(({ member }) => member);
    if (members.length === 0 || members.length === union.members.length) return new Map();
    return new Map([[found.cell, members.length === 1 ? members[0]!.value : { ...union, members }]]);
  };
  return { then: left(false), otherwise: left(true) };
};

/** Holds until the branch is taken back. */
export const assume = (machine: Machine, known: Known): void => {
  for (const [cell, value] of known) machine.heap.write(cell, value);
};

/** What branches that go on really changed: a name that all of them leave as assumed is what it was before. */
export const withoutAssumed = <T extends { readonly changes: Changes; readonly known: Known }>(branches: readonly T[]): readonly T[] => {
  const isLeft = ({ changes, known }: T, cell: Cell): boolean => !changes.has(cell) || (known.has(cell) && isSame(changes.get(cell), known.get(cell)!));
  const cells = new Set(branches.flatMap(({ known }) => [...known.keys()]));
  const left = [...cells].filter((cell) => branches.length > 1 && branches.every((each) => isLeft(each, cell)));
  return left.length === 0 ? branches : branches.map((each) => ({ ...each, changes: new Map([...each.changes].filter(([cell]) => !left.includes(cell))) }));
};

/** The heap may have written its own copy of a union. */
const isSame = (now: Value | undefined, assumed: Value): boolean =>
  now === assumed || (now?.kind === 'union' && assumed.kind === 'union' && now.members.length === assumed.members.length && now.members.every((member, i) => member.value === assumed.members[i]!.value));
