/** What providers charge beside tokens, where they publish it. Nothing here is added to a cost: how often is not in the code. */

interface Fee {
  readonly provider: string;
  /** Against the tool or option in the request, e.g. `web_search`. */
  readonly tool: RegExp;
  readonly model?: RegExp;
  /** For people: the amount and what it is for. */
  readonly words: string;
}

/** First match wins. Published prices, read between 2026-06 and 2026-11. */
const FEES: readonly Fee[] = [
  { provider: 'openai', tool: /^web_search_preview/, model: /^gpt-4/, words: 'web search: $25 per thousand searches' },
  { provider: 'openai', tool: /^web_search/, words: 'web search: $10 per thousand searches, and what it reads as input' },
  { provider: 'openai', tool: /^file_search/, words: 'file search: $2.50 per thousand calls' },
  { provider: 'openai', tool: /^code_interpreter/, words: 'code interpreter: $0.03 per container of 1 GB and twenty minutes, by the minute, at least five' },
  { provider: 'openai', tool: /^data_residency/, words: 'processing in one region: no fee for a model of before March 2026' },
  { provider: 'anthropic', tool: /^web_search/, words: 'web search: $10 per thousand searches, and what it reads as input' },
  { provider: 'anthropic', tool: /^web_fetch/, words: 'web fetch: no fee, what it reads as input' },
  { provider: 'google', tool: /^cached_content/, model: /gemini-(?:2\.5|3(?:\.1)?)-pro/, words: 'keeping the explicit cache: $4.50 per million tokens and hour' },
  { provider: 'google', tool: /^cached_content/, model: /gemini-3\.8-flash/, words: 'keeping the explicit cache: $0.50 per million tokens and hour' },
  { provider: 'google', tool: /^cached_content/, words: 'keeping the explicit cache: by tokens and hours, the price is not known here' },
  { provider: 'google', tool: /^google_?search/i, model: /gemini-(?:1|2)/, words: 'grounding with Google Search: $35 per thousand requests' },
  { provider: 'google', tool: /^google_?search/i, words: 'grounding with Google Search: $14 per thousand searches' },
];

/** Where tokens are processed makes every token dearer, so it is part of the price and no fee beside it. */
interface Place extends Fee {
  readonly share: number;
}

/** First match wins. */
const PLACES: readonly Place[] = [
  { provider: 'openai', tool: /^data_residency/, model: /^gpt-(?:5\.[4-9]|[6-9])/, share: 1.1, words: 'processing in one region' },
  { provider: 'anthropic', tool: /^inference_geo/, share: 1.1, words: 'inference in the US alone' },
];

/** The place that the request asks for, where that has a price: so many times what a token costs elsewhere. */
export const placeOf = (provider: string, model: string, tools: readonly string[]): Place | null =>
  PLACES.find((place) => place.provider === provider && (place.model?.test(model) ?? true) && tools.some((tool) => place.tool.test(tool))) ?? null;

/** A fee in words; null where none is published, which the caller has to say. */
export const feeWords = (provider: string, model: string, tool: string): string | null =>
  FEES.find((fee) => fee.provider === provider && fee.tool.test(tool) && (fee.model?.test(model) ?? true))?.words ?? null;

/** Which share of the price a cheaper or slower service costs; null where it is not offered or not known. */
export function serviceShare(provider: string, model: string, service: 'batch' | 'flex'): number | null {
  if (service === 'flex') return (provider === 'openai' && /^(?:o3|o4-mini|gpt-[5-9])/.test(model)) || (provider === 'google' && /gemini-(?:2\.5|[3-9])/.test(model)) ? 0.5 : null;
  switch (provider) {
    case 'openai': return /audio|realtime|search|computer-use/.test(model) ? null : 0.5;
    case 'anthropic': return 0.5;
    case 'google': return /gemini-(?:2\.5|[3-9])/.test(model) ? 0.5 : null;
    case 'mistral': case 'groq': return 0.5;
    case 'x-ai': return 0.8;
    default: return null;
  }
}
