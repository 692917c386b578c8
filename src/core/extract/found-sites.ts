/** Call sites by the file they stand in and the function they were found in. */
import type { FileId } from '../document.ts';
import type { FunctionNode } from '../syntax/ir.ts';
import { standsIn } from './attention.ts';
import { staticLengthOf } from './draft.ts';
import type { Noted } from './noted.ts';

interface Found {
  readonly site: Noted;
  /** The functions it stands in: the one that was looked at, and those written inside it. */
  readonly within: readonly FunctionNode[];
}

export class FoundSites {
  readonly #sites = new Map<FileId, Map<FunctionNode | null, readonly Found[]>>();

  /** What one look found, and the functions written on the way; what the look before found there is forgotten. */
  store(file: FileId, node: FunctionNode | null, sites: readonly Noted[], written: readonly FunctionNode[]): void {
    const known = this.#sites.get(file) ?? new Map<FunctionNode | null, readonly Found[]>();
    const around = node === null ? written : [node, ...written];
    this.#sites.set(file, known.set(node, sites.map((site) => ({ site, within: around.filter((each) => each === node || standsIn(site.place, each)) }))));
  }

  forget(file: FileId): void {
    this.#sites.delete(file);
  }

  /** Each place once, as the look found it that saw most of its text, or else of its model; those that only hand on are left out. */
  in(file: FileId): readonly Found[] {
    const best = new Map<string, Found>();
    for (const found of [...this.#sites.get(file)?.values() ?? []].flat()) {
      if (found.site.hop) continue;
      const key = keyOf(found.site);
      const before = best.get(key) ?? found;
      const richer = saysMore(found.site, before.site) ? found : before;
      best.set(key, { site: richer.site, within: [...new Set([...before.within, ...found.within])] });
    }
    return [...best.values()];
  }

  /** Other files whose call sites end in these. */
  through(files: ReadonlySet<FileId>): readonly FileId[] {
    return [...this.#sites].filter(([file, found]) => !files.has(file) && [...found.values()].flat().some(({ site }) => !site.hop && site.through.some((place) => files.has(place.file)))).map(([file]) => file);
  }

  /** Call sites that lead to the innermost of some nested functions that anybody calls, straight or by functions that only hand on. */
  callersOf(within: readonly FunctionNode[], seen = new Set<FunctionNode>()): number {
    for (const node of within.toSorted((a, b) => lengthOf(a) - lengthOf(b))) {
      const callers = seen.has(node) ? 0 : this.#callersOf(node, seen.add(node));
      if (callers > 0) return callers;
    }
    return 0;
  }

  #callersOf(node: FunctionNode, seen: Set<FunctionNode>): number {
    let callers = 0;
    for (const file of this.#sites.values()) {
      for (const { site, within } of [...file.values()].flat()) if (site.callees.includes(node)) callers += site.hop ? this.callersOf(within, seen) : 1;
    }
    return callers;
  }
}

const saysMore = (site: Noted, than: Noted): boolean => {
  const more = staticLengthOf(site.blocks) - staticLengthOf(than.blocks);
  return more > 0 || (more === 0 && knownOf(site) > knownOf(than));
};

/** A function written inside another does not know by itself which models it is called with. */
const knownOf = ({ model }: Noted): number => (model.id !== null ? 2 : model.candidates.length > 0 ? 1 : 0);

const lengthOf = ({ span }: FunctionNode): number => span.end - span.start;

/** A call's place in its file. */
export const keyOf = ({ place }: Pick<Noted, 'place'>): string => `${place.span.start} ${place.span.end}`;
