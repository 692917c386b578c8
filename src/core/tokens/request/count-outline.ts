/** A request's tokens by where they come from. The rules of each provider stand in the file named after it. */
import type { Tokenizer } from '../tokenizers.ts';
import { countClaude } from './claude.ts';
import { countGemini } from './gemini.ts';
import { countOpenAi } from './openai.ts';
import { countOther } from './other.ts';
import { claudeImage, countImages, geminiImage, openAiImage } from './images.ts';
import type { ImageCount } from './images.ts';
import type { OutlineImage, RequestOutline } from './outline.ts';
import type { OutlineCount, Route } from './outline-count.ts';

export function countOutline(outline: RequestOutline, tokenizer: Tokenizer, route: Route): OutlineCount {
  const text = tokenizer.count;
  if (outline.plain !== undefined) return countPlain(outline, text, { ...outline.plain, exact: tokenizer.exact });
  switch (tokenizer.family.id) {
    case 'openai': return countOpenAi(outline, text, route, false);
    case 'openai-reasoning': return /gpt-oss/.test(route.model ?? '') ? countOther(outline, text, route) : countOpenAi(outline, text, route, true);
    case 'claude-3': case 'claude-4': case 'claude-5': return countClaude(outline, text, tokenizer.family.id, route.model ?? '');
    case 'gemini': return /gemma/.test(route.model ?? '') && !/google|vertex/.test(route.provider ?? 'google') ? countOther(outline, text, route) : countGemini(outline, text, route);
    default: return countOther(outline, text, route);
  }
}

/** What makes a chat of texts is the host's, so only allowed for. */
const FRAMED = 20;

/** Marks of begin and end that other models than OpenAI's have. */
const MARKED = 4;

function countPlain({ messages }: RequestOutline, count: (text: string) => number, plain: NonNullable<RequestOutline['plain']> & { readonly exact: boolean }): OutlineCount {
  const text = messages.flatMap(({ texts }) => texts).reduce((sum, part) => sum + count(part), 0);
  return { text: text + plain.tokens, schemas: 0, framing: 0, margin: plain.framed ? FRAMED : plain.exact ? 0 : MARKED };
}

/** Images are apart: they are no text, and what the size tells is measured but not exact. */
export function countOutlineImages(outline: RequestOutline, tokenizer: Tokenizer, route: Route): ImageCount {
  const model = (route.model ?? '').toLowerCase().split('/').at(-1) ?? '';
  const cost = (image: OutlineImage): number | null => {
    switch (tokenizer.family.id) {
      case 'openai': case 'openai-reasoning': return openAiImage(image, model);
      case 'claude-3': case 'claude-4': case 'claude-5': return claudeImage(image);
      case 'gemini': return geminiImage(image, model);
      default: return null;
    }
  };
  return countImages(outline, cost);
}
