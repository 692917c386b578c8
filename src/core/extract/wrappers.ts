/** Functions that pass their callers' prompts on to a model. */
import type { FunctionValue } from '../values/value.ts';
import { flatten, staticLength, staticLengthOf } from './draft.ts';
import type { BlockDraft, SiteDraft } from './draft.ts';

export interface Sink {
  readonly name: string;
  /** A parameter is a message list, or the whole text of a message or system prompt. */
  readonly passesPrompt: boolean;
  readonly passesModel: boolean;
  /** Characters of the function's own static text. */
  readonly ownStatic: number;
  /** Where its own static text stands. */
  readonly own: ReadonlySet<string>;
}

const keyOf = (place: BlockDraft['place']): string => `${place.file}#${place.span.start}`;

const isOnlyParam = (block: BlockDraft): boolean => {
  const parts = flatten(block.parts);
  const holes = parts.filter((part) => part.kind === 'hole');
  return holes.length > 0 && holes.some((part) => part.kind === 'hole' && part.hole.param !== undefined) && staticLength(block.parts) < 40;
};

/** What a function does with its parameters, from the call sites inside it; null when no caller's prompt reaches a model. */
export const sinkOf = (callee: FunctionValue, sites: readonly SiteDraft[]): Sink | null => {
  const passesPrompt = sites.some((site) => site.blocks.some((block) => block.role !== 'tools' && isOnlyParam(block)));
  const passesModel = sites.some((site) => site.model.params.length > 0);
  if (!passesPrompt && !passesModel) return null;
  const statics = sites.flatMap((site) => site.blocks.flatMap((block) => flatten(block.parts))).flatMap((part) => (part.kind === 'static' ? [keyOf(part.place)] : []));
  return {
    name: callee.node.name || callee.owner?.node.name || '', passesPrompt, passesModel,
    ownStatic: Math.max(0, ...sites.map((site) => staticLengthOf(site.blocks))), own: new Set(statics),
  };
};

/** Below this much text of its own a function only passes on. */
const OWN_TEXT = 200;

/** Whether a call of the function is a place where a prompt is written. */
export const acceptsWrapper = (site: SiteDraft, sink: Sink): boolean => {
  if (sink.passesPrompt && sink.ownStatic < OWN_TEXT) return true;
  const given = site.blocks.flatMap((block) => flatten(block.parts)).filter((part) => part.kind === 'static' && !sink.own.has(keyOf(part.place)));
  return sink.passesPrompt && given.reduce((sum, part) => sum + (part.kind === 'static' ? part.text.length : 0), 0) > 0;
};

/** Keeps with the site which text it only inherits. */
export const inheritText = (site: SiteDraft, sink: Sink): SiteDraft => ({ ...site, inherits: { from: sink.name, places: sink.own } });
