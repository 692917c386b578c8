/** Who bills, by the names code uses for it. */

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/azure/i, 'azure'], [/bedrock|\baws\b/i, 'aws'], [/anthropic|claude/i, 'anthropic'], [/google|vertex|gemini|genai/i, 'google'], [/groq/i, 'groq'], [/mistral/i, 'mistral'], [/cohere/i, 'cohere'],
  [/ollama|llama_?cpp/i, 'ollama'], [/deepseek/i, 'deepseek'], [/together/i, 'together'], [/fireworks/i, 'fireworks'], [/x-?ai\b/i, 'x-ai'], [/openrouter/i, 'openrouter'], [/perplexity/i, 'perplexity'],
  [/cerebras/i, 'cerebras'], [/hugging_?face|inference_?client|hfapi/i, 'huggingface'], [/nvidia/i, 'nvidia'], [/nebius/i, 'nebius'], [/deep_?infra/i, 'deepinfra'], [/samba_?nova/i, 'sambanova'], [/silicon_?flow/i, 'siliconflow'],
  [/dashscope/i, 'alibaba'], [/moonshot/i, 'moonshot'], [/minimax/i, 'minimax'], [/openai/i, 'openai'],
];

/** By the module and class of a model object, e.g. `agno.models.anthropic:Claude`; null when they say nothing, as for anything like OpenAI. */
export const providerOfName = (name: string): string | null =>
  (/litellm|lite_llm|[Ll]ike\b/.test(name) ? null : NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null);

const PREFIXES: Readonly<Record<string, string>> = {
  openai: 'openai', 'openai-chat': 'openai', 'openai-responses': 'openai', text_completion_openai: 'openai', azure: 'azure', azure_ai: 'azure', azure_openai: 'azure', anthropic: 'anthropic',
  bedrock: 'aws', bedrock_converse: 'aws', sagemaker: 'aws', google: 'google', gemini: 'google', vertex_ai: 'google', 'google-gla': 'google', 'google-vertex': 'google', google_genai: 'google', google_vertexai: 'google', googleai: 'google', vertexai: 'google',
  groq: 'groq', mistral: 'mistral', mistralai: 'mistral', cohere: 'cohere', cohere_chat: 'cohere', ollama: 'ollama', ollama_chat: 'ollama', deepseek: 'deepseek', together: 'together', together_ai: 'together',
  fireworks: 'fireworks', fireworks_ai: 'fireworks', openrouter: 'openrouter', xai: 'x-ai', 'x-ai': 'x-ai', grok: 'x-ai', huggingface: 'huggingface', perplexity: 'perplexity', cerebras: 'cerebras', nvidia_nim: 'nvidia',
  nebius: 'nebius', deepinfra: 'deepinfra', sambanova: 'sambanova', dashscope: 'alibaba', moonshot: 'moonshot', minimax: 'minimax', zai: 'zai', hosted_vllm: 'vllm', lm_studio: 'local', github: 'github',
};

/** Pydantic AI's gateway hands on to the provider named behind it. */
const GATEWAY = /^gateway\//;

/** By a routed model id: what stands before the first `/` or `:`, otherwise the model family of those who sell their own. */
export const providerOfId = (id: string): string | null => {
  const prefix = /^([\w-]+)[/:]/.exec(id.replace(GATEWAY, ''))?.[1];
  if (prefix !== undefined) return PREFIXES[prefix.toLowerCase()] ?? null;
  if (/^(gpt-(?!oss)|chatgpt-|o[134]\b)/.test(id)) return 'openai';
  if (/^claude-/.test(id)) return 'anthropic';
  return /^gemini-/.test(id) ? 'google' : null;
};
