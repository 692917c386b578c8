/** Objects put together by later calls, and what that says about calls made on them: a pipeline's generator is sent what its prompt builder writes, a kernel's functions go to its service. */
import type { FileId } from '../document.ts';
import { assemblyFor } from '../sdks/registry.ts';
import type { AssemblyShape } from '../sdks/sdk.ts';
import { argumentAt, matchesKey, plainKey } from '../sdks/view.ts';
import type { CallView, Found } from '../sdks/view.ts';
import { deref, membersOf, staticText } from '../values/value.ts';
import type { OpaqueValue, Place } from '../values/value.ts';
import type { BlockDraft, ModelDraft, SiteDraft } from './draft.ts';
import { blocksOf } from './request/messages/messages.ts';
import { readModel } from './request/model.ts';
import { inPrefixOrder } from './request/request.ts';

interface Part {
  readonly blocks: readonly BlockDraft[];
  readonly model: ModelDraft | null;
}

interface Assembly {
  readonly parts: Map<string, Part>;
  /** The part sent to, and those whose output it is sent. */
  readonly links: Map<string, Set<string>>;
}

/** Where a call stands in an object: the object's place, and its name there if it is a part. */
interface Slot {
  readonly object: string;
  readonly name: string;
}

const keyOf = ({ file, span }: Place): string => `${file} ${span.start} ${span.end}`;

/** `prompt_builder.prompt` is an output of `prompt_builder`. */
const partNamed = (found: Found | null): string => (found ? staticText(found.value) ?? '' : '').split('.')[0] ?? '';

const objectOf = (view: CallView, shape: AssemblyShape): OpaqueValue | null => {
  for (let each = view.call.parent; each; each = each.parent) if (each.args && matchesKey(shape.of, plainKey(each.key))) return each;
  const given = view.first(shape.given);
  const plain = given && deref(given.value);
  return plain?.kind === 'opaque' && plain.args && matchesKey(shape.of, plainKey(plain.key)) ? plain : null;
};

/** A prompt written in a part, or the model it stands for. */
const partOf = (view: CallView, shape: AssemblyShape, given: Found): Part => {
  for (const { value } of membersOf(given.value)) {
    const made = deref(value);
    if (made.kind !== 'opaque' || !made.args || !matchesKey(shape.writes, plainKey(made.key))) continue;
    const text = shape.prompt.map((where) => argumentAt(made.args, where, made.place, view.machine)).find((found) => found !== null);
    return { blocks: text ? blocksOf(view.machine, text.value, text.place, 'user') : [], model: null };
  }
  return { blocks: [], model: readModel(view.machine, given, undefined) };
};

export class Assemblies {
  readonly #known = new Map<string, Assembly>();
  readonly #slots = new Map<string, Slot>();

  /** Notes what a call puts into an object, joins there, or asks of it. */
  note(view: CallView): void {
    const shape = assemblyFor(plainKey(view.call.key));
    const object = shape && objectOf(view, shape);
    if (!shape || !object) return;
    const known = this.#known.get(keyOf(object.place)) ?? { parts: new Map<string, Part>(), links: new Map<string, Set<string>>() };
    this.#known.set(keyOf(object.place), known);
    const name = partNamed(view.first(shape.name));
    if (matchesKey(shape.adds, plainKey(view.call.key))) {
      const given = view.first(shape.part);
      if (given) known.parts.set(name, partOf(view, shape, given));
    } else if (matchesKey(shape.joins, plainKey(view.call.key))) {
      const to = partNamed(view.first(shape.to));
      known.links.set(to, (known.links.get(to) ?? new Set()).add(partNamed(view.first(shape.from))));
    }
    this.#slots.set(keyOf(view.place), { object: keyOf(object.place), name });
  }

  /** The site with what its object says about it. */
  applied(site: SiteDraft): SiteDraft {
    const slot = this.#slots.get(keyOf(site.place));
    const object = slot && this.#known.get(slot.object);
    if (!slot || !object) return site;
    const sent = [...object.links.get(slot.name) ?? []].flatMap((name) => object.parts.get(name)?.blocks ?? []);
    return withModel(withBlocks(site, sent), object.parts.get('')?.model ?? null);
  }

  forget(file: FileId): void {
    for (const known of [this.#known, this.#slots]) for (const key of known.keys()) if (key.startsWith(`${file} `)) known.delete(key);
  }
}

const withBlocks = (site: SiteDraft, blocks: readonly BlockDraft[]): SiteDraft =>
  blocks.length === 0 ? site : { ...site, blocks: inPrefixOrder([...site.blocks, ...blocks]), problems: site.problems.filter(({ code }) => code !== 'unresolved-prompt') };

const withModel = (site: SiteDraft, model: ModelDraft | null): SiteDraft =>
  model === null || site.model.id !== null || site.model.candidates.length > 0 || site.model.place !== null ? site
    : { ...site, model, provider: site.provider ?? model.provider ?? null, problems: model.id === null ? site.problems : site.problems.filter(({ code }) => code !== 'unresolved-model') };
