import assert from 'node:assert/strict';
import { test } from 'node:test';
import { providerOfUrl } from '../../../src/core/sdks/base-url.ts';
import { providerOfId } from '../../../src/core/sdks/provider-names.ts';

test('a routed id says who bills; one that says nothing is left open', () => {
  const written: readonly [string, string | null][] = [
    ['anthropic:claude-sonnet-4-5', 'anthropic'], ['gateway/anthropic:claude-sonnet-4-5', 'anthropic'], ['googleai/gemini-2.5-flash', 'google'], ['vertexai/gemini-2.5-pro', 'google'],
    ['gpt-4o', 'openai'], ['o3-mini', 'openai'], ['nebius/Qwen/Qwen3-14B', 'nebius'], ['hosted_vllm/llama-3.3-70b', 'vllm'], ['gpt-oss-120b', null], ['claude-opus-4-6', 'anthropic'], ['gemini-2.5-pro', 'google'], ['acme/gpt-4o', null], ['llama-3.3-70b', null],
  ];
  for (const [id, provider] of written) assert.equal(providerOfId(id), provider, id);
});

test('an address says who bills, behind a proxy that only logs as well', () => {
  const written: readonly [string, string | null][] = [
    ['https://api.tokenfactory.nebius.com/v1', 'nebius'], ['https://api.studio.nebius.ai/v1/', 'nebius'], ['https://openrouter.ai/api/v1', 'openrouter'], ['https://together.helicone.ai/v1/chat/completions', 'together'],
    ['https://oai.helicone.ai/v1', 'openai'], ['https://api.z.ai/api/paas/v4/', 'zai'], ['http://localhost:8000/v1', 'local'], ['https://llm.example.com/v1', null],
  ];
  for (const [url, provider] of written) assert.equal(providerOfUrl(url), provider, url);
});
