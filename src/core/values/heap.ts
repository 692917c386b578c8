/**
 * All writes go through the heap, which logs them, so that a branch can be run and taken back:
 * run `then`, take it back, run `else`, take it back, then write the join of both.
 */
import { joinValues } from './join.ts';
import { isPending } from './lazy.ts';
import { deref, LONGEST_CHAIN } from './value.ts';
import type { Cell, Member, Value } from './value.ts';

export type Changes = ReadonlyMap<Cell, Value | undefined>;

/** Alternatives of alternatives side by side: a union that led back to its own cell would be walked for ever. */
const alternatives = (member: Member, cell: Cell): readonly Member[] => {
  if (member.value.kind !== 'ref') return [member];
  let reached: Value = member.value;
  let isOwn = false;
  for (let steps = 0; reached.kind === 'ref' && reached.cell.value !== undefined && steps < LONGEST_CHAIN; steps += 1) {
    isOwn ||= reached.cell === cell;
    reached = reached.cell.value;
  }
  if (reached.kind !== 'union') return [isOwn ? { ...member, value: reached } : member];
  return reached.members.filter(({ value }) => !(value.kind === 'ref' && (value.cell === cell || deref(value).kind === 'union'))).map((each) => (each.when === '' ? { ...each, when: member.when } : each));
};

export class Heap {
  #log: { readonly cell: Cell; readonly before: Value | undefined }[] = [];

  write(cell: Cell, value: Value): void {
    this.#log.push({ cell, before: cell.value });
    cell.value = value.kind === 'union' ? { ...value, members: value.members.flatMap((member) => alternatives(member, cell)) } : value;
  }

  mark(): number {
    return this.#log.length;
  }

  /** Takes back everything since the mark and answers what had been written. */
  rewind(mark: number): Changes {
    const changes = new Map<Cell, Value | undefined>();
    while (this.#log.length > mark) {
      const entry = this.#log.pop();
      if (!entry) break;
      if (!changes.has(entry.cell)) changes.set(entry.cell, entry.cell.value);
      entry.cell.value = entry.before;
    }
    return changes;
  }

  /** Runs something whose writes stay whatever is taken back around it, e.g. a module met for the first time. */
  apart<T>(run: () => T): T {
    const log = this.#log;
    this.#log = [];
    try {
      return run();
    } finally {
      this.#log = log;
    }
  }

  /** Writes what holds after either of several branches; a branch that does not change a cell leaves it as it was. */
  merge(branches: readonly { readonly changes: Changes; readonly when: string }[]): void {
    const cells = [...new Set(branches.flatMap((branch) => [...branch.changes.keys()]))];
    // A call put off inside a branch looks at objects of that branch: they are there again before it runs.
    const waits = (cell: Cell): boolean => branches.some(({ changes }) => isPending(changes.get(cell)));
    for (const cell of [...cells.filter((each) => !waits(each)), ...cells.filter(waits)]) {
      let joined: Value | undefined;
      for (const { changes, when } of branches) {
        const value = changes.has(cell) ? changes.get(cell) : cell.value;
        joined = joined === undefined ? value : value === undefined ? joined : joinValues(joined, value, when);
      }
      if (joined !== undefined && joined !== cell.value) this.write(cell, joined);
    }
  }
}
