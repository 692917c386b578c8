/** What had to be left out, told where it matters: at the call whose prompt or model it would be part of. */
import type { ProblemCode } from '../../call-site.ts';
import { samePlace } from '../../values/opaque.ts';
import type { Place } from '../../values/value.ts';
import { flatten } from '../draft.ts';
import type { SiteDraft } from '../draft.ts';

interface Reported {
  readonly code: ProblemCode;
  readonly message: string;
  readonly place: Place;
}

/** The draft with those of the interpreter's problems whose place its holes lead back to. */
export const withLeftOut = (draft: SiteDraft, reported: readonly Reported[]): SiteDraft => {
  if (reported.length === 0) return draft;
  const places = draft.blocks.flatMap((block) => flatten(block.parts)).flatMap((part) => (part.kind === 'hole' ? [part.hole.place, ...part.hole.origin] : []));
  const own = reported.filter(({ place }) => places.some((each) => samePlace(each, place)));
  return own.length === 0 ? draft : { ...draft, problems: [...draft.problems, ...own] };
};
