/** Tokens of a recorded or hand-written request body. */
import { countOutline, countOutlineImages } from './request/count-outline.ts';
import { readRequest } from './request/read-request.ts';
import type { Tokenizers } from './tokenizers.ts';

/** One line of `costline count --requests`. */
export interface RequestLine {
  readonly provider: string | null;
  /** `chat`, `responses`, `messages`, `generateContent`, `converse`, `completions`, `embeddings` …; anything else is read by its shape. */
  readonly api: string | null;
  readonly model: string | null;
  /** The JSON body as it was sent. */
  readonly request: unknown;
}

export interface RequestCount {
  readonly tokens: number;
  /** 90 % interval; equal to `tokens` when exact. */
  readonly low: number;
  readonly high: number;
  readonly tokenizer: string;
  readonly exact: boolean;
  /** What of the request is not in the count, in words. */
  readonly problems: readonly string[];
}

/** What a size says of an image's tokens is off by so much at most, in nine of ten recordings. */
const IMAGE_MARGIN = 0.05;

/** Groq's systems of models: the pages they read on the way are billed as input. */
const SEARCHING = /(?:^|\/)compound(?:-|$)/;

export async function countRequest(line: RequestLine, tokenizers: Tokenizers): Promise<RequestCount> {
  const tokenizer = await tokenizers.of(line.model, line.provider);
  const outline = readRequest(line.api, line.request);
  const count = countOutline(outline, tokenizer, line);
  const images = countOutlineImages(outline, tokenizer, line);
  const sum = count.text + count.schemas + count.framing + images.tokens;
  const tokens = Math.max(0, Math.round(sum));
  const spread = tokenizer.family.margin * (count.text + count.schemas) + count.margin + IMAGE_MARGIN * images.tokens;
  const uncounted = [...outline.uncounted, ...(SEARCHING.test(line.model ?? '') ? ['what the model looks up by itself'] : []), ...(images.unknown === 0 ? [] : ['image of unknown size'])];
  return {
    tokens, low: Math.max(0, Math.floor(tokens - spread)), high: Math.ceil(tokens + spread), tokenizer: tokenizer.id,
    exact: tokenizer.exact && count.margin === 0 && images.tokens === 0 && uncounted.length === 0,
    problems: [...new Set(uncounted)].map((part) => `not counted: ${part}`),
  };
}
