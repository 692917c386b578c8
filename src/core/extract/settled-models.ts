/** What the configuration says about models: deployments by their real name, and models assumed where code does not tell. */
import picomatch from 'picomatch';
import type { CallSite, ModelSource } from '../call-site.ts';
import type { Config } from '../config/config.ts';
import { relativeTo } from '../document.ts';
import type { FileId } from '../document.ts';

/** Nothing in code names a model for certain, so that an assumption about a whole file may. */
const OPEN: ReadonlySet<ModelSource> = new Set(['default', 'sdk-default', 'environment', 'unknown']);

/** An assumption about one call wins over one about files; of several the first, which is the nearest configuration's. */
export function createModelSettler({ models, assumedModels }: Pick<Config, 'models' | 'assumedModels'>, roots: readonly FileId[]): (site: CallSite) => CallSite {
  const assumptions = assumedModels.map(({ at, model }) => ({ at, model, covers: picomatch(at, { dot: true }) }));
  if (assumptions.length === 0 && Object.keys(models).length === 0) return (site) => site;
  const assumedFor = (site: CallSite): string | null => {
    const own = assumptions.find(({ at }) => at === site.id);
    if (own) return own.model;
    if (site.model.id !== null && !OPEN.has(site.model.from)) return null;
    const file = relativeTo(roots, site.location.file);
    return assumptions.find(({ at, covers }) => at === file || covers(file))?.model ?? null;
  };
  return (site) => {
    const assumed = assumedFor(site);
    return assumed === null ? named(site, models) : {
      ...site, model: { id: models[assumed] ?? assumed, from: 'assumed', why: 'assumed in the configuration', candidates: [], location: site.model.location },
      problems: site.problems.filter((problem) => problem.code !== 'unresolved-model'),
    };
  };
}

const named = (site: CallSite, models: Config['models']): CallSite => {
  const { id, candidates } = site.model;
  const real = id === null ? undefined : models[id];
  const known = candidates.map((candidate) => ({ ...candidate, id: models[candidate.id] ?? candidate.id }));
  return { ...site, model: { ...site.model, candidates: known, ...(real === undefined ? {} : { id: real, why: `\`${id ?? ''}\` in code` }) } };
};
