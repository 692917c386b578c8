/**
 * Another catalogue's prices, read on 2026-08-01, pinned: provider, model, then dollars per million tokens of input, output,
 * cached input, cache write for five minutes, for an hour, input in a batch, and input of a
 * request of 300,000 tokens; null where it lists none.
 */
export const READ_ON = '2026-08-01';

export type SecondPrice = readonly [provider: string, model: string, input: number, output: number, read: number | null, write: number | null, hour: number | null, batch: number | null, long: number | null];

export const SECOND_CATALOGUE: readonly SecondPrice[] = [
  ['openai', 'gpt-4o', 2.5, 10, 1.25, null, null, 1.25, null],
  ['openai', 'gpt-4o-mini', 0.15, 0.6, 0.075, null, null, 0.075, null],
  ['openai', 'gpt-4.1', 2, 8, 0.5, null, null, 1, null],
  ['openai', 'gpt-5', 1.25, 10, 0.125, null, null, null, null],
  ['openai', 'gpt-5-mini', 0.25, 2, 0.025, null, null, null, null],
  ['openai', 'gpt-5.2', 1.75, 14, 0.175, null, null, null, null],
  ['openai', 'gpt-5.5', 5, 30, 0.5, null, null, 2.5, 10],
  ['openai', 'gpt-5.6-sol', 5, 30, 0.5, 6.25, null, 2.5, 10],
  ['openai', 'gpt-5.6-luna', 0.2, 1.2, 0.02, 0.25, null, 0.1, 0.4],
  ['openai', 'o3', 2, 8, 0.5, null, null, null, null],
  ['anthropic', 'claude-opus-4-1-20250805', 15, 75, 1.5, 18.75, 30, null, null],
  ['anthropic', 'claude-opus-4-5', 5, 25, 0.5, 6.25, 10, null, null],
  ['anthropic', 'claude-opus-4-6', 5, 25, 0.5, 6.25, 10, null, null],
  ['anthropic', 'claude-opus-4-7', 5, 25, 0.5, 6.25, 10, null, null],
  ['anthropic', 'claude-opus-5', 5, 25, 0.5, 6.25, 10, null, null],
  ['anthropic', 'claude-sonnet-4-20250514', 3, 15, 0.3, 3.75, 6, null, 6],
  ['anthropic', 'claude-sonnet-4-5', 3, 15, 0.3, 3.75, 6, null, 6],
  ['anthropic', 'claude-sonnet-4-6', 3, 15, 0.3, 3.75, 6, null, null],
  ['anthropic', 'claude-sonnet-5', 2, 10, 0.2, 2.5, 4, null, null],
  ['anthropic', 'claude-haiku-4-5-20251001', 1, 5, 0.1, 1.25, 2, null, null],
  ['google', 'gemini-2.5-flash', 0.3, 2.5, 0.03, null, null, null, null],
  ['google', 'gemini-2.5-pro', 1.25, 10, 0.125, null, null, null, 2.5],
  ['google', 'gemini-3-pro-preview', 2, 12, 0.2, null, null, 1, 4],
  ['google', 'gemini-3-flash-preview', 0.5, 3, 0.05, null, null, null, null],
  ['google', 'gemini-3.1-pro-preview', 2, 12, 0.2, null, null, 1, 4],
  ['google', 'gemini-3.5-flash', 1.5, 9, 0.15, null, null, null, null],
  ['deepseek', 'deepseek-chat', 0.28, 0.42, 0.028, null, null, null, null],
  ['mistral', 'mistral-large-latest', 0.5, 1.5, null, null, null, null, null],
  ['groq', 'llama-3.3-70b-versatile', 0.59, 0.79, null, null, null, null, null],
];
