/** Paths as code builds them: joined texts, `pathlib` objects, package resources. What is not known becomes `*`. */
import { joinValues } from './join.ts';
import { holeOf } from './opaque.ts';
import { ofParts } from './parts.ts';
import { asParts } from './text.ts';
import { deref, staticText } from './value.ts';
import type { Args, OpaqueValue, Part, Place, Value } from './value.ts';
import type { Machine } from './machine.ts';

const MADE = /^pathlib:(?:Pure)?(?:Posix|Windows)?Path\(\)$/;
const RESOURCES = /^importlib[.:]resources[.:]files\(\)$|^importlib_resources:files\(\)$/;
const UNKNOWN_BASE = /^pathlib:Path\.(?:cwd|home)\(\)$/;
/** Steps that answer the same file by another path. */
const SAME = /\.(?:resolve|absolute|expanduser|as_posix|__str__)\(\)$/;

/** The path an object of `pathlib` or of package resources stands for; null for anything else. */
export const pathParts = (value: OpaqueValue, machine: Machine): readonly Part[] | null => {
  const { key, args, place } = value;
  const receiver = value.args ? value.parent?.parent : value.parent;
  const first = args?.positional[0];
  if (MADE.test(key)) return joined(args?.positional ?? [], place, machine);
  if (RESOURCES.test(key)) return [{ kind: 'static', text: (first && staticText(first)?.replaceAll('.', '/')) ?? '*', place }];
  if (UNKNOWN_BASE.test(key)) return [{ kind: 'hole', hole: holeOf(value, place, machine) }];
  const base = receiver ? pathParts(receiver, machine) : null;
  if (!base) return null;
  if (SAME.test(key) || key.endsWith('.parents')) return base;
  if (key.endsWith('.parent')) return parentOf(base);
  if (key.endsWith('.parents.[]')) return [{ kind: 'hole', hole: holeOf(value, place, machine) }];
  if (key.endsWith('.joinpath()')) return [...base, slash(place), ...joined(args?.positional ?? [], place, machine)];
  if (key.endsWith('.with_name()') && first) return [...parentOf(base), slash(place), ...asParts(first, place, machine)];
  if (key.endsWith('.with_suffix()') && first) return [...withoutSuffix(base), ...asParts(first, place, machine)];
  return null;
};

const slash = (place: Place): Part => ({ kind: 'static', text: '/', place });

/** `a, b, c` → `a/b/c`; each a text or a path. */
export const joined = (pieces: readonly Value[], place: Place, machine: Machine): readonly Part[] =>
  pieces.flatMap((piece, i) => [...(i > 0 ? [slash(place)] : []), ...partsOf(piece, place, machine)]);

const partsOf = (value: Value, place: Place, machine: Machine): readonly Part[] => {
  const plain = deref(value);
  return (plain.kind === 'opaque' ? pathParts(plain, machine) : null) ?? asParts(value, place, machine);
};

const parentOf = (parts: readonly Part[]): readonly Part[] => {
  const last = parts.at(-1);
  if (last?.kind !== 'static') return parts;
  const text = last.text.replace(/\/?[^/]*$/, '');
  return text === '' ? parts.slice(0, -1) : [...parts.slice(0, -1), { ...last, text }];
};

const withoutSuffix = (parts: readonly Part[]): readonly Part[] => {
  const last = parts.at(-1);
  return last?.kind === 'static' ? [...parts.slice(0, -1), { ...last, text: last.text.replace(/\.[^./]*$/, '') }] : parts;
};

/** What is divided by a file's name is a folder. */
const namesFile = (value: Value): boolean => {
  const plain = deref(value);
  const end = plain.kind === 'text' ? plain.parts.slice(-2).map((part) => (part.kind === 'static' ? part.text : '')).join('') : '';
  return /\.[A-Za-z]\w{0,9}$/.test(end);
};

/** `folder / "name"`: null when neither side is a path. */
export const divide = (machine: Machine, left: Value, right: Value, place: Place, depth = 0): Value | null => {
  const either = deref(left);
  if (either.kind === 'union' && depth === 0) {
    const paths = either.members.map(({ value, when }) => ({ when, value: divide(machine, value, right, place, 1) }));
    return paths.every(({ value }) => value === null) ? null : paths.reduce<Value | null>((joined, { value, when }) => (joined && value ? joinValues(joined, value, when) : joined ?? value), null);
  }
  const isPath = (value: Value): boolean => {
    const plain = deref(value);
    return plain.kind === 'opaque' && pathParts(plain, machine) !== null;
  };
  if (!isPath(left) && !isPath(right) && !(deref(left).kind === 'opaque' && namesFile(right))) return null;
  const args: Args = { positional: [ofParts(joined([left, right], place, machine))], named: new Map(), rest: null, places: new Map() };
  return { kind: 'opaque', key: 'pathlib:Path()', module: 'pathlib', parent: null, args, place, phase: machine.phase };
};

export interface NamedFile {
  readonly path: string;
  /** False when only the end of the path is known. */
  readonly exact: boolean;
}

/** The end of a path that is known, e.g. `/prompts/planner.md`; holes inside become `*`. */
export const pathText = (value: Value, machine: Machine): NamedFile | null => {
  const plain = deref(value);
  if (plain.kind === 'union') return plain.members.map((member) => pathText(member.value, machine)).find((path) => path !== null) ?? null;
  const parts = plain.kind === 'text' ? plain.parts : plain.kind === 'opaque' ? pathParts(plain, machine) : null;
  if (!parts) return plain.kind === 'opaque' && plain.args?.positional[0] && /files\(\)|joinpath|:Path\(\)|URL\(\)/.test(plain.key) ? pathText(plain.args.positional[0], machine) : null;
  const path = parts.map((part) => (part.kind === 'static' ? part.text : '*')).join('');
  return /\w/.test(path) ? { path, exact: !path.includes('*') } : null;
};

/** What `open` was given, as a function or as a path's method. */
export const openedPath = (opened: OpaqueValue, machine: Machine): Value | null => {
  const receiver = opened.parent?.parent;
  if (receiver && pathParts(receiver, machine)) return receiver;
  return opened.args?.positional[0] ?? opened.args?.named.get('file') ?? null;
};

/** The file a call reads whole, e.g. `path.read_text()`, `open(path).read()`; null for other calls. */
export const readBy = (call: OpaqueValue, machine: Machine): Value | null => {
  const receiver = call.parent?.parent;
  if (!receiver) return null;
  if (/\.read_(?:text|bytes)\(\)$/.test(call.key)) return pathParts(receiver, machine) ? receiver : null;
  return /(?:^|[:.])open\(\)\.(?:read|readlines)\(\)$/.test(call.key) ? openedPath(receiver, machine) : null;
};
