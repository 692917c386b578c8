/** Models that one call sets for all others of its SDK. */
import type { FileId } from '../document.ts';
import { ambientFor } from '../sdks/registry.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { CallView, Found } from '../sdks/view.ts';
import type { Machine } from '../values/machine.ts';
import type { SiteDraft } from './draft.ts';
import { readModel } from './request/model.ts';

interface Choice {
  readonly sdk: string;
  readonly file: FileId;
  readonly model: SiteDraft['model'];
}

export class AmbientModels {
  readonly #choices = new Map<string, Choice>();

  /** Answers whether the call sets a model. */
  note(view: CallView): boolean {
    const sdk = ambientFor(view.key);
    const given = sdk?.ambient && view.first(sdk.ambient.model);
    if (!sdk || !given) return false;
    this.#choose(sdk, given, view.machine);
    return true;
  }

  /** `Settings.llm = …`. */
  noteAssigned(key: string, given: Found, machine: Machine): void {
    const sdk = ambientFor(key);
    if (sdk) this.#choose(sdk, given, machine);
  }

  #choose(sdk: Sdk, given: Found, machine: Machine): void {
    const { file, span } = given.place;
    this.#choices.set(`${file} ${span.start}`, { sdk: sdk.id, file, model: readModel(machine, given, undefined) });
  }

  forget(file: FileId): void {
    for (const [key, choice] of this.#choices) if (choice.file === file) this.#choices.delete(key);
  }

  /** The site with its file's only choice, or the workspace's, where it names no model itself. */
  complete(site: SiteDraft): SiteDraft {
    if (site.model.id !== null || site.model.place !== null) return site;
    const all = [...this.#choices.values()].filter(({ sdk }) => site.sdk === sdk || site.sdk.startsWith(`${sdk}.`));
    const own = all.filter(({ file }) => file === site.place.file);
    const choices = own.length > 0 ? own : all;
    const [first] = choices;
    if (!first || first.model.id === null || choices.some(({ model }) => model.id !== first.model.id)) return site;
    return { ...site, model: { ...first.model, params: [] }, provider: site.provider ?? first.model.provider ?? null, problems: site.problems.filter(({ code }) => code !== 'unresolved-model') };
  }
}
