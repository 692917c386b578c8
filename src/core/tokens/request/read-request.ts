/** Request bodies of the known APIs → outlines. A part that cannot be counted is named, never guessed away. */
import { readConverse } from './read-converse.ts';
import { readGemini } from './read-gemini.ts';
import { readAnthropic } from './read-anthropic.ts';
import { readChat, readResponses } from './read-openai.ts';
import { fieldsOf } from './outline.ts';
import type { Fields, RequestOutline } from './outline.ts';

/** `api` as recordings name it: `chat`, `responses`, `anthropic`, `gemini`, `converse`, with or without `_count`. */
export function readRequest(api: string, request: unknown): RequestOutline {
  const body = fieldsOf(request);
  switch (api.replace(/_count$/, '')) {
    case 'anthropic': return readAnthropic(body);
    case 'gemini': return readGemini(fieldsOf(body.generateContentRequest ?? body));
    case 'converse': return readConverse(body);
    case 'responses': return readResponses(body);
    case 'openai': return body.input === undefined ? readChat(body) : readResponses(body);
    case 'chat': return readChat(body);
    default: return byShape(body);
  }
}

function byShape(body: Fields): RequestOutline {
  if (body.contents !== undefined) return readGemini(body);
  if (body.input !== undefined || body.instructions !== undefined) return readResponses(body);
  if (body.system !== undefined || body.toolConfig !== undefined) return body.inferenceConfig === undefined ? readAnthropic(body) : readConverse(body);
  return readChat(body);
}
