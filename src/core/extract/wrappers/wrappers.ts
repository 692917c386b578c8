/** Functions that pass their callers' prompts on to a model. */
import { deref } from '../../values/value.ts';
import type { Args, FunctionValue, Part, Place, Value } from '../../values/value.ts';
import { flatten, staticLength, staticLengthOf, staticsIn } from '../draft.ts';
import type { BlockDraft, SiteDraft } from '../draft.ts';

export interface Sink {
  readonly name: string;
  /** A parameter is a message list, or the whole text of a message or system prompt. */
  readonly passesPrompt: boolean;
  /** What it is given is a whole conversation, not one text of it. */
  readonly passesMessages: boolean;
  readonly passesModel: boolean;
  /** Characters of the function's own static text. */
  readonly ownStatic: number;
  /** Where its own static text stands. */
  readonly own: ReadonlySet<string>;
  /** It sends what it is given to wherever it is told, and is no call of a model by itself. */
  readonly isPosting?: true;
}

/** What one way through a function does with the prompts it is given. */
export interface Passing {
  readonly prompt: boolean;
  readonly messages: boolean;
  readonly model: boolean;
  readonly ownStatic: number;
  readonly own: ReadonlySet<string>;
}

const keyOf = (place: BlockDraft['place']): string => `${place.file}#${place.span.start}`;

/** On one way through a choice at least: what is given as a text is sent as it is, and as a list in lines. */
const holdsParam = (parts: readonly Part[]): boolean =>
  parts.some((part) => (part.kind === 'hole' ? part.hole.param !== undefined : part.kind === 'choice' && part.options.some(holdsParam)));

const isOnlyParam = (block: BlockDraft): boolean => holdsParam(block.parts) && staticLength(block.parts) < 40;

const isConversation = (block: BlockDraft): boolean =>
  flatten(block.parts).some((part) => part.kind === 'hole' && part.hole.param !== undefined && /^(?:messages|history)$/.test(part.hole.content));

export const passingOf = (site: SiteDraft): Passing => ({
  prompt: site.spread === true || site.blocks.some((block) => block.role !== 'tools' && isOnlyParam(block)), messages: site.blocks.some((block) => block.role !== 'tools' && isConversation(block)), model: site.model.params.length > 0,
  ownStatic: staticLengthOf(site.blocks), own: new Set(site.blocks.flatMap((block) => staticsIn(block.parts)).map((part) => keyOf(part.place))),
});

/** The same call on another way: what either passes on is passed on. */
export const eitherPassing = (a: Passing, b: Passing): Passing => ({
  prompt: a.prompt || b.prompt, messages: a.messages || b.messages, model: a.model || b.model, ownStatic: Math.max(a.ownStatic, b.ownStatic), own: new Set([...a.own, ...b.own]),
});

const nameOf = ({ node, owner }: FunctionValue): string => node.name || owner?.node.name || '';

/** What a function does with its parameters, from the call sites inside it; null when no caller's prompt reaches a model. */
export const sinkOf = (callee: FunctionValue, sites: readonly { readonly passing: Passing }[]): Sink | null => {
  if (sites.length === 0) return null;
  const { prompt, messages, model, ownStatic, own } = sites.map((site) => site.passing).reduce(eitherPassing);
  return prompt || model ? { name: nameOf(callee), passesPrompt: prompt, passesMessages: messages, passesModel: model, ownStatic, own } : null;
};

/** Of `post(url, body)`. */
export const postingSink = (callee: FunctionValue): Sink => ({ name: nameOf(callee), passesPrompt: false, passesMessages: false, passesModel: false, ownStatic: 0, own: new Set(), isPosting: true });

/** With this much text of its own a function has a prompt, and its callers only a question. */
const OWN_TEXT = 200;
/** Less than this is a question, not a prompt, beside a prompt of the function's own; as is less than a quarter of that. */
const ENOUGH = 80;
const needed = (own: number): number => (own < ENOUGH ? own : Math.max(ENOUGH, own / 4));

export interface Hop {
  readonly args: Args;
  /** Whether a text comes with the call: in its arguments, or in the object it is made on. */
  isGiven(place: Place): boolean;
  /** The function called stands in the same file. */
  readonly nearby: boolean;
  /** Written at the top of a script or notebook, where finished functions are tried out. */
  readonly script: boolean;
  /** In a test, whose conversations are made up. */
  readonly test: boolean;
  /** In a callback that the function hands to a library: it may only be kept there, e.g. as a tool. */
  readonly later: boolean;
  /** What is asked is a signature: a task of its own, however much is added to it. */
  readonly signature: boolean;
}

/** The least text, beside a value filled in, that tells a task from a greeting. */
const A_TEMPLATE = 20;

const isTemplate = (block: BlockDraft, sink: Sink): boolean => {
  const parts = flatten(block.parts);
  return parts.some((part) => part.kind === 'hole') && parts.some((part) => part.kind === 'static' && part.text.length >= A_TEMPLATE && !sink.own.has(keyOf(part.place)));
};

/** Whether a call of the function is a place where a prompt is written: not where one is only handed on, nor where a finished prompt gets its question. */
export const acceptsWrapper = (site: SiteDraft, sink: Sink, hop: Hop): boolean => {
  if (!sink.passesPrompt) return false;
  const statics = site.blocks.flatMap((block) => flatten(block.parts)).filter((part) => part.kind === 'static');
  const given = statics.reduce((sum, part) => sum + (sink.own.has(keyOf(part.place)) || !hop.isGiven(part.place) ? 0 : part.text.trim().length), 0);
  if (given > 0 && (hop.signature || given >= needed(sink.ownStatic) || (!hop.script && given >= A_TEMPLATE && site.blocks.some((block) => isTemplate(block, sink))))) return true;
  if (hop.later) return false;
  // A conversation is more than a question, whatever is put in front of it.
  if (sink.ownStatic >= OWN_TEXT) return sink.passesMessages && !hop.nearby && !hop.test;
  if (!hop.nearby || (sink.passesModel && site.model.id !== null)) return true;
  return given === 0 && [...hop.args.positional, ...hop.args.named.values()].some((value) => isPrompt(value, 0));
};

const PROMPT_KEYS = /^(role|content|contents|messages|prompt|system|parts|text|input)$/;

/** A library's message object. */
const MESSAGE = /Message(?:Param)?\(\)$/;

/** Something put together here: a message, a list of them, a request. */
const isPrompt = (value: Value, depth: number): boolean => {
  const plain = deref(value);
  if (depth > 3) return false;
  switch (plain.kind) {
    case 'text': return plain.jsonOf !== undefined && isPrompt(plain.jsonOf, depth + 1);
    case 'list': return plain.items.some((item) => isPrompt(item.value, depth + 1));
    case 'record': return plain.entries.some((entry) => PROMPT_KEYS.test(entry.key));
    case 'opaque': return plain.args !== null && MESSAGE.test(plain.key);
    case 'instance': return [...plain.attributes.keys()].some((name) => PROMPT_KEYS.test(name));
    case 'union': return plain.members.some((member) => isPrompt(member.value, depth + 1));
    default: return false;
  }
};

/** Keeps with the site which text it only inherits. */
export const inheritText = (site: SiteDraft, sink: Sink): SiteDraft => ({ ...site, inherits: { from: sink.name, places: sink.own } });
