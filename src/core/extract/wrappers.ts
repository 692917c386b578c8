/** Functions that pass their callers' prompts on to a model. */
import type { FunctionValue, Part } from '../values/value.ts';
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

/** What one way through a function does with the prompts it is given. */
export interface Passing {
  readonly prompt: boolean;
  readonly model: boolean;
  readonly ownStatic: number;
  readonly own: ReadonlySet<string>;
}

const keyOf = (place: BlockDraft['place']): string => `${place.file}#${place.span.start}`;

const isOnlyParam = (block: BlockDraft): boolean =>
  flatten(block.parts).some((part) => part.kind === 'hole' && part.hole.param !== undefined) && staticLength(block.parts) < 40;

/** Static text of every option, sent or not. */
const staticsIn = (parts: readonly Part[]): readonly (Part & { kind: 'static' })[] =>
  parts.flatMap((part) => (part.kind === 'static' ? [part] : part.kind === 'choice' ? part.options.flatMap(staticsIn) : []));

export const passingOf = (site: SiteDraft): Passing => ({
  prompt: site.blocks.some((block) => block.role !== 'tools' && isOnlyParam(block)), model: site.model.params.length > 0,
  ownStatic: staticLengthOf(site.blocks), own: new Set(site.blocks.flatMap((block) => staticsIn(block.parts)).map((part) => keyOf(part.place))),
});

/** The same call on another way: what either passes on is passed on. */
export const eitherPassing = (a: Passing, b: Passing): Passing => ({
  prompt: a.prompt || b.prompt, model: a.model || b.model, ownStatic: Math.max(a.ownStatic, b.ownStatic), own: new Set([...a.own, ...b.own]),
});

/** What a function does with its parameters, from the call sites inside it; null when no caller's prompt reaches a model. */
export const sinkOf = (callee: FunctionValue, sites: readonly { readonly passing: Passing }[]): Sink | null => {
  if (sites.length === 0) return null;
  const { prompt, model, ownStatic, own } = sites.map((site) => site.passing).reduce(eitherPassing);
  return prompt || model ? { name: callee.node.name || callee.owner?.node.name || '', passesPrompt: prompt, passesModel: model, ownStatic, own } : null;
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
