/** The README's table of SDKs, made from the claims that `test/core/sdks` holds against evidence. */
import { ECMASCRIPT } from '../../src/core/sdks/support/ecmascript.ts';
import { PYTHON } from '../../src/core/sdks/support/python.ts';
import type { Facet, Support } from '../../src/core/sdks/support/support.ts';
import { claimsOf, FACETS, sightingOf } from '../../src/core/sdks/support/support.ts';

const LANGUAGES: readonly (readonly [string, readonly Support[]])[] = [['Python', PYTHON], ['TypeScript', ECMASCRIPT]];

/** ● a fixture and a public file, which it links to; ○ a fixture only. */
const mark = (row: Support, facet: Facet): string => {
  if (!claimsOf(row).includes(facet)) return '';
  const seen = sightingOf(row, facet);
  return seen ? `[●](https://github.com/${seen.repository}/blob/HEAD/${seen.path.split('/').map(encodeURIComponent).join('/')})` : '○';
};

export const supportTable = (): string =>
  [
    `| SDK | language | ${FACETS.join(' | ')} |`, `|---|---|${FACETS.map(() => ':-:|').join('')}`,
    ...LANGUAGES.flatMap(([language, rows]) => rows.map((row) => `| ${row.name} | ${language} | ${FACETS.map((facet) => mark(row, facet)).join(' | ')} |`)),
  ].join('\n');
