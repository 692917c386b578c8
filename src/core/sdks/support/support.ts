/**
 * What is claimed about each SDK, as data. A claim counts with a fixture that shows it and a public file
 * where it was seen and read rightly; `test/core/sdks/support.test.ts` holds both, and the README prints it.
 */

export const FACETS = ['call', 'model', 'system', 'messages', 'tools', 'schema', 'limits', 'cache', 'reasoning'] as const;

/**
 *   call       found, and what looks like it is not
 *   model      its id: given, from a constant, or the SDK's documented default
 *   limits     tokens it may answer with, or how often an agent may call its model
 *   cache      a cache marker
 */
export type Facet = (typeof FACETS)[number];

/** `owner/repo path/inside/it` of a public repository. */
export type Sighting = `${string}/${string} ${string}`;

export interface Support {
  /** What people call it. */
  readonly name: string;
  /** Its id in reports; several rows share one where an SDK serves several providers. */
  readonly sdk: string;
  /** Who bills, where that is what tells the row from its neighbours. */
  readonly provider?: string;
  /** `test/core/sdks/fixtures/<fixture>.<py or ts>.fixture`. */
  readonly fixture: string;
  readonly seen: Readonly<Record<Sighting, readonly Facet[]>>;
  /** Shown by the fixture, but not met in a public repository yet. */
  readonly unseen?: readonly Facet[];
}

/** All a row claims, in the order of the table. */
export const claimsOf = (row: Support): readonly Facet[] =>
  FACETS.filter((facet) => row.unseen?.includes(facet) || Object.values(row.seen).some((facets) => facets.includes(facet)));

/** Where a facet was seen; null when only the fixture shows it. */
export const sightingOf = (row: Support, facet: Facet): { readonly repository: string; readonly path: string } | null => {
  const found = Object.entries(row.seen).find(([, facets]) => facets.includes(facet))?.[0];
  const [repository, ...path] = found?.split(' ') ?? [];
  return repository === undefined ? null : { repository, path: path.join(' ') };
};
