/** From drafts to call sites: places become locations, values become segments. */
import type { Block, CallSite, Hole, Segment } from '../call-site.ts';
import { LineIndex } from '../document.ts';
import type { FileId, Location } from '../document.ts';
import type { HoleValue, Place } from '../values/value.ts';
import { alternativesOf, branchesOf, flatten } from './draft.ts';
import type { BlockDraft, SiteDraft } from './draft.ts';

export class Locations {
  readonly #text: (file: FileId) => string;
  readonly #lines = new Map<FileId, { readonly text: string; readonly index: LineIndex }>();

  constructor(text: (file: FileId) => string) {
    this.#text = text;
  }

  of(place: Place): Location {
    const text = this.#text(place.file);
    let lines = this.#lines.get(place.file);
    if (lines?.text !== text) {
      lines = { text, index: new LineIndex(text) };
      this.#lines.set(place.file, lines);
    }
    return { file: place.file, range: lines.index.rangeOf(place.span) };
  }
}

/** More ways than this through one prompt say little more. */
const MAX_ALTERNATIVES = 4;

export const finish = (draft: SiteDraft, id: string, gateway: CallSite['gateway'], locations: Locations): CallSite => {
  const at = (place: Place): Location => locations.of(place);
  const blocks = draft.blocks.map((block) => finishBlock(block, draft, locations));
  const alternatives = draft.blocks.flatMap((block, index) =>
    alternativesOf(block.parts).map((parts) => blocks.map((each, i) => (i === index ? finishBlock({ ...block, parts }, draft, locations) : each)))).slice(0, MAX_ALTERNATIVES);
  return {
    id, location: at(draft.place), nameLocation: at(draft.name), enclosing: draft.enclosing, kind: draft.kind, sdk: draft.sdk, provider: draft.provider,
    model: {
      id: draft.model.id, from: draft.model.from, candidates: draft.model.candidates, location: draft.model.place ? at(draft.model.place) : null, ...(draft.model.why ? { why: draft.model.why } : {}),
    },
    blocks, ...(alternatives.length === 0 ? {} : { alternatives }),
    outputLimit: draft.outputLimit ? { tokens: draft.outputLimit.tokens, location: at(draft.outputLimit.place) } : null,
    outputSchema: draft.outputSchema ? { schema: draft.outputSchema.schema, location: at(draft.outputSchema.place) } : null,
    tools: draft.tools.map(({ place, ...tool }) => ({ ...tool, location: at(place) })),
    toolChoice: draft.toolChoice, reasoning: draft.reasoning, gateway, multiple: draft.multiple, use: draft.use, ...(draft.retry ? { retry: { sdk: draft.retry.sdk, layers: draft.retry.layers.map(({ place, ...layer }) => ({ ...layer, location: at(place) })) } } : {}), fees: draft.fees, ...excerptOf(draft, at), ...(draft.cacheKey ? { cacheKey: finishHole(draft.cacheKey, locations) } : {}),
    branches: branchesOf(draft.blocks), through: draft.through.map(at), telemetryNames: draft.telemetryNames,
    problems: draft.problems.map(({ place, ...problem }) => ({ ...problem, location: place ? at(place) : null })),
  };
};

const excerptOf = ({ excerpt }: SiteDraft, at: (place: Place) => Location): Pick<CallSite, 'excerpt'> => {
  if (!excerpt) return {};
  const { place, ...told } = excerpt;
  return { excerpt: { ...told, location: at(place) } };
};

const finishBlock = (block: BlockDraft, draft: SiteDraft, locations: Locations): Block => ({
  role: block.role,
  breakpoint: block.breakpoint ? { ttl: block.breakpoint.ttl, location: locations.of(block.breakpoint.place) } : null,
  segments: flatten(block.parts).filter((part) => part.kind === 'hole' || part.text !== '').map((part): Segment => {
    if (part.kind === 'hole') return finishHole(part.hole, locations);
    const inherited = draft.inherits?.places.has(`${part.place.file}#${part.place.span.start}`) ? draft.inherits.from : undefined;
    return { kind: 'static', text: part.text, location: locations.of(part.place), ...(inherited === undefined ? {} : { inheritedFrom: inherited }) };
  }),
  location: locations.of(block.place),
  ...(block.condition ? { condition: block.condition } : {}),
});

const MAX_ORIGINS = 8;

const finishHole = (hole: HoleValue, locations: Locations): Hole => ({
  kind: 'hole', expression: hole.expression, location: locations.of(hole.place), volatility: hole.volatility, cause: hole.volatility === 'constant' ? '' : hole.cause,
  origin: hole.origin.slice(0, MAX_ORIGINS).map((place) => locations.of(place)), content: hole.content, bounds: hole.bounds,
  ...(hole.hourly ? { hourly: true } : {}),
  ...(hole.rewritten === undefined ? {} : { rewritten: hole.rewritten }),
  ...(hole.unstableOrder === undefined ? {} : { unstableOrder: hole.unstableOrder }),
});
