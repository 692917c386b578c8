/** Model ids as people write them → the provider that bills and the id its price list knows. */

export interface ModelName {
  /** Ids to look for, the most exact first, in lower case. */
  readonly ids: readonly string[];
  /** The catalogue's id of who bills; null when neither the caller nor the id says. */
  readonly provider: string | null;
  /** Published as costing nothing, e.g. OpenRouter's `:free`. */
  readonly free: boolean;
  /** Which share of the listed price its place costs; absent where it costs what is listed, null where that is not published. */
  readonly share?: number | null;
}

/** How SDKs, gateways and telemetry name the providers of the catalogue. */
const PROVIDERS: Readonly<Record<string, string>> = {
  openai: 'openai', 'openai-responses': 'openai', 'openai-chat': 'openai', 'text-completion-openai': 'openai',
  azure: 'azure', 'azure-openai': 'azure', 'azure-ai': 'azure', 'az.ai.openai': 'azure', 'az.ai.inference': 'azure', 'azure.ai.openai': 'azure', 'azure.ai.inference': 'azure',
  anthropic: 'anthropic', claude: 'anthropic',
  google: 'google', gemini: 'google', vertex: 'google', 'vertex-ai': 'google', 'google-vertex': 'google', 'google-genai': 'google',
  'google-gla': 'google', 'google-ai-studio': 'google', 'google-generativeai': 'google', 'google-vertexai': 'google', googleai: 'google', vertexai: 'google', 'gcp.gemini': 'google', 'gcp.gen-ai': 'google', 'gcp.vertex-ai': 'google',
  'google-anthropic-vertex': 'google', 'vertex-ai-beta': 'google',
  aws: 'aws', bedrock: 'aws', amazon: 'aws', 'aws.bedrock': 'aws', 'amazon-bedrock': 'aws', 'bedrock-converse': 'aws', 'bedrock-mantle': 'aws', 'aws-bedrock': 'aws', 'amazon.bedrock': 'aws',
  mistral: 'mistral', mistralai: 'mistral', 'mistral-ai': 'mistral', deepseek: 'deepseek', 'deepseek-ai': 'deepseek', groq: 'groq',
  xai: 'x-ai', 'x-ai': 'x-ai', grok: 'x-ai', cohere: 'cohere', 'cohere-chat': 'cohere',
  together: 'together', 'together-ai': 'together', togetherai: 'together', fireworks: 'fireworks', 'fireworks-ai': 'fireworks',
  cerebras: 'cerebras', perplexity: 'perplexity', moonshot: 'moonshotai', moonshotai: 'moonshotai', minimax: 'minimax',
  zai: 'zai', 'z-ai': 'zai', zhipu: 'zai', zhipuai: 'zai', novita: 'novita', openrouter: 'openrouter',
  voyage: 'voyageai', voyageai: 'voyageai', cloudflare: 'cloudflare', 'workers-ai': 'cloudflare', baseten: 'baseten', ovhcloud: 'ovhcloud',
};

/** Whose machine answers is the user's own: there is no token fee. */
const LOCAL: ReadonlySet<string> = new Set([
  'ollama', 'ollama-chat', 'vllm', 'hosted-vllm', 'lmstudio', 'lm-studio', 'llama-cpp', 'llamacpp', 'llamafile', 'localai', 'sglang', 'mlx', 'gpt4all', 'jan', 'local',
]);

const canonical = (name: string): string => name.trim().toLowerCase().replace(/_/g, '-');

/** True for providers that run on the user's own machine: "local, no token fee". */
export const isLocal = (provider: string | null, model: string | null = null): boolean =>
  (provider !== null && LOCAL.has(canonical(provider).replace(/[. ]/g, '-'))) || LOCAL.has(prefixOf(model ?? '') ?? '');

/** The catalogue's id of a provider; null when it is a gateway, or not one of the catalogue's. */
export function providerOf(name: string | null): string | null {
  if (name === null) return null;
  const given = canonical(name);
  return PROVIDERS[given] ?? PROVIDERS[given.split('.')[0] ?? ''] ?? null;
}

function prefixOf(model: string): string | null {
  const cut = model.search(/[/:]/);
  return cut > 0 ? canonical(model.slice(0, cut)) : null;
}

/** Splits `openrouter/anthropic/x`, `openai:x`, `azure/x`, `us.anthropic.x`, ARNs …; `provider` as the caller knows it. */
export function readModelName(model: string, provider: string | null): ModelName {
  const whole = model.trim().toLowerCase();
  const place = readPlace(whole, provider);
  if (place !== null) return place;
  const arn = /^arn:[^:]*:(bedrock)[^:]*:.*?[:/]((?:[a-z]+\.)?[a-z0-9-]+\.[^/]+|[^/]+)$/.exec(whole);
  if (arn !== null) return { ids: variants(arn[2] ?? whole), provider: 'aws', free: false, ...bedrockShare(arn[2] ?? whole) };
  const resource = VERTEX_RESOURCE.exec(whole);
  const ids = [whole];
  let named = providerOf(provider) ?? (resource === null ? null : 'google');
  let rest = resource?.[1] ?? whole;
  if (rest !== whole) ids.push(rest);
  for (let prefix = prefixOf(rest); prefix !== null; prefix = prefixOf(rest)) {
    const known = PROVIDERS[prefix];
    if (known === undefined && !PASS_THROUGH.has(prefix)) break;
    rest = rest.slice(prefix.length + 1);
    ids.push(rest);
    if (known !== undefined && named === null) named = known;
  }
  if (named === null && BEDROCK.test(rest)) named = 'aws';
  named ??= MAKERS.find(([pattern]) => pattern.test(rest))?.[1] ?? null;
  const free = /:free$/.test(rest) && named === 'openrouter';
  return { ids: [...new Set(ids.flatMap(variants))], provider: named, free, ...(named === 'aws' ? bedrockShare(rest) : {}) };
}

