/** Request bodies of the known APIs → outlines. A part that cannot be counted is named, never guessed away. */
import { readConverse } from './read-converse.ts';
import { readGemini } from './read-gemini.ts';
import { readAnthropic } from './read-anthropic.ts';
import { readChat, readResponses } from './read-openai.ts';
import { readPlain } from './read-plain.ts';
import { fieldsOf, listOf } from './outline.ts';
import type { Fields, RequestOutline } from './outline.ts';

type Reader = (body: Fields) => RequestOutline;

/** By what recordings, SDKs and addresses call them; first match wins. What none fits is read by its shape. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/converse/, readConverse],
  [/generate_?content|gemini|count_?tokens$/, (body) => readGemini(fieldsOf(body.generateContentRequest ?? body))],
  [/^(?:v1\/)?messages|anthropic|claude/, readAnthropic],
  [/responses|input_tokens/, readResponses],
  [/^openai/, (body) => (body.input === undefined ? readChat(body) : readResponses(body))],
  [/embed/, readPlain],
  [/chat/, (body) => (body.messages === undefined ? byShape(body) : readChat(body))],
  [/^(?:v1\/)?completions?$|^(?:api\/)?generate$/, readPlain],
];

/** `api` as recordings name it, with or without `_count`; null and unknown ones are read by the body's shape. */
export function readRequest(api: string | null, request: unknown): RequestOutline {
  const body = fieldsOf(request);
  const named = (api ?? '').toLowerCase().replace(/_count$/, '');
  // The address of Anthropic's counter ends as Google's does.
  if (body.messages !== undefined && /count_?tokens$/.test(named)) return readAnthropic(body);
  return (READERS.find(([pattern]) => pattern.test(named))?.[1] ?? byShape)(body);
}

function byShape(body: Fields): RequestOutline {
  if (body.contents !== undefined || body.generateContentRequest !== undefined) return readGemini(fieldsOf(body.generateContentRequest ?? body));
  if (body.toolConfig !== undefined || body.inferenceConfig !== undefined) return readConverse(body);
  if (body.anthropic_version !== undefined || body.system !== undefined && body.messages !== undefined || listOf(body.tools).some((tool) => fieldsOf(tool).input_schema !== undefined)) return readAnthropic(body);
  if (body.messages !== undefined) return readChat(body);
  if (typeof body.message === 'string' || typeof body.prompt === 'string' || Array.isArray(body.prompt)) return readPlain(body);
  return readResponses(body);
}
