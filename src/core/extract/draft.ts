/** A call site while it is being put together: places instead of locations, values instead of text. */
import type { BlockRole, CallKind, CallSite, ModelSource, ProblemCode, ToolSchema } from '../call-site.ts';
import type { ExcerptDraft } from './excerpts.ts';
import type { RetryDraft } from './retries.ts';
import type { HoleValue, Part, Place } from '../values/value.ts';

export interface BlockDraft {
  readonly role: BlockRole;
  readonly parts: readonly Part[];
  readonly breakpoint: { readonly ttl: '5m' | '1h' | null; readonly place: Place } | null;
  readonly condition?: string;
  readonly place: Place;
}

export interface ModelDraft {
  readonly id: string | null;
  readonly from: ModelSource;
  readonly why?: string;
  readonly candidates: readonly { readonly id: string; readonly when: string }[];
  readonly place: Place | null;
  /** More models are possible than the candidates. */
  readonly cut?: boolean;
  /** Parameters of the function under analysis that decide the model. */
  readonly params: readonly string[];
  /** What the model's object says about who bills. */
  readonly provider?: string | null;
}

export interface SiteDraft {
  readonly place: Place;
  readonly name: Place;
  readonly kind: CallKind;
  readonly sdk: string;
  readonly provider: string | null;
  readonly model: ModelDraft;
  readonly blocks: readonly BlockDraft[];
  readonly outputLimit: { readonly tokens: number | null; readonly place: Place } | null;
  readonly outputSchema: { readonly schema: unknown; readonly place: Place } | null;
  readonly tools: readonly (Omit<ToolSchema, 'location'> & { readonly place: Place })[];
  readonly toolChoice: CallSite['toolChoice'];
  readonly reasoning: string | null;
  readonly multiple: CallSite['multiple'];
  readonly use: CallSite['use'];
  readonly retry?: RetryDraft | null;
  readonly excerpt?: ExcerptDraft | null;
  readonly cacheKey?: HoleValue | null;
  readonly fees: readonly string[];
  readonly through: readonly Place[];
  readonly telemetryNames: readonly string[];
  readonly enclosing: string | null;
  /** What a parameter holds is spread over the request: a system prompt may be among it. */
  readonly spread?: boolean;
  /** Of a kind of call that is one of a model only where the caller's address says so. */
  readonly isUpToCallers?: boolean;
  /** Text that a wrapper adds, by `file#offset`. */
  readonly inherits?: { readonly from: string; readonly places: ReadonlySet<string> };
  readonly problems: readonly { readonly code: ProblemCode; readonly message: string; readonly place: Place | null }[];
}

type FlatPart = Part & { readonly kind: 'static' | 'hole' };

const lengthOf = (parts: readonly FlatPart[]): number => parts.reduce((sum, part) => sum + (part.kind === 'static' ? part.text.length : 0), 0);

/**
 * The alternative shown when only one of several is sent: the last with text, since that is the one no condition
 * asks for (`else`, a default); without any text, the last that is something.
 */
export const chosen = <T extends readonly unknown[]>(alternatives: readonly T[], text: (alternative: T) => number): T | undefined =>
  alternatives.findLast((each) => text(each) > 0) ?? alternatives.findLast((each) => each.length > 0);

/** The parts that are sent when no condition holds. Of a text that may be left out only the holes stay: they can still change the prompt. */
export const flatten = (parts: readonly Part[]): readonly FlatPart[] =>
  parts.flatMap((part) => {
    if (part.kind !== 'choice') return [part];
    const options = part.options.map(flatten);
    const shown = chosen(options, lengthOf) ?? [];
    return options.at(-1)?.length === 0 ? shown.filter((each) => each.kind === 'hole') : shown;
  });

/** Static text of every option, sent or not. */
export const staticsIn = (parts: readonly Part[]): readonly (Part & { kind: 'static' })[] =>
  parts.flatMap((part) => (part.kind === 'static' ? [part] : part.kind === 'choice' ? part.options.flatMap(staticsIn) : []));

/** Less text than this is no prompt of its own, in characters. */
const LONG_OPTION = 1000;

/** The parts with another option in the place of the one shown, for each long one in which a clock stands. */
export const alternativesOf = (parts: readonly Part[]): readonly (readonly Part[])[] =>
  parts.flatMap((part, index) => {
    if (part.kind !== 'choice') return [];
    const options = part.options.map(flatten);
    const shown = chosen(options, lengthOf);
    return options.filter((option) => option !== shown && lengthOf(option) >= LONG_OPTION && option.some(isClock))
      .map((option) => [...parts.slice(0, index), ...option, ...parts.slice(index + 1)]);
  });

/** What is another with every call. */
export const isClock = (part: Part): boolean => part.kind === 'hole' && (part.hole.volatility === 'time' || part.hole.volatility === 'random');

interface Lengths { readonly min: number; readonly max: number }

/** Characters of static text over all ways through the branches. */
const lengthsOf = (parts: readonly Part[]): Lengths =>
  parts.reduce<Lengths>((sum, part) => {
    const each = part.kind === 'hole' ? NONE : part.kind === 'static' ? { min: part.text.length, max: part.text.length } : spanning(part.options.map(lengthsOf));
    return { min: sum.min + each.min, max: sum.max + each.max };
  }, NONE);

const NONE: Lengths = { min: 0, max: 0 };
const spanning = (all: readonly Lengths[]): Lengths => ({ min: Math.min(...all.map(({ min }) => min)), max: Math.max(...all.map(({ max }) => max)) });

/** The least and most text that branches send; null where all send the same. */
export const branchesOf = (blocks: readonly BlockDraft[]): Lengths | null => {
  const all = blocks.map((block) => {
    const lengths = lengthsOf(block.parts);
    return block.condition ? { ...lengths, min: 0 } : lengths;
  });
  const [min, max] = [all.reduce((sum, each) => sum + each.min, 0), all.reduce((sum, each) => sum + each.max, 0)];
  return max > min ? { min, max } : null;
};

export const staticLength = (parts: readonly Part[]): number =>
  lengthOf(flatten(parts));

export const staticLengthOf = (blocks: readonly BlockDraft[]): number => blocks.reduce((sum, block) => sum + staticLength(block.parts), 0);

