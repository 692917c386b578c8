/** Bodies without roles: completions and embeddings, and the chats of before, whose texts stand in fields of their own. */
import { fieldsOf, listOf, textOf } from './outline.ts';
import type { Fields, OutlineMessage, RequestOutline } from './outline.ts';

export function readPlain(body: Fields): RequestOutline {
  const { texts, ids } = read(body.prompt ?? body.input ?? body.texts ?? body.inputText ?? body.content);
  const before = [body.preamble, body.system].map(textOf).filter((text) => text !== '');
  const history = listOf(body.chat_history).map((turn) => textOf(fieldsOf(turn).message)).filter((text) => text !== '');
  const all = [...before, ...history, ...texts, ...(typeof body.message === 'string' ? [body.message] : [])];
  const message: OutlineMessage = { role: 'user', texts: all, calls: [], results: [] };
  return {
    messages: [message], tools: [], toolChoice: null, schema: null, thinking: false, plain: { tokens: ids, framed: before.length > 0 || history.length > 0 || typeof body.message === 'string' },
    uncounted: listOf(body.documents).length > 0 ? ['documents'] : [],
  };
}

/** A text, texts, the tokens of one, or of several; Gemini's embeddings keep texts in parts. */
function read(input: unknown): { readonly texts: string[]; readonly ids: number } {
  if (typeof input === 'string') return { texts: [input], ids: 0 };
  if (typeof input === 'number') return { texts: [], ids: 1 };
  const parts = fieldsOf(input).parts ?? (Array.isArray(input) ? input : []);
  let ids = 0;
  const texts: string[] = [];
  for (const part of listOf(parts)) {
    if (typeof part === 'string') texts.push(part);
    else if (typeof part === 'number') ids += 1;
    else if (Array.isArray(part)) ids += part.length;
    else texts.push(textOf(fieldsOf(part).text));
  }
  return { texts, ids };
}
