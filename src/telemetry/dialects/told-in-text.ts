/** Counts that stand only in a text which shows a provider's answer: as JSON, as Python shows its objects, or cut short. */
import type { RawCounts } from './usage.ts';

/** `'cached_tokens': 1024`, `"cached_tokens":1024` or `cached_tokens=1024`; the first of the names that is there. */
export function countIn(shown: string, ...names: readonly string[]): number | null {
  for (const name of names) {
    const found = new RegExp(`\\b${name}\\\\*['"]?\\s*[:=]\\s*(\\d{1,12})\\b`).exec(shown);
    if (found !== null) return Number(found[1]);
  }
  return null;
}

/** What stands beside the two sums, in the words of any provider. */
export const detailsIn = (shown: string): Pick<RawCounts, 'cacheRead' | 'cacheWrite' | 'cacheWrite1h' | 'reasoning'> => ({
  cacheRead: countIn(shown, 'cache_read_input_tokens', 'cacheReadInputTokens', 'cached_tokens', 'cachedContentTokenCount'),
  cacheWrite: countIn(shown, 'cache_creation_input_tokens', 'cacheWriteInputTokens'),
  cacheWrite1h: countIn(shown, 'ephemeral_1h_input_tokens'),
  reasoning: countIn(shown, 'reasoning_tokens', 'thoughtsTokenCount'),
});

const INPUTS = ['prompt_tokens', 'input_tokens', 'inputTokens'] as const;
const OUTPUTS = ['completion_tokens', 'output_tokens', 'outputTokens'] as const;
/** Anthropic's and Bedrock's words, whose input leaves the cached part out. */
const APART = ['cache_read_input_tokens', 'cacheReadInputTokens'] as const;

/**
 * The details in an answer that holds the same two sums: others were not of this call, or are only talked about. Null when it has none.
 * Where the answer's input leaves the cached part out, the emitter's may be the same number, or have it added.
 */
export function detailsOf(shown: string, sums: { readonly input: number | null; readonly output: number | null }): Partial<RawCounts> | null {
  const said = countIn(shown, ...INPUTS);
  if (sums.input === null || said === null || sums.output === null || countIn(shown, ...OUTPUTS) !== sums.output) return null;
  const details = detailsIn(shown);
  if (Object.values(details).every((value) => value === null)) return null;
  const apart = countIn(shown, 'prompt_tokens') === null && countIn(shown, ...APART) !== null;
  if (said === sums.input) return { ...details, inputIncludesCache: !apart };
  const added = said + (details.cacheRead ?? 0) + (details.cacheWrite ?? 0) === sums.input;
  return apart && added ? { ...details, inputIncludesCache: true } : null;
}
