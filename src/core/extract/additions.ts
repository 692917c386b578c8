/** What is said about an agent after its definition: tools and instructions by decorator, limits of a run. */
import type { FileId } from '../document.ts';
import type { AdditionShape } from '../sdks/sdk.ts';
import { additionFor, isAgent } from '../sdks/registry.ts';
import type { CallView } from '../sdks/view.ts';
import { plainKey } from '../sdks/view.ts';
import { deref } from '../values/value.ts';
import type { Place } from '../values/value.ts';
import type { BlockDraft, SiteDraft } from './draft.ts';
import { blocksOf } from './request/messages/messages.ts';
import { inPrefixOrder, stepsOf, toolBlocks } from './request/request.ts';
import { toolsOf } from './request/tools.ts';

export interface Addition {
  /** Where the agent was made. */
  readonly to: Place;
  readonly from: Place;
  readonly blocks: readonly BlockDraft[];
  readonly tools: SiteDraft['tools'];
  readonly multiple: SiteDraft['multiple'];
}

/** Null when the agent cannot be told. */
const additionOf = (view: CallView, shape: AdditionShape): Addition | null => {
  const to = placeOfAgent(view, shape);
  if (!to) return null;
  const { machine } = view;
  const given = view.first(shape.request.tools);
  const found = given && toolsOf(machine, given.value, given.place);
  const system = view.first(shape.request.system);
  return {
    to, from: view.place, tools: found?.tools ?? [], multiple: stepsOf(view.first(shape.request.maxSteps)),
    blocks: [...(found && given ? toolBlocks(machine, found, given) : []), ...(system ? blocksOf(machine, system.value, system.place, 'system') : [])],
  };
};

const placeOfAgent = (view: CallView, { to }: AdditionShape): Place | null => {
  for (const where of to) {
    if (where === '^') {
      for (let each = view.call.parent; each; each = each.parent) if (each.args && isAgent(plainKey(each.key))) return each.place;
      continue;
    }
    const found = view.at(where);
    const agent = found && deref(found.value);
    if (agent?.kind === 'opaque' && agent.args) return agent.place;
  }
  return null;
};

/** What was said about agents elsewhere, by the agent's place and its own. */
export class Additions {
  readonly #known = new Map<string, Map<string, Addition>>();

  /** Notes what a call says about an agent, if it does. */
  note(view: CallView): void {
    const shape = additionFor(plainKey(view.call.key));
    const addition = shape && additionOf(view, shape);
    if (!addition) return;
    const key = keyOf(addition.to);
    const known = this.#known.get(key) ?? new Map<string, Addition>();
    this.#known.set(key, known.set(`${view.place.file} ${view.place.span.start}`, addition));
  }

  /** The site with what was said about it elsewhere. */
  applied(site: SiteDraft): SiteDraft {
    return withAdditions(site, [...this.#known.get(keyOf(site.place))?.values() ?? []]);
  }

  forget(file: FileId): void {
    for (const known of this.#known.values()) for (const [key, { from }] of known) if (from.file === file) known.delete(key);
  }
}

const keyOf = ({ file, span }: Place): string => `${file} ${span.start} ${span.end}`;

const withAdditions = (site: SiteDraft, additions: readonly Addition[]): SiteDraft => {
  if (additions.length === 0) return site;
  const limits = additions.flatMap(({ multiple }) => multiple?.max ?? []);
  return {
    ...site, tools: [...site.tools, ...additions.flatMap(({ tools }) => tools)], blocks: inPrefixOrder([...site.blocks, ...additions.flatMap(({ blocks }) => blocks)]),
    multiple: limits.length > 0 ? { min: 1, max: Math.max(...limits) } : site.multiple,
  };
};
