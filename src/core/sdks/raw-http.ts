/** A provider's endpoint called without an SDK. */
import type { Sdk } from './sdk.ts';
import { providerOfUrl } from './base-url.ts';
import { asParts } from '../values/text.ts';
import { deref } from '../values/value.ts';
import type { Value } from '../values/value.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import { argumentAt } from './view.ts';

const ENDPOINT = /\/(v\d+(beta)?\/)?(chat\/completions|messages|responses|completions)$|:(stream)?[gG]enerateContent|\/api\/(chat|generate)$|\/converse$|\/prediction\b/;

const urlOf = (view: CallView): string | null => {
  const url = view.first(['url', '#0']);
  if (!url) return null;
  const parts = asParts(url.value, url.place, view.machine);
  return parts.map((part) => (part.kind === 'static' ? part.text : part.kind === 'hole' ? `{${part.hole.expression}}` : '')).join('');
};

/** The body, out of `JSON.stringify(body)` too. */
const bodyOf = (view: CallView): Value | null => {
  const found = view.first(['json', '#1.body', '#1.data', 'body', 'data', '#1']);
  const plain = found && deref(found.value);
  return plain?.kind === 'text' && plain.jsonOf ? plain.jsonOf : found?.value ?? null;
};

const inside = (view: CallView, body: Value, names: readonly string[]): Found | null => {
  for (const name of names) {
    const found = argumentAt({ positional: [body], named: new Map(), rest: null, places: new Map() }, name, view.place, view.machine);
    if (found) return found;
  }
  return null;
};

const readHttp = (view: CallView): Partial<RequestParts> | null => {
  const url = urlOf(view);
  if (url === null) return null;
  const provider = providerOfUrl(url);
  const body = bodyOf(view);
  const plain = body && deref(body);
  const messages = body && plain?.kind === 'record' ? inside(view, body, ['messages', 'contents', 'input', 'prompt', 'question']) : null;
  if (!ENDPOINT.test(url.split('?')[0] ?? '') && provider === null) return null;
  if (!messages && !(provider !== null && ENDPOINT.test(url.split('?')[0] ?? ''))) return null;
  return { provider, model: body ? inside(view, body, ['model']) : null, system: body ? inside(view, body, ['system', 'instructions']) : null, messages, tools: body ? inside(view, body, ['tools']) : null, outputLimit: body ? inside(view, body, ['max_tokens', 'max_output_tokens']) : null };
};

export const RAW_HTTP: Sdk = {
  id: 'raw-http',
  words: ['api.openai.com', 'api.anthropic.com', 'chat/completions', 'generativelanguage.googleapis.com', 'openrouter.ai', '/v1/messages', 'api/generate', 'api/chat', 'api.mistral.ai', 'api.groq.com', 'api.deepseek.com', '/prediction'],
  methods: ['fetch', 'post', 'request', 'axios', 'got', 'ky'],
  calls: [
    {
      at: [/^:fetch\(\)$/, /^(requests|httpx|aiohttp)(\.\w+)*:([\w.]+\(\)\.)?(post|request)\(\)$/, /^(axios|got|ky|node-fetch|undici|superagent|cross-fetch):(default|fetch|default\.post|post|default\.create\(\)\.post|create\(\)\.post|default\.request)?\(\)$/],
      kind: 'direct', provider: null, request: {}, read: readHttp,
    },
  ],
};
