/** Call sites by the file they stand in and the function they were found in. */
import type { FileId } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import { staticLengthOf } from './draft.ts';
import type { Noted } from './noted.ts';

export class FoundSites {
  readonly #sites = new Map<FileId, Map<FunctionNode | null, readonly Noted[]>>();

  /** What one look found; what the look before found there is forgotten. */
  store(file: FileId, node: FunctionNode | null, found: readonly Noted[]): void {
    const known = this.#sites.get(file) ?? new Map<FunctionNode | null, readonly Noted[]>();
    this.#sites.set(file, known.set(node, found));
  }

  forget(file: FileId): void {
    this.#sites.delete(file);
  }

  /** Each place once, as the look that saw most of its text found it; those that only hand on are left out. */
  in(file: FileId): readonly { readonly node: FunctionNode | null; readonly site: Noted }[] {
    const best = new Map<string, { readonly node: FunctionNode | null; readonly site: Noted }>();
    for (const [node, sites] of this.#sites.get(file) ?? []) {
      for (const site of sites) {
        if (site.hop) continue;
        const key = keyOf(site);
        const before = best.get(key);
        if (!before || staticLengthOf(before.site.blocks) < staticLengthOf(site.blocks)) best.set(key, { node, site });
      }
    }
    return [...best.values()];
  }

  /** Other files whose call sites end in these. */
  through(files: ReadonlySet<FileId>): readonly FileId[] {
    return [...this.#sites].filter(([file, sites]) => !files.has(file) && [...sites.values()].flat().some((site) => !site.hop && site.through.some((place) => files.has(place.file)))).map(([file]) => file);
  }

  /** Call sites that lead to a function, straight or by functions that only hand on. */
  callersOf(node: FunctionNode, seen = new Set<FunctionNode>()): number {
    if (seen.has(node)) return 0;
    seen.add(node);
    let callers = 0;
    for (const file of this.#sites.values()) {
      for (const [around, sites] of file) {
        for (const site of sites) if (site.callees.includes(node)) callers += !site.hop ? 1 : around ? this.callersOf(around, seen) : 0;
      }
    }
    return callers;
  }
}

/** A call's place in its file. */
export const keyOf = ({ place }: Pick<Noted, 'place'>): string => `${place.span.start} ${place.span.end}`;
