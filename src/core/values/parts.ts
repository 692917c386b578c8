/** Parts of a text made into one. A text filled into itself in branches doubles each time, so texts are bounded. */
import type { Part, Place, TextValue, Via } from './value.ts';

/** Parts of one text, those of all alternatives among them. The longest prompts seen have a tenth. */
const MAX_PARTS = 4_000;

const weights = new WeakMap<readonly Part[], number>();

/** How many parts these are, with those of every alternative. Alternatives are shared by many texts, so each list is counted once. */
const weightOf = (parts: readonly Part[]): number => {
  // Most texts have no alternatives, and counting is cheaper than remembering.
  if (!parts.some(({ kind }) => kind === 'choice')) return parts.length;
  const known = weights.get(parts);
  if (known !== undefined) return known;
  const weight = parts.reduce((sum, part) => sum + partWeight(part), 0);
  weights.set(parts, weight);
  return weight;
};

const partWeight = (part: Part): number => (part.kind === 'choice' ? part.options.reduce((sum, option) => sum + weightOf(option), 1) : 1);

/** A text of these parts. Alternatives beyond the bound become a hole; what stands behind the bound is left out. */
export const ofParts = (parts: readonly Part[], via?: Via): TextValue => ({ kind: 'text', parts: bounded(parts), ...(via ? { via } : {}) });

const bounded = (parts: readonly Part[]): readonly Part[] => {
  if (weightOf(parts) <= MAX_PARTS) return parts;
  const kept: Part[] = [];
  let left = MAX_PARTS;
  for (const part of parts) {
    const fits = partWeight(part) <= left;
    left -= fits ? partWeight(part) : 1;
    if (left < 0) break;
    const place = fits ? null : placeIn(part);
    if (fits) kept.push(part);
    else if (place) kept.push({ kind: 'hole', hole: { expression: '…', place, volatility: 'request', cause: 'too many alternatives', origin: [], content: 'text', bounds: null } });
  }
  return kept;
};

/** Where the first of a part's text was written; null when it has none. */
const placeIn = (part: Part): Place | null => {
  if (part.kind === 'static') return part.place;
  if (part.kind === 'hole') return part.hole.place;
  for (const option of part.options) for (const each of option) return placeIn(each);
  return null;
};
