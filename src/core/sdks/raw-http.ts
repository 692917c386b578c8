/** A provider's endpoint called without an SDK. */
import type { Sdk } from './sdk.ts';
import { providerOfUrl } from './base-url.ts';
import { asParts } from '../values/text.ts';
import { deref, membersOf, staticText, text } from '../values/value.ts';
import type { Args, OpaqueValue, Part, Value } from '../values/value.ts';
import type { CallView, Found, RequestParts } from './view.ts';
import { argumentAt } from './view.ts';

/** Paths that are a provider's wherever they are called. */
const ENDPOINT = /\/(v\d+(beta)?\/)?(chat\/completions|messages|responses|completions)$|:(stream)?[gG]enerateContent$|\/api\/(chat|generate)$|\/converse$|\/prediction\b/;
/** Those that an app's own server may have too, for its own messages. */
const COMMON = /\/api\/(chat|generate|messages|responses|completions)$|^\/?(chat|messages|responses|completions)$/;

/** Providers answer other things than text, too. */
const OTHER = /\/(?:embeddings|(?:images?|audio|video|music|speech)(?:[-_]\w+)?|t2a\w*|moderations|rerank|files|fine[-_]tuning|embed)(?:\/|$)|:(?:batch)?[eE]mbedContents?$|:countTokens$|\/count_tokens$/;

