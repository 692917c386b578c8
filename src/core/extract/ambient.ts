/** Models that one call sets for all others of its SDK. */
import type { FileId } from '../document.ts';
import { ambientFor } from '../sdks/registry.ts';
import type { CallView } from '../sdks/view.ts';
import type { SiteDraft } from './draft.ts';
import { readModel } from './model.ts';

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
    this.#choices.set(`${view.place.file} ${view.place.span.start}`, { sdk: sdk.id, file: view.place.file, model: readModel(view.machine, given, undefined) });
    return true;
  }

  forget(file: FileId): void {
    for (const [key, choice] of this.#choices) if (choice.file === file) this.#choices.delete(key);
  }

  /** The site with the workspace's only choice, where it names no model itself. */
  complete(site: SiteDraft): SiteDraft {
    if (site.model.id !== null || site.model.place !== null) return site;
    const choices = [...this.#choices.values()].filter(({ sdk }) => site.sdk === sdk || site.sdk.startsWith(`${sdk}.`));
    const [first] = choices;
    if (!first || first.model.id === null || choices.some(({ model }) => model.id !== first.model.id)) return site;
    return { ...site, model: { ...first.model, params: [] }, provider: site.provider ?? first.model.provider ?? null, problems: site.problems.filter(({ code }) => code !== 'unresolved-model') };
  }
}
