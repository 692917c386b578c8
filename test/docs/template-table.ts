/** The README's table of prompt files, made from the claims that `test/core/templates` holds against fixtures. */
import { TEMPLATE_CLAIMS } from '../../src/core/templates/claims.ts';
import type { TemplateFacet } from '../../src/core/templates/claims.ts';

const FACETS: readonly TemplateFacet[] = ['roles', 'holes', 'branches', 'includes'];

export const templateTable = (): string =>
  [
    `| prompt file | ${FACETS.join(' | ')} |`, `|---|${FACETS.map(() => ':-:|').join('')}`,
    ...TEMPLATE_CLAIMS.map(({ title, facets }) => `| ${title} | ${FACETS.map((facet) => (facets.includes(facet) ? '●' : '')).join(' | ')} |`),
  ].join('\n');
