/** What rules share: the loss in money, live evidence, and the words for both. */
import type { FindingData, Fix, Nanodollars, Observed } from '../analysis.ts';
import type { CacheRule } from '../caching/cache-rule.ts';
import { cacheableTokens } from '../caching/cache-rule.ts';
import type { Around, Piece } from '../caching/prefix.ts';
import type { CallSite, Hole } from '../call-site.ts';
import { rangeContains } from '../document.ts';
import type { Location } from '../document.ts';
import { coarsen } from '../editing/coarsen.ts';
import type { MovedHole } from '../editing/move-hole.ts';
import { perThousandCalls, roundDollars } from '../present/money.ts';
import type { Draft, InputPrice, RuleContext } from './rule.ts';

/** Fewer lost tokens than this are not worth a line: two of OpenAI's steps. */
const WORTH_SAYING = 256;

/** Tokens that would be read from the cache if what stands between did not change; 0 where it hardly matters. */
export function lostTokens(place: Pick<Around, 'before' | 'behind'>, cache: CacheRule): number {
  const lost = cacheableTokens(place.before + place.behind, cache) - cacheableTokens(place.before, cache);
  return lost >= WORTH_SAYING ? lost : 0;
}

/** `lost × (input price − cached price)`; null where either price is not known. */
export function lossPerCall(tokens: number, price: InputPrice | null, cache: CacheRule): Nanodollars | null {
  if (price === null) return null;
  const cached = price.cacheRead ?? (cache.readMultiplier === null ? null : price.input * cache.readMultiplier);
  return cached === null ? null : Math.max(0, Math.round((tokens * (price.input - cached)) / 1_000_000));
}

/** Fewer calls than this say nothing about a cache. */
const ENOUGH_CALLS = 5;

/**
 * What live traffic says about tokens that a rule believes are never read from the cache.
 * `cleared`: most of them are read, on average over all calls. `confirmed`: enough calls, and none read.
 */
export function evidenceFor(observed: Observed | null, expectedTokens: number): 'cleared' | 'confirmed' | null {
  if (observed === null || observed.calls < ENOUGH_CALLS) return null;
  if (observed.cacheRead === 0) return 'confirmed';
  return observed.cacheRead / observed.calls >= expectedTokens / 2 ? 'cleared' : null;
}

/** The data every cache finding carries. */
export function lossData(context: RuleContext, cache: CacheRule, tokens: number): FindingData {
  const loss = lossPerCall(tokens, context.price, cache);
  const month = context.observed?.callsPerMonth ?? declaredVolume(context);
  const model = context.report.cost?.model ?? context.site.model.id;
  return {
    ...(tokens > 0 ? { lostTokens: tokens } : {}),
    ...(loss === null ? {} : { lostPerCall: loss }),
    ...(loss === null || month === null ? {} : { lostPerMonth: Math.round(loss * month) }),
    ...(cache.provider === 'unknown' ? {} : { provider: cache.provider }),
    ...(model === null ? {} : { model }),
    ...(cache.minTokens === null ? {} : { minTokens: cache.minTokens }),
  };
}

/** What is lost once an hour is nothing that each call loses. */
function hourlyData(context: RuleContext, cache: CacheRule, tokens: number): FindingData {
  const { lostPerCall: _call, lostPerMonth: _month, ...data } = lossData(context, cache, tokens);
  return { ...data, every: 'hour' };
}

const declaredVolume = ({ config, site }: RuleContext): number | null =>
  [site.id, site.enclosing, ...site.telemetryNames].flatMap((name) => (name === null ? [] : [config.declaredVolume[name]]))
    .find((volume) => volume !== undefined) ?? null;

/** `: $3.70 per thousand calls with gpt-4o.`, or a full stop where there is no price. */
export function lossWords(data: FindingData, context: RuleContext): string {
  if (data.lostPerCall === undefined || data.lostPerCall === 0) return '.';
  const assumed = context.site.model.id === null && data.model !== undefined ? ` with ${data.model}` : '';
  const confirmed = data.evidence === 'confirmed' ? `, confirmed by ${context.observed?.calls ?? 0} calls without a cache read` : '';
  const rate = context.observed?.callsPerMonth == null ? 'declared' : 'observed';
  const month = data.lostPerMonth === undefined || data.lostPerMonth === 0 ? '' : `, ${roundDollars(data.lostPerMonth)} a month at the ${rate} rate`;
  return `: ${perThousandCalls(data.lostPerCall)}${assumed}${month}${confirmed}.`;
}

export const tokenWords = (tokens: number): string => `${Math.round(tokens).toLocaleString('en-US')} tokens`;

type Related = Draft['related'];

/** From where a hole is filled back to what changes, for a finding's related locations; what the finding itself covers is left out. */
const originsOf = (hole: Hole, { source, lines }: RuleContext): Related =>
  hole.origin.filter(({ file, range }) => file !== hole.location.file || !rangeContains(hole.location.range, range.start))
    .filter(({ file, range }) => !isImport(source(file)?.text ?? '', lines(file).offsetAt(range.start)))
    .map((location) => ({ location, message: `${changing(hole)} comes from here` }));

