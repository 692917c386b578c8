/** `isinstance(x, str)`, `Array.isArray(x)`, `typeof x`: what kind of thing a value is, as far as it is certain. */
import { lineage } from './classes.ts';
import { isPutOff } from './lazy.ts';
import { deref } from './value.ts';
import type { Value } from './value.ts';

/** Python's names of the kinds, and those a value of each is an instance of; a list's may stand for any sequence. */
const PYTHON_KINDS: readonly string[] = [':str', ':list', ':dict', ':tuple', ':set', ':bytes', ':int', ':float', ':bool'];

const pythonKind = (value: Value): readonly string[] | null => {
  const plain = deref(value);
  switch (plain.kind) {
    case 'text': return [':str'];
    case 'record': return [':dict'];
    case 'function': case 'class': case 'module': return [];
    case 'constant': return plain.via === 'default' || plain.via === 'declared' ? null : plain.value === null ? [] : typeof plain.value === 'boolean' ? [':bool', ':int'] : [Number.isInteger(plain.value) ? ':int' : ':float'];
    default: return null;
  }
};

/** `isinstance(value, type)`: also of a tuple of types. Null where it is not certain. */
export const isInstance = (value: Value, type: Value, depth = 0): boolean | null => {
  if (isPutOff(value) || depth > 2) return null;
  const [plain, asked] = [deref(value), deref(type)];
  if (asked.kind === 'list') {
    const answers = asked.items.map((item) => (item.rest ? null : isInstance(value, item.value, depth + 1)));
    return answers.includes(true) ? true : answers.includes(null) ? null : false;
  }
  if (asked.kind === 'class') return plain.kind === 'instance' && lineage(plain.of).some((each) => each.node === asked.node) ? true : null;
  if (asked.kind !== 'opaque' || !PYTHON_KINDS.includes(asked.key)) return null;
  // Tuples and sets are kept as lists, too.
  if (plain.kind === 'list') return asked.key === ':list' ? true : /tuple|set/.test(asked.key) ? null : false;
  return pythonKind(value)?.includes(asked.key) ?? null;
};

/** `Array.isArray(value)`. */
export const isArray = (value: Value): boolean | null => {
  if (isPutOff(value)) return null;
  const { kind } = deref(value);
  return kind === 'list' ? true : /^(?:text|record|function|class|instance|module|constant)$/.test(kind) ? false : null;
};

/** What `typeof` answers; null where it is not certain. */
export const typeOf = (value: Value): string | null => {
  if (isPutOff(value)) return null;
  const plain = deref(value);
  switch (plain.kind) {
    case 'text': return 'string';
    case 'list': case 'record': case 'instance': return 'object';
    case 'function': case 'class': return 'function';
    case 'constant': return plain.via === 'default' || plain.value === null ? null : typeof plain.value;
    default: return null;
  }
};
