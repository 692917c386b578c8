/** `cache/missing-breakpoint`: a large static prefix at a provider that caches only up to a marker, and no marker. */
import { cacheableTokens } from '../caching/cache-rule.ts';
import { markerName } from '../caching/notation.ts';
import { changes, hasMarkers, stablePrefix } from '../caching/prefix.ts';
import { addBreakpoint } from '../editing/add-breakpoint.ts';
import { splitPrompt } from '../editing/split-prompt.ts';
import { evidenceFor, lossData, lossWords, tokenWords } from './finding.ts';
import type { CallReport, Fix } from '../analysis.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import type { Location } from '../document.ts';
import type { Draft, Rule, RuleContext } from './rule.ts';

export const cacheMissingBreakpoint: Rule = {
  meta: {
    id: 'cache/missing-breakpoint', level: 'warning', fixable: true, options: {},
    title: 'A large static prefix is sent without the marker this provider needs to cache it',
  },
  check(context) {
    const { site, cache } = context;
    if (cache?.mechanism !== 'explicit' || site.use === 'once' || hasMarkers(site.blocks)) return [];
    // A marker is set where the request is written: for a wrapper's callers that is the wrapper.
    if (site.kind === 'wrapper') return [];
    return site.gateway === null ? ofCall(context, cache) : ofAdapter(context, cache);
  },
};

function ofCall(context: RuleContext, cache: CacheRule): readonly Draft[] {
  const { site, report } = context;
  const prefix = cacheableTokens(stablePrefix(site.blocks, report.tokens.segments), cache);
  if (prefix <= 0) return ofLoop(context, cache);
  if (evidenceFor(context.observed, prefix) === 'cleared' || isDecidedNearby(context) || marksByItself(context)) return [];
  const data = lossData(context, cache, prefix);
  const marker = markerName(site, cache) ?? 'marker';
  return [{
    location: site.nameLocation,
    related: site.blocks.filter((block) => block.role === 'system').slice(0, 1).map((block) => ({ location: block.location, message: 'this could be cached' })),
    message: `${tokenWords(prefix)} at the start of this prompt never change, and without ${marker} none of them are cached${lossWords(data, context)}`,
    data: { ...data, marker },
    fixes: marked(context, cache, marker),
  }];
}

/** Where the prompt ends with something that changes, the part in front of it becomes a block of its own. */
function marked(context: RuleContext, cache: CacheRule, marker: string): readonly Fix[] {
  const { site, pieces } = context;
  if (endsUnchanged(context)) {
    const edits = addBreakpoint(site, context);
    return edits === null ? [] : [{ id: 'add-breakpoint', title: `Mark the system prompt with ${marker}`, edits }];
  }
  const split = splitPrompt(site, pieces, context);
  return split === null || cacheableTokens(split.tokens, cache) === 0 ? [] : [{ id: 'split-and-mark', title: `Mark the part of the system prompt that stays the same with ${marker}`, edits: split.edits }];
}

/** A marker stands behind the whole system prompt: with anything in it that changes, it would be written on each call and never read. */
function endsUnchanged({ site, pieces }: RuleContext): boolean {
  const system = site.blocks.findLastIndex((block) => block.role === 'system');
  return !pieces.some((piece) => piece.block <= system && changes(piece, 'request'));
}

/** Steps of a loop of tools after which what was sent before is worth more than what is new. */
const SEVERAL_STEPS = 4;

/** The prompt is too short for a marker, but a loop of tools sends the conversation again at each step. */
function ofLoop(context: RuleContext, cache: CacheRule): readonly Draft[] {
  const { site, pieces } = context;
  // What is tried out in a notebook ends after a step or two.
  if (site.location.file.endsWith('.ipynb')) return [];
  const hasTools = site.tools.length > 0 || site.blocks.some((block) => block.role === 'tools');
  const loops = site.multiple !== null && (site.multiple.max === null || site.multiple.max >= SEVERAL_STEPS);
  const history = pieces.find(({ value }) => value.kind === 'hole' && value.content === 'history')?.value;
  if (!loops || !hasTools || history === undefined || (context.observed?.cacheRead ?? 0) > 0 || isDecidedNearby(context)) return [];
  const marker = markerName(site, cache) ?? 'marker';
  return [{
    location: site.nameLocation, related: [{ location: history.location, message: 'sent again at each step' }], fixes: [], data: { ...lossData(context, cache, 0), marker },
    message: `This loop sends the conversation again at each step, and without ${marker} none of it is read from the cache.`,
  }];
}

