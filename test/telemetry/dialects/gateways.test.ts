/** How gateways tell the calls they pass on: by names of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, derive, spansOf } from './bills.ts';

const ANTHROPIC = '176 + 1024r + 512w + 256h = 340';

/** As LiteLLM's proxy writes its first form: the repr of the usage, and the name of the deployment beside its own. */
const litellm = (deployment: string, more = ''): string => `
  Received Proxy Server Request @ litellm
    http.route = /v1/chat/completions
    litellm_request @ litellm
      litellm.model_group = smart
      litellm.provider.model = ${deployment}
      gen_ai.request.model = ${deployment.replace(/^\w+\//, '')}
      gen_ai.response.model = smart
      gen_ai.usage.input_tokens = 1968
      gen_ai.usage.output_tokens = 340
      metadata.usage_object = {'completion_tokens': 340, 'prompt_tokens': 1968, 'prompt_tokens_details': {'cached_tokens': 1024, 'cache_creation_token_details': {'ephemeral_5m_input_tokens': 512, 'ephemeral_1h_input_tokens': 256}}, 'cache_creation_input_tokens': 768, 'cache_read_input_tokens': 1024}${more}
`;

test('LiteLLM\'s proxy: the model behind the name that was asked for, and both lifetimes of cache writes', () => {
  check(litellm('anthropic/claude-sonnet-4-5'), [`litellm anthropic claude-sonnet-4-5 ${ANTHROPIC}`]);
  const [record] = derive({ spans: spansOf(litellm('anthropic/claude-sonnet-4-5')) });
  assert.equal(record?.requestedModel, 'smart');
});

test('LiteLLM\'s proxy: a deployment at Azure has any name, so the one that was asked for stands', () =>
  check(litellm('azure/prod-chat-2'), [`litellm ? smart ${ANTHROPIC}`]));

test('LiteLLM\'s proxy: whose key and which user', () => {
  const [record] = derive({ spans: spansOf(litellm('anthropic/claude-sonnet-4-5', '\n      metadata.user_api_key_alias = billing-bot\n      metadata.user_api_key_end_user_id = u-17')) });
  assert.deepEqual([record?.feature, record?.user], ['billing-bot', 'u-17']);
});

test('LiteLLM\'s second form: the conventions, and the name that was asked for twice', () => check(`
  POST /v1/chat/completions @ fastapi
    route smart @ litellm
      gen_ai.request.model = smart
    chat smart @ litellm
      gen_ai.operation.name = chat
      gen_ai.provider.name = gemini
      gen_ai.request.model = smart
      gen_ai.response.model = smart
      litellm.provider.model = gemini/gemini-2.5-flash
      gen_ai.usage.input_tokens = 1200
      gen_ai.usage.cache_read.input_tokens = 1024
      gen_ai.usage.output_tokens = 340
      litellm.cost.total = 0.001
`, ['litellm google gemini-2.5-flash 176 + 1024r = 340 reported $0.001']));

test('LiteLLM: what the provider calls its model stands where the proxy leaves it', () => check(`
  litellm_request @ litellm
    litellm.model_group = chat
    litellm.provider.model = openai/gpt-4o
    gen_ai.request.model = gpt-4o
    gen_ai.response.model = gpt-4o-2024-08-06
    gen_ai.system = openai
    gen_ai.usage.input_tokens = 1200
    gen_ai.usage.output_tokens = 340
`, ['litellm openai gpt-4o-2024-08-06 1200 = 340']));
