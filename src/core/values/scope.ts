/** Names and where they are bound. */
import { external } from './opaque.ts';
import { arrivedBy } from './value.ts';
import type { Cell, ImportValue, Place, Scope, Value } from './value.ts';
import type { Machine } from './machine.ts';

export const childScope = (parent: Scope, kind: Scope['kind'], bound: Pick<Scope, 'self' | 'owner'> = {}): Scope => ({
  names: new Map(), parent, file: parent.file, kind, ...bound,
});

export const findCell = (scope: Scope, name: string): { readonly cell: Cell; readonly scope: Scope } | null => {
  for (let current: Scope | null = scope; current; current = current.parent) {
    // A method does not see its class's names.
    if (current.kind === 'class' && current !== scope) continue;
    const cell = current.names.get(name);
    if (cell?.value !== undefined) return { cell, scope: current };
  }
  return null;
};

export const selfOf = (scope: Scope): Scope | null => {
  for (let current: Scope | null = scope; current; current = current.parent) if (current.self) return current;
  return null;
};

/** Cells of `from m import *`, by scope: looked at for each name that is bound nowhere. */
const stars = new WeakMap<Scope, Cell[]>();

/** Binds a name in this very scope. Names that begin with `**` stand for all of a module. */
export const bind = (machine: Machine, scope: Scope, name: string, value: Value): void => {
  let cell = scope.names.get(name);
  if (!cell) {
    cell = { value: undefined };
    scope.names.set(name, cell);
    if (name.startsWith('**')) stars.set(scope, [...stars.get(scope) ?? [], cell]);
  }
  machine.heap.write(cell, value);
};

/** The value of a name; a name bound nowhere belongs to the language. */
export const lookup = (machine: Machine, scope: Scope, name: string, place: Place): Value => {
  const found = findCell(scope, name);
  if (!found?.cell.value) return starImported(machine, scope, name) ?? external('', name, place, machine.phase);
  const value = found.cell.value;
  if (value.kind === 'import') return arrivedBy(resolveImport(machine, value, place), 'imported');
  return found.scope.kind === 'module' ? arrivedBy(value, 'constant') : value;
};

const starImported = (machine: Machine, scope: Scope, name: string): Value | null => {
  let top = scope;
  while (top.parent) top = top.parent;
  for (const cell of stars.get(top) ?? []) {
    if (cell.value?.kind !== 'import') continue;
    const file = machine.program.resolve(cell.value.module, cell.value.file);
    const value = file === null ? null : machine.program.exported(file, name);
    if (value) return arrivedBy(value, 'imported');
  }
  return null;
};

const MAX_HOPS = 12;

export const resolveImport = (machine: Machine, from: ImportValue, place: Place, hops = 0): Value => {
  const file = machine.program.resolve(from.module, from.file);
  if (file !== null) {
    const value = machine.program.exported(file, from.imported);
    if (!value && from.imported === '*') return { kind: 'module', file };
    if (value?.kind === 'import' && hops < MAX_HOPS) return resolveImport(machine, value, place, hops + 1);
    if (value && value.kind !== 'import') return value;
  }
  if (from.imported !== '*') {
    // `from package import module`
    const separator = /^\.+$/.test(from.module) ? '' : '.';
    const inner = machine.program.resolve(`${from.module}${separator}${from.imported}`, from.file);
    if (inner !== null) return { kind: 'module', file: inner };
  }
  return external(packageOf(from.module), from.imported === '*' ? '' : from.imported, from.place, 'import');
};

/** `npm:openai@5`, `https://esm.sh/openai@5`: a package by the way Deno and browsers get it. */
const packageOf = (module: string): string => {
  const name = /^(?:npm:|jsr:|https?:\/\/(?:esm\.(?:sh|run)|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm|unpkg\.com|ga\.jspm\.io\/npm:)\/?)((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/]*)?(\/[\w./-]*?)?(?:\/\+esm)?(?:\?.*)?$/.exec(module);
  return name ? `${name[1] ?? ''}${name[2] ?? ''}` : module;
};
