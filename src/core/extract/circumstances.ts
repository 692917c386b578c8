/** How often a call runs, and whether again and again: told by what stands around it. */
import type { Frame } from '../values/machine.ts';
import { HANDLER } from './call-names.ts';
import type { SiteDraft } from './draft.ts';

/** @param loops how often each loop around repeats; null when unbounded */
export const multipleOf = (loops: readonly (number | null)[]): SiteDraft['multiple'] => {
  const repeating = loops.filter((count) => count !== 1);
  if (repeating.length === 0) return null;
  return { min: 1, max: repeating.includes(null) ? null : repeating.reduce<number>((product, count) => product * (count ?? 1), 1) };
};

/** Straight-line code of a script runs once; loops, handlers and methods run again and again. */
export const useOf = (frames: readonly Frame[], loops: readonly (number | null)[]): SiteDraft['use'] => {
  if (loops.some((count) => count !== 1)) return 'repeated';
  const [first, ...others] = frames;
  if (others.some((frame) => frame.callback)) return 'repeated';
  if (!first?.node) return 'once';
  return first.callee?.owner || first.node.decorators.length > 0 || HANDLER.test(first.node.name) ? 'repeated' : 'unknown';
};
