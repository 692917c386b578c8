/** Whether a condition holds, where that can be told. */
import type { Expression } from '../syntax/ir.ts';
import { deref } from './value.ts';
import type { Value } from './value.ts';

const MAX_DEPTH = 8;

/** True or false for certain, otherwise null. */
export const truthOf = (value: Value, depth = 0): boolean | null => {
  const plain = deref(value);
  if (depth > MAX_DEPTH) return null;
  switch (plain.kind) {
    // A default is what holds when nobody says otherwise.
    case 'constant': return plain.via === 'default' ? null : Boolean(plain.value);
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