/** A data zone of Azure's, as LiteLLM writes one: each token at so many times its price; outside of the US more since GPT-6. */
const dataZone = (zone: string, model: string): number => (zone !== 'us' && /^gpt-[6-9]/.test(model) ? 1.2 : 1.1);
/** Regions of Bedrock in which models cost what is listed; elsewhere other makers' models cost more, each by its own measure. */
const LISTED_REGION = /^us-(?:east|west)-\d$/;

/** LiteLLM's ids with the place in the middle: `azure/eu/gpt-4o`, `bedrock/eu-west-1/meta.llama3-8b-instruct-v1:0`. */
function readPlace(whole: string, provider: string | null): ModelName | null {
  const azure = /^azure(?:_ai)?\/(us|eu|apac|global|global-standard)\/(.+)$/.exec(whole);
  if (azure !== null) return { ...readModelName(azure[2] ?? '', 'azure'), ...(azure[1]?.startsWith('global') ? {} : { share: dataZone(azure[1] ?? '', azure[2] ?? '') }) };
  const bedrock = /^bedrock(?:_converse)?\/([a-z]{2,3}(?:-[a-z]+)+-\d)\/(.+)$/.exec(whole);
  if (bedrock === null) return null;
  const [, region = '', model = ''] = bedrock;
  // Capacity that is committed to is paid by the hour.
  const committed = /^\d-month-commitment\//.test(model);
  const listed = !committed && (LISTED_REGION.test(region) || (!region.startsWith('us-gov') && /anthropic\.claude-[3-9a-z]*-\d/.test(model)));
  return { ...readModelName(model, provider ?? 'bedrock'), ...(listed ? {} : { share: null }) };
}

/** Anthropic charges one price wherever Bedrock serves it outside of GovCloud, Amazon's Nova 2 too. Others' are dearer outside of the US. */
function bedrockShare(id: string): Pick<ModelName, 'share'> {
  const [, region = ''] = /^(us-gov|eu|apac|au|jp|ca|sa)\./.exec(id) ?? [];
  if (region === '') return {};
  if (region === 'us-gov') return { share: null };
  if (/anthropic\.|nova-2/.test(id)) return {};
  const nova = NOVA[region];
  return { share: nova !== undefined && id.includes('amazon.nova') ? nova : null };
}

/** What Nova costs more in inference across these regions. */
const NOVA: Readonly<Record<string, number>> = { eu: 1.3125, apac: 1.05 };

/** Whose an id is that the catalogue knows only beside its maker's name. */
const MAKERS: readonly (readonly [RegExp, string])[] = [[/^(?:text-embedding-(?:3|ada)-|ft:(?:gpt|o\d|davinci|babbage))/, 'openai'], [/^(?:chat)?glm-\d/, 'zai']];

/** Names in front of an id that say nothing about who bills: gateways and folders. */
const PASS_THROUGH: ReadonlySet<string> = new Set([
  'models', 'publishers', 'gateway', 'ai-gateway', 'litellm', 'litellm-proxy', 'portkey', 'vercel', 'vercel-ai-gateway', 'helicone', 'responses', 'converse', 'chat', 'github', 'meta-llama', 'qwen',
]);

/** `projects/acme/locations/us-central1/publishers/google/models/gemini-2.5-flash`: Google bills, whoever made the model. */
const VERTEX_RESOURCE = /^(?:\/*projects\/[^/]+\/locations\/[^/]+\/)?(publishers\/[^/]+\/models\/.+)$/;

const REGION = /^(?:us-gov|us|eu|apac|global|au|jp|ca|sa)\./;
const BEDROCK = /^(?:(?:us-gov|us|eu|apac|global|au|jp|ca|sa)\.)?(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai|qwen|writer)\.[a-z]/;

/** An id and what is left when deployment details are taken away, one after the other. */
function variants(id: string): string[] {
  const found = [id];
  const add = (next: string): void => {
    if (next !== '' && next !== found.at(-1)) found.push(next);
  };
  const last = (): string => found.at(-1) ?? id;
  // A fine-tuned model has a price of its own, never that of what it was made from.
  add(last().replace(/^(ft:[^:]+):.*$/, '$1'));
  // Azure's names hold no dots.
  add(last().replace(/^gpt-35-/, 'gpt-3.5-'));
  add(last().replace(/:(?:free|nitro|floor|online|thinking|extended|beta|exacto)$/, ''));
  add(last().replace(REGION, ''));
  add(last().replace(/@(?:\d{8}|latest|default)$/, (date) => (/\d/.test(date) ? `-${date.slice(1)}` : '')));
  add(last().replace(/^(?:anthropic|openai)\./, ''));
  add(last().replace(/-v\d+(?::\d+)?(?::\d+k)?$/, ''));
  add(last().replace(/-(?:20\d{6}|20\d\d-\d\d-\d\d)$/, ''));
  // Where no version is named, the newest is meant: `gemini-pro-latest` is not the first Gemini Pro.
  add(last().replace(/^(.*\d.*)-latest$/, '$1'));
  add(last().replace(/^(claude-[a-z]+-\d)\.(\d)/, '$1-$2').replace(/^(claude-\d)\.(\d)/, '$1-$2'));
  return found;
}

/** Both are named, and not only by their date or by who passes them on. */
export const isAnotherModel = (a: string | null, b: string | null): boolean => a !== null && b !== null && family(a) !== family(b);

/** `openai/gpt-5-2025-08-07` → `gpt-5`. */
const family = (model: string): string => model.slice(model.lastIndexOf('/') + 1).replace(/[-@:](\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|latest)$/, '').toLowerCase();