/** Of several addresses the last that is known: what stands when nothing else is asked for. */
const written = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'static' ? part.text : part.kind === 'hole' ? `{${part.hole.expression}}` : part.options.map(written).findLast((option) => /^https?:|\//.test(option)) ?? '')).join('');

const textOf = (found: Found | null, view: CallView): string => {
  const made = found && membersOf(found.value).map(({ value }) => madeBy(value, 'URL')).findLast((each) => each !== null);
  if (made) return resolved(textOf(argumentAt(made, '#0', view.place, view.machine), view), textOf(argumentAt(made, '#1', view.place, view.machine), view));
  return found ? written(asParts(found.value, found.place, view.machine)) : '';
};

/** What the web's own `URL` or `Request` was made with: `new URL(path, base)`, also as text. */
const madeBy = (value: Value, name: 'URL' | 'Request'): Args | null => {
  const plain = deref(value);
  if (plain.kind !== 'opaque') return null;
  const begin = /\.(?:toString\(\)|href)$/.test(plain.key) ? rootedAt(plain, `:${name}()`) : plain;
  return begin?.key === `:${name}()` ? begin.args : null;
};

const rootedAt = (value: OpaqueValue, key: string): OpaqueValue | null => {
  for (let current: OpaqueValue | null = value; current; current = current.parent) if (current.key === key) return current;
  return null;
};

/** As `new URL` does it: a path from the root takes the place of the base's. */
const resolved = (path: string, base: string): string => {
  if (base === '' || /^https?:/.test(path)) return path;
  const [origin = base] = /^(?:https?:\/\/)?[^/]*/.exec(base) ?? [];
  return path.startsWith('/') ? `${origin}${path}` : `${base.replace(/\/[^/]*$/, '')}/${path}`;
};

/** `fetch(new Request(url, init))`. */
const requestIn = (view: CallView): Args | null => {
  const first = view.first(['#0']);
  return first && madeBy(first.value, 'Request');
};

/** Behind the address the client was made with, where it was. */
const urlOf = (view: CallView): string | null => {
  const request = requestIn(view);
  if (request) return textOf(argumentAt(request, '#0', view.place, view.machine), view);
  const first = view.first(['url', '#0']);
  // `requests.request("POST", url, …)` names the method first.
  const url = first && /^(?:GET|POST)$/i.test(staticText(first.value) ?? '') ? view.first(['#1']) : first;
  if (!url) return null;
  const address = textOf(url, view);
  const base = /^(?:https?:|\{)/.test(address) ? '' : textOf(view.first(['^baseURL', '^prefixUrl', '^base_url', 'baseURL', 'prefixUrl']), view);
  return base === '' ? address : `${base.replace(/\/$/, '')}/${address.replace(/^\//, '')}`;
};

/** The body, out of `JSON.stringify(body)` too. */
const bodyOf = (view: CallView): Value | null => {
  const request = requestIn(view);
  const found = request ? argumentAt(request, '#1.body', view.place, view.machine) : view.first(['json', '#1.json', '#1.body', '#1.data', 'body', 'data', '#1']);
  const plain = found && deref(found.value);
  return plain?.kind === 'text' && plain.jsonOf ? plain.jsonOf : found?.value ?? null;
};

/** A request, or the rest of one, that somebody else put together, behind an address that says what it is. */
const unreadBody = (body: Value, view: CallView): Found | null => {
  const plain = deref(body);
  const unread = plain.kind === 'opaque' ? body : plain.kind === 'record' ? plain.rest : null;
  return unread && { value: unread, place: view.place };
};

const inside = (view: CallView, body: Value | null, names: readonly string[]): Found | null => {
  for (const name of body ? names : []) {
    const found = argumentAt({ positional: [body!], named: new Map(), rest: null, places: new Map() }, name, view.place, view.machine);
    if (found) return found;
  }
  return null;
};

/** The addresses of Gemini, Azure and Bedrock name the model. */
const modelInUrl = (url: string, view: CallView): Found | null => {
  const id = /\/(?:models|deployments)\/([\w.@-]+)(?::|\/chat|\/completions)/.exec(url)?.[1] ?? /\/model\/([\w.:-]+)\/(?:converse|invoke)/.exec(url)?.[1];
  return id === undefined ? null : { value: text(id, view.place, 'literal'), place: view.place };
};

const readHttp = (view: CallView): Partial<RequestParts> | null => {
  const url = urlOf(view);
  if (url === null) return null;
  const provider = providerOfUrl(url);
  const path = url.split('?')[0] ?? '';
  const body = bodyOf(view);
  const within = (...names: readonly string[]): Found | null => inside(view, body, names);
  const named = body !== null && deref(body).kind === 'record' ? within('messages', 'contents', 'input', 'prompt', 'question', 'message') : null;
  const messages = named ?? (body === null || COMMON.test(path) || !ENDPOINT.test(path) ? null : unreadBody(body, view));
  const model = within('model') ?? modelInUrl(url, view);
  if (OTHER.test(path)) return null;
  // What runs on this machine may be the app's own server.
  const known = provider !== null && provider !== 'local';
  // Whatever the address is: only a model's endpoint is sent a model and messages.
  const speaks = /^\{[^{}]*\}$/.test(url) && within('model') !== null && within('messages') !== null;
  if (speaks ? false : known ? !ENDPOINT.test(path) && !messages : !ENDPOINT.test(path) || !messages || (COMMON.test(path) && !model)) return null;
  return {
    provider, model, messages, system: within('system', 'instructions', 'systemInstruction', 'system_instruction'), tools: within('tools', 'functions'),
    outputLimit: within('max_completion_tokens', 'max_tokens', 'max_output_tokens', 'generationConfig.maxOutputTokens', 'options.num_predict', 'inferenceConfig.maxTokens', 'maxTokens'),
    schema: within('response_format', 'text.format', 'generationConfig.responseSchema', 'generationConfig.responseJsonSchema', 'format'),
    reasoning: within('reasoning_effort', 'reasoning.effort', 'thinking.type', 'generationConfig.thinkingConfig.thinkingBudget'), toolChoice: within('tool_choice'),
  };
};

/** Sent to an address that is a parameter, or begins with what one holds. */
const isSentAnywhere = (view: CallView): boolean => {
  const url = view.first(['url', '#0']);
  const [begin] = url ? asParts(url.value, url.place, view.machine) : [];
  return begin?.kind === 'hole' && begin.hole.param !== undefined;
};

export const RAW_HTTP: Sdk = {
  id: 'raw-http',
  words: ['api.openai.com', 'api.anthropic.com', 'chat/completions', 'generativelanguage.googleapis.com', 'openrouter.ai', '/v1/messages', 'api/generate', 'api/chat', 'api.mistral.ai', 'api.groq.com', 'api.deepseek.com', 'api.cohere.com', 'api.cohere.ai', 'api.perplexity.ai', 'bedrock-runtime', 'aiplatform.googleapis.com', 'openai.azure.com', 'models.inference.ai.azure.com', 'models.github.ai', 'api.x.ai', 'api.together.xyz', 'api.fireworks.ai', 'api.cerebras.ai', 'dashscope', 'api.moonshot', 'bigmodel.cn', 'integrate.api.nvidia.com', 'router.huggingface.co', 'api-inference.huggingface.co', 'api.deepinfra.com', 'gateway.ai.cloudflare.com', '/prediction', 'eventsource-parser', 'fetch-event-source'],
  methods: ['fetch', 'fetchEventSource', 'post', 'request', 'stream', 'axios', 'got', 'ky', '$fetch', 'ofetch'],
  calls: [
    {
      at: [/^:(fetch|globalThis\.fetch|window\.fetch|\$fetch)\(\)$/, /^ofetch:(\$fetch|ofetch)\(\)$/, /^@[\w-]+\/fetch-event-source:fetchEventSource\(\)$/, /^(requests|httpx|aiohttp)(\.\w+)*:([\w.]+\(\)\.)?(post|request|stream)\(\)$/, /^(axios|got|ky|node-fetch|node-fetch-native|undici|superagent|cross-fetch|isomorphic-fetch|isomorphic-unfetch|unfetch|expo\/fetch|@tauri-apps\/(?:plugin-http|api\/http)):(default|fetch|default\.post|post|(default\.)?(create|extend)\(\)(\.(post|request))?|(default\.)?request)?\(\)$/],
      kind: 'direct', provider: null, request: {}, read: readHttp, isUpToCallers: isSentAnywhere,
    },
  ],
};