/** A function that passes on its callers' prompts and never marks them, though one of them is long and stays the same. */
function ofAdapter(context: RuleContext, cache: CacheRule): readonly Draft[] {
  const { site, callers } = context;
  if (marksInItself(context)) return [];
  const sizes = callers.filter((caller) => caller.site.gateway === null && caller.site.use !== 'once' && !caller.quiet && !hasMarkers(caller.site.blocks))
    .map((caller) => ({ caller, prefix: cacheableTokens(stablePrefix(caller.site.blocks, caller.tokens.segments), cache) }));
  const largest = sizes.reduce<(typeof sizes)[number] | null>((best, each) => (each.prefix > (best?.prefix ?? 0) ? each : best), null);
  if (largest === null || largest.prefix < WORTH_A_CHANGE || evidenceFor(context.observed, largest.prefix) === 'cleared') return [];
  const data = lossData(context, cache, largest.prefix);
  const marker = markerName(site, cache) ?? 'marker';
  const system = site.blocks.find((block) => block.role === 'system')?.location;
  const text = largestText(largest.caller);
  return [{
    location: system !== undefined && system.file === site.location.file ? system : site.nameLocation,
    related: [{ location: site.nameLocation, message: 'sent by this call' }, ...(text === null ? [] : [{ location: text, message: 'this could be cached' }])],
    message: `This sends its callers' prompts without ${marker}, and one of them starts with ${tokenWords(largest.prefix)} that never change: none of them are cached${lossWords(data, context)}`,
    data: { ...data, marker, adapter: true }, fixes: [],
  }];
}

/** An adapter serves many callers: a prefix that pays a marker barely is no reason to change it. */
const WORTH_A_CHANGE = 2048;

function largestText({ site, tokens }: CallReport): Location | null {
  const texts = site.blocks.flatMap((block, i) => block.segments.map((segment, j) => ({ segment, size: tokens.segments[i]?.[j] ?? 0 })));
  return texts.reduce<(typeof texts)[number] | null>((best, each) => (each.segment.kind === 'static' && each.size > (best?.size ?? 0) ? each : best), null)?.segment.location ?? null;
}

const MARKERS = /cache_?control|cache_?point|prompt_?cach/i;
/** Characters in front of a call in which its request is put together. */
const NEARBY = 4000;

/** The code in front of the call speaks of markers: one is set in a way nobody can follow here. */
function isDecidedNearby({ site, source, lines }: RuleContext): boolean {
  const { file, range } = site.location;
  const [start, end] = [lines(file).offsetAt(range.start), lines(file).offsetAt(range.end)];
  const before = source(file)?.text.slice(Math.max(0, start - NEARBY), start) ?? '';
  // Only the definition it stands in.
  const own = before.slice([...before.matchAll(/^(?=[A-Za-z@])/gm)].at(-1)?.index ?? 0);
  return MARKERS.test(own) || MARKERS.test(source(file)?.text.slice(start, end) ?? '');
}

/** Deep agents put markers into every request to Claude, and their documentation says so. */
const marksByItself = ({ site, source, lines }: RuleContext): boolean => {
  const { file, range } = site.nameLocation;
  return /create_?deep_?agent$/i.test(source(file)?.text.slice(lines(file).offsetAt(range.start), lines(file).offsetAt(range.end)) ?? '');
};

/** The file of an adapter speaks of markers: somebody decides about them, at run time or in a way nobody can follow here. */
const marksInItself = ({ site, source }: RuleContext): boolean => MARKERS.test(source(site.location.file)?.text ?? '');