/** Where a library comes in says nothing. */
const isImport = (text: string, offset: number): boolean => /^(?:from\s+\S+\s+)?import\b/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1));

/** The system prompt a text from elsewhere becomes part of. */
function filledInto(hole: Hole, { blocks }: CallSite): Related {
  const location = blocks.find((each) => each.role === 'system' && each.segments.includes(hole))?.location;
  if (location === undefined || (location.file === hole.location.file && rangeContains(location.range, hole.location.range.start))) return [];
  return [{ location, message: 'part of this system prompt' }];
}

/** A prompt that a function builds, sent in a way nobody can follow. */
export const isOnlyBuilt = (site: CallSite): boolean => site.sdk === 'prompt';

/** The call, and the wrappers it goes through. */
export const sendersOf = (site: CallSite): Related => [
  { location: site.nameLocation, message: isOnlyBuilt(site) ? 'built here' : 'sent by this call' },
  ...site.through.map((location) => ({ location, message: 'which ends in this one' })),
];

/** Other holes that break the same prefix, written in the same block or file: one root cause has one squiggle. */
export const othersChanging = (pieces: readonly Piece[], main: Piece | undefined, changing: (piece: Piece) => boolean): Related =>
  pieces.flatMap((piece) => ((piece.block === main?.block || piece.value.location.file === main?.value.location.file) && changing(piece) && piece.value.kind === 'hole'
    ? [{ location: piece.value.location, message: `${quoted(piece.value.cause || piece.value.expression)} changes too` }] : []));

export interface CacheClaim {
  readonly hole: Hole;
  readonly lost: number;
  readonly related: Related;
  /** The sentence up to where the money goes; told with the tokens in words. */
  readonly says: (tokens: string) => string;
  readonly data: FindingData;
  readonly fixes: readonly Fix[];
}

/** One finding at a hole, confirmed or cleared by what live traffic reads from the cache. */
export function cacheFinding(context: RuleContext, cache: CacheRule, claim: CacheClaim): readonly Draft[] {
  const evidence = evidenceFor(context.observed, claim.lost);
  if (evidence === 'cleared') return [];
  const data: FindingData = { ...(claim.hole.hourly ? hourlyData : lossData)(context, cache, claim.lost), ...(evidence === null ? {} : { evidence }), ...claim.data };
  const related = [...claim.related.slice(0, -1), ...originsOf(claim.hole, context), ...filledInto(claim.hole, context.site), ...claim.related.slice(-1)]
    .filter((each, index, all) => !sameLocation(each.location, claim.hole.location)
      && all.findIndex((other) => sameLocation(other.location, each.location)) === index);
  return [{ location: claim.hole.location, related, message: claim.says(tokenWords(claim.lost)) + lossWords(data, context), data, fixes: claim.fixes }];
}

/** A day instead of a moment, where nothing else that changes stands with it: the model no longer learns the hour. */
export function coarsened({ pieces, source, lines }: RuleContext, at: number): readonly Fix[] {
  const piece = pieces[at];
  const others = pieces.some((other) => other !== piece && other.role === piece?.role && other.value.kind === 'hole' && (other.value.volatility === 'time' || other.value.volatility === 'random'));
  const edits = piece?.value.kind !== 'hole' || others ? null : coarsen(piece.value, source, lines);
  return edits === null ? [] : [{ id: 'coarsen-time', title: 'Tell the model the day only', edits, alters: true }];
}

/** Fixes after which the finding no longer holds; the others are not offered. */
export function fixesThatClear(remains: (order: readonly Piece[]) => boolean, moves: readonly (readonly [string, string, MovedHole | null])[]): readonly Fix[] {
  return moves.flatMap(([id, title, move]) => (move === null || remains(move.order) ? [] : [{ id, title, edits: move.edits }]));
}

/** What changes, as the code says it: a call written in the prompt itself by its own words, a variable by what fills it. */
export const changing = ({ cause, expression }: Hole): string =>
  quoted(cause === '' || SAYS_LITTLE.test(cause) || (/\(.*\)/.test(expression) && !FILLED_IN.test(expression) && expression.length <= 60) ? expression : cause);

/** `"… {} …".format(…)` and `(a, b)` behind a `%`: the text with all that fills it. */
const FILLED_IN = /^(?:[bfru]*["'(]|`)/i;

/** The last step on the way to a value, not the value. */
const SAYS_LITTLE = /^(?:then|map|filter|join|flat|flatMap|reduce|get|item|items|entry|each|x|i|call|value|result|data|trim|strip|all|next|[^\w]*)$/;

/** An expression as it stands in code, in backticks. */
export const quoted = (expression: string): string => `\`${expression.replace(/^\$?\{(.*)\}$/s, '$1').replaceAll('`', "'")}\``;

const sameLocation = (a: Location, b: Location): boolean =>
  a.file === b.file && a.range.start.line === b.range.start.line && a.range.start.character === b.range.start.character;
