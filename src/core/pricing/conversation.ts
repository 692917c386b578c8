/** What a conversation costs whose history is sent again each turn: turn n pays for all before it. */
import type { Nanodollars } from '../analysis.ts';
import { costOf } from './cost.ts';
import type { Price } from './price.ts';

export interface Conversation {
  /** Tokens that open every turn: system prompt, tools, framing. */
  readonly prefix: number;
  /** Tokens a turn adds to the history: what the user says, and what the model answered. */
  readonly perTurn: { readonly input: number; readonly output: number };
  readonly turns: number;
  /** What was sent before is read from the cache, where the provider has one. */
  readonly cached: boolean;
}

/** Input and output of all turns; null when the counts are none. */
export function conversationCost(price: Price, { prefix, perTurn, turns, cached }: Conversation): Nanodollars | null {
  let sum = 0;
  let before = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const size = prefix + turn * (perTurn.input + perTurn.output) + perTurn.input;
    const known = cached ? before : 0;
    const fresh = size - known;
    const write = cached && price.cacheWrite5m !== null;
    const cost = costOf(price, { input: write ? 0 : fresh, cacheRead: known, cacheWrite5m: write ? fresh : 0, cacheWrite1h: 0, output: perTurn.output });
    if (cost === null) return null;
    sum += cost;
    before = size;
  }
  return sum;
}
