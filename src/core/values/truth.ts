/** Whether a condition holds, where that can be told. */
import type { Expression } from '../syntax/ir.ts';
import type { Machine } from './machine.ts';
import { deref } from './value.ts';
import type { Part, Scope, Value } from './value.ts';

const MAX_DEPTH = 8;

/** True or false for certain, otherwise null. */
export const truthOf = (value: Value, depth = 0): boolean | null => {
  const plain = deref(value);
  if (depth > MAX_DEPTH) return null;
  switch (plain.kind) {
    // A default is what holds when nobody says otherwise.
    case 'constant': return plain.via === 'default' || plain.via === 'declared' ? null : Boolean(plain.value);
    case 'text':
      if (plain.parts.length === 0) return false;
      return plain.parts.some((part) => part.kind === 'static') ? true : null;
    case 'list':
      if (plain.items.length === 0) return false;
      return plain.items.some((item) => !item.rest && !item.condition) ? true : null;
    case 'record':
      if (plain.entries.length > 0) return true;
      return plain.rest ? null : false;
    case 'function': case 'class': case 'module': case 'pipe': return true;
    case 'instance': return true;
    case 'opaque':
      if (plain.key.endsWith(':TYPE_CHECKING')) return false;
      // An object just made is there.
      return plain.args !== null && /[:.][A-Z]\w*\(\)$/.test(plain.key) ? true : null;
    case 'union': {
      const answers = new Set(plain.members.map((member) => truthOf(member.value, depth + 1)));
      return answers.size === 1 ? [...answers][0] ?? null : null;
    }
    default: return null;
  }
};

/** What a condition answers that only depends on what a class declares for its fields: that is usual, not certain. */
export const usualTruth = (value: Value): boolean | null => {
  const plain = deref(value);
  return plain.kind === 'constant' && plain.via === 'declared' ? Boolean(plain.value) : null;
};

/**
 * Whether a condition asks for a text that is there as far as is known: of a text that may also be something else, or
 * be masked on the way, the branch that has it is the usual one. A text that may be left out says nothing.
 */
export const asksForKnownText = (machine: Machine, test: Expression, value: Value, scope: Scope): boolean => {
  const asked = textAsked(test);
  return isUsuallyText(asked === null ? value : machine.evaluate(asked, scope));
};

/** The text a condition asks for: `system` of `typeof system === 'string'`, `isinstance(system, str)`, `system.trim().length > 0`, `system !== ''`. */
const textAsked = (test: Expression): Expression | null => {
  if (test.kind === 'binary' && /^(?:&&|and)$/.test(test.operator)) return sameAsked(textAsked(test.left) ?? named(test.left), textAsked(test.right) ?? named(test.right));
  const filled = test.kind === 'binary' && ((test.operator === '>' && isNumber(test.right, 0)) || (/^!={1,2}$/.test(test.operator) && isEmpty(test.right))) ? test.left : test;
  return typeAsked(test) ?? (filled === test && test.kind !== 'call' && test.kind !== 'member' ? null : named(filledBy(filled)));
};

/** `text` of `text.trim().length`, `len(text.strip())` and `text.strip()`. */
const filledBy = (given: Expression): Expression => {
  if (given.kind === 'member' && given.property === 'length') return filledBy(given.object);
  if (given.kind !== 'call') return given;
  if (given.callee.kind === 'name' && /^(?:len|Boolean|bool)$/.test(given.callee.name) && given.args[0]) return filledBy(given.args[0].value);
  return given.callee.kind === 'member' && /^(?:trim|strip)$/.test(given.callee.property) ? filledBy(given.callee.object) : given;
};

const named = (asked: Expression): Expression | null => (asked.kind === 'name' || asked.kind === 'member' ? asked : null);

const sameAsked = (a: Expression | null, b: Expression | null): Expression | null =>
  (a?.kind === 'name' && b?.kind === 'name' && a.name === b.name ? b : null);

const isNumber = (expression: Expression, number: number): boolean => expression.kind === 'constant' && expression.value === number;

const isEmpty = (expression: Expression): boolean => expression.kind === 'string' && expression.parts.length === 0;

const typeAsked = (test: Expression): Expression | null => {
  const asked = test.kind === 'binary' && /^={2,3}$/.test(test.operator) && test.left.kind === 'unary' && test.left.operator === 'typeof' && isWord(test.right, 'string') ? test.left.operand
    : test.kind === 'call' && test.callee.kind === 'name' && test.callee.name === 'isinstance' && test.args[1]?.value.kind === 'name' && test.args[1].value.name === 'str' ? test.args[0]?.value
      : null;
  return asked ? named(asked) : null;
};

const isWord = (expression: Expression, word: string): boolean =>
  expression.kind === 'string' && expression.parts.length === 1 && expression.parts[0]?.kind === 'text' && expression.parts[0].value === word;

const isUsuallyText = (value: Value): boolean => {
  const plain = deref(value);
  if (plain.kind !== 'union') return plain.kind === 'text' && hasText(plain.parts);
  const known = plain.members.map((member) => deref(member.value)).filter(({ kind }) => kind !== 'opaque');
  return known.length > 0 && isUsuallyText(known.at(-1) ?? value);
};

const hasText = (parts: readonly Part[]): boolean => parts.some((part) => (part.kind === 'static' ? part.text !== '' : part.kind === 'choice' && hasText(part.options.at(-1) ?? [])));

const TEST_ONLY = /^(is_?)?(in_?)?(test|tests|testing|mock|mocked|e2e|playwright)_?(env|environment|mode|run|ing)?$/i;

/** Conditions that hold in tests only: such a branch does not run in production. */
export const isTestOnly = (test: Expression): boolean => {
  switch (test.kind) {
    case 'name': return TEST_ONLY.test(test.name);
    case 'member': return TEST_ONLY.test(test.property);
    case 'call': return isTestOnly(test.callee);
    case 'binary':
      if (test.operator === 'and' || test.operator === '&&') return isTestOnly(test.left) || isTestOnly(test.right);
      return /^={2,3}$/.test(test.operator) && comparesEnvironment(test.left, test.right);
    default: return false;
  }
};

const comparesEnvironment = (left: Expression, right: Expression): boolean =>
  left.kind === 'member' && left.property === 'NODE_ENV' && right.kind === 'string' && right.parts[0]?.kind === 'text' && right.parts[0].value === 'test';
