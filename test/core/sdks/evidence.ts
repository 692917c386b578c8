/** What a fixture shows of an SDK. */
import type { CallSite } from '../../../src/core/call-site.ts';
import type { Facet } from '../../../src/core/sdks/support/support.ts';
import { FACETS } from '../../../src/core/sdks/support/support.ts';

const hasText = (call: CallSite, system: boolean): boolean =>
  call.blocks.some((block) => block.role !== 'tools' && (block.role === 'system') === system && block.segments.length > 0);

const SHOWS: Readonly<Record<Facet, (call: CallSite) => boolean>> = {
  call: () => true,
  model: ({ model }) => model.id !== null || model.candidates.length > 0,
  system: (call) => hasText(call, true),
  messages: (call) => hasText(call, false),
  tools: ({ tools }) => tools.length > 0,
  schema: ({ outputSchema }) => outputSchema !== null,
  limits: ({ kind, outputLimit, multiple }) => (outputLimit?.tokens ?? null) !== null || (kind !== 'direct' && (multiple?.max ?? null) !== null),
  cache: ({ blocks }) => blocks.some((block) => block.breakpoint !== null),
  reasoning: ({ reasoning }) => reasoning !== null,
};

export const facetsShown = (calls: readonly CallSite[]): readonly Facet[] => FACETS.filter((facet) => calls.some(SHOWS[facet]));
