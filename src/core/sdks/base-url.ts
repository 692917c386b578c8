/** Which provider bills behind an OpenAI-compatible endpoint. */
import { staticText } from '../values/value.ts';
import { asParts } from '../values/text.ts';
import type { CallView, RequestParts } from './view.ts';

const HOSTS: readonly (readonly [RegExp, string])[] = [
  // Named by their operators; SGLang's own port is telling, vLLM's is everybody's.
  [/vllm/i, 'vllm'], [/sglang|:30000\b/i, 'sglang'],
  [/api\.x\.ai/, 'x-ai'], [/openrouter\.ai/, 'openrouter'], [/api\.groq\.com/, 'groq'], [/api\.deepseek\.com/, 'deepseek'], [/api\.mistral\.ai/, 'mistral'],
  [/api\.together\.(xyz|ai)/, 'together'], [/fireworks\.ai/, 'fireworks'], [/generativelanguage\.googleapis\.com/, 'google'], [/aiplatform\.googleapis\.com/, 'google'],
  [/api\.anthropic\.com/, 'anthropic'], [/azure\.com|azure-api\.net|\/openai\/deployments\//, 'azure'], [/perplexity\.ai/, 'perplexity'], [/api\.cerebras\.ai/, 'cerebras'],
  [/moonshot\.(ai|cn)/, 'moonshot'], [/dashscope/, 'alibaba'], [/api\.openai\.com/, 'openai'], [/localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal|:11434|:1234/, 'local'],
  [/amazonaws\.com/, 'aws'], [/huggingface\.co/, 'huggingface'], [/nvidia\.com/, 'nvidia'], [/sambanova\.ai/, 'sambanova'], [/novita\.ai/, 'novita'],
  [/nebius\.(?:com|ai)/, 'nebius'], [/deepinfra\.com/, 'deepinfra'], [/hyperbolic\.xyz/, 'hyperbolic'], [/siliconflow\.(?:cn|com)/, 'siliconflow'], [/api\.z\.ai|bigmodel\.cn/, 'zai'], [/minimaxi?\.(?:io|com|chat)/, 'minimax'],
  [/volces\.com/, 'volcengine'], [/cohere\.(?:com|ai)/, 'cohere'], [/api\.ai21\.com/, 'ai21'], [/api\.replicate\.com/, 'replicate'], [/models\.github\.ai/, 'github'], [/baseten\.co/, 'baseten'],
  // A proxy that logs and hands on says in its own address to whom.
  [/\btogether\.helicone\.ai/, 'together'], [/\banthropic\.helicone\.ai/, 'anthropic'], [/\bgroq\.helicone\.ai/, 'groq'], [/\b(?:oai|oai\.hconeai)\.(?:helicone\.ai|com)/, 'openai'],
];

export const providerOfUrl = (url: string): string | null => HOSTS.find(([host]) => host.test(url))?.[1] ?? null;

/** `os.environ["VLLM_BASE_URL"]` says what answers there. */
const ENGINE = /vllm|sglang/i;

/** Reads `base_url` of the client; a base URL nobody can read leaves the provider open. */
export const providerOfBaseUrl = (usual: string) => (view: CallView): Partial<RequestParts> => {
  const made = view.chain().at(-1);
  if (made && /Azure|^@?azure\b/.test(made.key)) return { provider: 'azure' };
  const url = view.first(['^base_url', '^baseURL', '^azure_endpoint', '^basePath', '^#0.base_url', '^client.base_url', '^client.baseURL', '^#0.baseURL', '^api_base']);
  if (!url) return { provider: usual };
  const whole = staticText(url.value);
  const known = whole ?? asParts(url.value, url.place, view.machine).map((part) => (part.kind === 'static' ? part.text : part.kind === 'hole' && ENGINE.test(part.hole.cause) ? part.hole.cause : '')).join('');
  const provider = providerOfUrl(known);
  return { provider: provider ?? (whole === '' ? usual : null) };
};
