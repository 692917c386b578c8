/**
 * Prefix arithmetic: a request laid out in the order the provider reads it, and what of it can be cached.
 *
 *     tools │ system: static 1,200 │ {now} │ static 900 │ user: {question}
 *             └── before ────────┘   └hole   └ behind ┘          └ next change
 */
import type { Block, BlockRole, Segment } from '../call-site.ts';
import { volatilityRank } from '../values/volatility.ts';
import type { Volatility } from '../values/volatility.ts';

/** One segment with its place in the request and its size. */
export interface Piece {
  readonly block: number;
  readonly segment: number;
  readonly role: BlockRole;
  readonly value: Segment;
  /** Tokens when static; 0 for a hole, whose size is not known. */
  readonly tokens: number;
}

/** Blocks as one line of pieces; `tokens` is parallel to `blocks[i].segments[j]`. */
export function layOut(blocks: readonly Block[], tokens: readonly (readonly number[])[]): Piece[] {
  return blocks.flatMap((block, i) => block.segments.map((value, j) => ({
    block: i, segment: j, role: block.role, value, tokens: value.kind === 'static' ? (tokens[i]?.[j] ?? 0) : 0,
  })));
}

/** A list of messages that came in as one value, e.g. from a request's body: it is the conversation so far. */
const CONVERSATION = /(?:^|[.*])(?:(?:all|api|chat|core|converted|final|formatted|full|input|langchain|llm|model|openai|previous|processed|prompt|request|ui)_?)?(?:messages|history|conversation)$/i;

/** History is appended to: what was sent stays where it was, so its growth does not break a prefix. */
export const growsAtItsEnd = (value: Segment): boolean => value.kind === 'hole'
  && (value.content === 'history' || value.content === 'messages' || (value.content === 'text' && CONVERSATION.test(value.expression)));

/**
 * The piece differs between two calls that are `apart` at least that far from each other.
 * Tools that could not be read seldom depend on the request's data, however they are built: they count as the same.
 */
export const changes = (piece: Piece, apart: Volatility): boolean =>
  piece.value.kind === 'hole' && piece.value.content !== 'tools' && !growsAtItsEnd(piece.value)
  && volatilityRank(piece.value.volatility) >= volatilityRank(apart);

export interface Around {
  /** Static tokens from the start up to the hole. */
  readonly before: number;
  /** Static tokens behind it, up to the next thing that changes as often as `apart`. */
  readonly behind: number;
  /** A conversation follows before anything else changes: it too is lost, by an amount that grows. */
  readonly historyFollows: boolean;
  /** Index of the next piece that changes; the length when nothing does. */
  readonly end: number;
}

/**
 * What stands around the piece at `index`, for two calls that differ in everything `apart` or more often.
 * Pieces `skip` accepts are looked through: holes that share the root cause of the first.
 */
export function around(pieces: readonly Piece[], index: number, apart: Volatility, skip: (piece: Piece) => boolean = () => false): Around {
  let before = 0;
  for (let i = 0; i < index; i += 1) before += pieces[i]?.tokens ?? 0;
  let behind = 0;
  let historyFollows = false;
  let end = index + 1;
  for (; end < pieces.length; end += 1) {
    const piece = pieces[end];
    if (piece === undefined || (changes(piece, apart) && !skip(piece))) break;
    behind += piece.tokens;
    if (growsAtItsEnd(piece.value)) historyFollows = true;
  }
  return { before, behind, historyFollows, end };
}

/** Index of the first piece that changes between two calls `apart`; -1 when the whole prompt is stable. */
export const firstChange = (pieces: readonly Piece[], apart: Volatility): number =>
  pieces.findIndex((piece) => changes(piece, apart));

/** Static tokens up to the first thing that changes from request to request. */
export function stablePrefix(blocks: readonly Block[], tokens: readonly (readonly number[])[]): number {
  const pieces = layOut(blocks, tokens);
  const end = firstChange(pieces, 'request');
  return pieces.slice(0, end === -1 ? pieces.length : end).reduce((sum, piece) => sum + piece.tokens, 0);
}

/**
 * Static tokens that a later call finds in the cache. Where the provider asks for markers, an entry ends at one: the last
 * in front of the first change, or, in a conversation, the one that the call before has left.
 */
export function cachedPrefix(blocks: readonly Block[], tokens: readonly (readonly number[])[], mechanism: 'automatic' | 'explicit'): number {
  const pieces = layOut(blocks, tokens);
  const end = firstChange(pieces, 'request');
  const stable = end === -1 ? pieces : pieces.slice(0, end);
  const last = blocks.findLastIndex((block) => block.breakpoint !== null);
  if (mechanism === 'automatic' || stable.some((piece) => piece.block <= last && growsAtItsEnd(piece.value))) return sumOf(stable);
  const changed = pieces[end]?.block ?? blocks.length;
  const marked = blocks.findLastIndex((block, i) => i < changed && block.breakpoint !== null);
  return sumOf(stable.filter((piece) => piece.block <= marked));
}

const sumOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.tokens, 0);

/** With markers, only what stands up to the last of them can be cached at all; without, all of it. */
export function withinReach(pieces: readonly Piece[], blocks: readonly Block[], mechanism: 'automatic' | 'explicit'): readonly Piece[] {
  const last = mechanism === 'explicit' ? blocks.findLastIndex((block) => block.breakpoint !== null) : -1;
  return last < 0 ? pieces : pieces.filter((piece) => piece.block <= last);
}

/**
 * Static tokens before and behind a hole as a marker sees them: an entry ends at a marked block,
 * so a hole spoils everything back to the marker in front of it, and all of its own block.
 */
export function aroundMarked(pieces: readonly Piece[], blocks: readonly Block[], index: number): { readonly before: number; readonly behind: number } {
  const own = pieces[index]?.block ?? 0;
  const marked = blocks.findLastIndex((block, i) => i < own && block.breakpoint !== null);
  const sum = (some: readonly Piece[]): number => some.reduce((total, piece) => total + piece.tokens, 0);
  const before = sum(pieces.filter((piece) => piece.block <= marked));
  return { before, behind: sum(withinReach(pieces, blocks, 'explicit')) - before };
}

export const hasMarkers = (blocks: readonly Block[]): boolean => blocks.some((block) => block.breakpoint !== null);
