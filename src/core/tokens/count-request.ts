/** Tokens of a recorded or hand-written request body. */
import { countOutline, countOutlineImages } from './request/count-outline.ts';
import { fieldsOf } from './request/outline.ts';
import { readRequest } from './request/read-request.ts';
import { sameness } from './sameness.ts';
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
  /** The longest conversation there is, where `atLeast`. */
  readonly high: number;
  /** Something is billed besides that the request does not tell the length of: `problems` says what. */
  readonly atLeast: boolean;
  readonly tokenizer: string;
  readonly exact: boolean;
  /** What of the request is not in the count, in words. */
  readonly problems: readonly string[];
}

/** What a size says of an image's tokens is off by so much at most, in nine of ten recordings. */
const IMAGE_MARGIN = 0.05;

/** No model takes more at once. */
const LONGEST = 2_000_000;

/** Groq's systems of models: the pages they read on the way are billed as input. */
const SEARCHING = /(?:^|\/)compound(?:-|$)/;

export async function countRequest(line: RequestLine, tokenizers: Tokenizers): Promise<RequestCount> {
  const count = await countFor(line, tokenizers);
  const others = await Promise.all(alternatives(line.request).map((model) => countFor({ ...line, model }, tokenizers)));
  if (others.length === 0) return count;
  const all = [count, ...others];
  return {
    ...count, low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)), exact: false,
    problems: [...count.problems, 'any of the models named may answer'],
  };
}

/** OpenRouter's list of the models that answer where the first cannot. */
function alternatives(request: unknown): string[] {
  const { models } = fieldsOf(request);
  return Array.isArray(models) ? models.filter((model) => typeof model === 'string') : [];
}

async function countFor(line: RequestLine, tokenizers: Tokenizers): Promise<RequestCount> {
  const tokenizer = await tokenizers.of(line.model, line.provider);
  const outline = readRequest(line.api, line.request);
  const count = countOutline(outline, tokenizer, line);
  const images = countOutlineImages(outline, tokenizer, line);
  const tokens = Math.max(0, Math.round(count.text + count.schemas + count.framing + images.tokens));
  const spread = tokenizer.family.margin * (sameness(outline.messages.flatMap(({ texts }) => texts)) * count.text + count.schemas) + count.margin + IMAGE_MARGIN * images.tokens;
  const unbounded = [...outline.uncounted, ...(SEARCHING.test(line.model ?? '') ? ['what the model looks up by itself'] : [])];
  const uncounted = [...unbounded, ...(images.unknown === 0 ? [] : ['image of unknown size'])];
  const atLeast = unbounded.length > 0 || images.atMost === null;
  const shortened = outline.shortenedFrom !== undefined && tokens + spread >= outline.shortenedFrom;
  return {
    tokens, low: shortened ? 0 : Math.max(0, Math.floor(tokens - spread)), high: atLeast ? LONGEST : Math.ceil(tokens + spread + (images.atMost ?? 0)), atLeast, tokenizer: tokenizer.id,
    exact: tokenizer.exact && count.margin === 0 && images.tokens === 0 && uncounted.length === 0 && !shortened,
    problems: [...new Set(uncounted)].map((part) => `not counted: ${part}`).concat(shortened ? ['less is billed once context management cuts it'] : []),
  };
}
