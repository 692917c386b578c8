/** A provider's endpoint called without an SDK. */
import type { Sdk } from './sdk.ts';
import { providerOfUrl } from './base-url.ts';
import { asParts } from '../values/text.ts';
import { deref, staticText, text } from '../values/value.ts';
import type { Place, Value } from '../values/value.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import { argumentAt } from './view.ts';

const ENDPOINT = /\/(v\d+(beta)?\/)?(chat\/completions|messages|responses|completions)$|:(stream)?[gG]enerateContent|\/api\/(chat|generate)$|\/converse$|\/prediction\b/;

/** `requests.request("POST", url, …)` names the method first. */
const urlOf = (view: CallView): Found | null => {
  const first = view.first(['url', '#0']);
  return first && /^(?:GET|POST)$/i.test(staticText(first.value) ?? '') ? view.first(['#1']) : first;
};

const writtenUrl = (url: Found, view: CallView): string =>
  asParts(url.value, url.place, view.machine).map((part) => (part.kind === 'static' ? part.text : part.kind === 'hole' ? `{${part.hole.expression}}` : '')).join('');

/** Gemini's and Azure's addresses name the model. */
const modelInUrl = (url: string, place: Place): Found | null => {
  const id = /\/(?:models|deployments)\/([\w.@-]+)(?::|\/chat|\/completions)/.exec(url)?.[1];
  return id === undefined ? null : { value: text(id, place), place };
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
  const given = urlOf(view);
  if (given === null) return null;
  const url = writtenUrl(given, view);
  const isEndpoint = ENDPOINT.test(url.split('?')[0] ?? '');
  const provider = providerOfUrl(url);
  const body = bodyOf(view);
  const within = (...names: readonly string[]): Found | null => (body ? inside(view, body, names) : null);
  const messages = body && deref(body).kind === 'record' ? within('messages', 'contents', 'input', 'prompt', 'question') : null;
  if (!isEndpoint && provider === null) return null;
  if (!messages && !(provider !== null && isEndpoint)) return null;
  return {
    provider, messages, model: within('model') ?? modelInUrl(url, given.place), system: within('system', 'instructions', 'systemInstruction', 'system_instruction'), tools: within('tools', 'functions'),
    outputLimit: within('max_tokens', 'max_completion_tokens', 'max_output_tokens', 'generationConfig.maxOutputTokens', 'options.num_predict'), reasoning: within('reasoning_effort', 'reasoning.effort', 'thinking.type'),
    schema: within('response_format', 'text.format', 'generationConfig.responseSchema', 'format'),
  };
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
