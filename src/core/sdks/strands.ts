/** Strands Agents, https://strandsagents.com. */
import type { Sdk } from './sdk.ts';

const DEFAULTS = [{ id: 'global.anthropic.claude-sonnet-4-6', since: '1.38' }, { id: 'us.anthropic.claude-sonnet-4-20250514-v1:0', since: '1' }, { id: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', since: '0' }];

export const STRANDS: Sdk = {
  id: 'strands',
  words: ['strands', '@strands-agents'],
  methods: ['Agent'],
  package: 'strands-agents',
  calls: [
    {
      at: ['{strands,strands.**,@strands-agents/sdk}:{**.,}Agent()'], kind: 'agent', provider: 'aws', defaultModel: DEFAULTS, steps: null,
      request: {
        model: ['model'], system: ['system_prompt', 'systemPrompt'], messages: ['messages'], tools: ['tools'], schema: ['structured_output_model', 'structuredOutputSchema'],
        outputLimit: ['model.max_tokens', 'model.params.max_tokens', 'model.maxTokens'], name: ['name'], reasoning: ['model.additional_request_fields.thinking.type', 'model.params.reasoning_effort', 'model.params.thinking.type'],
        cacheMarker: ['model.cache_prompt', 'model.cache_config'],
      },
    },
  ],
  handles: [
    { at: ['strands.models{.**,}:{**.,}BedrockModel()', '@strands-agents/sdk{/**,}:BedrockModel()'], model: ['model_id', 'modelId'], provider: 'aws', defaultModel: DEFAULTS, package: 'strands-agents' },
    { at: ['strands.models{.**,}:{**.,}LiteLLMModel()'], model: ['model_id'], provider: null, prefixed: true },
    { at: ['{strands.models,strands.models.**,@strands-agents/sdk/**}:{**.,}*Model()'], model: ['model_id', 'modelId'], provider: null },
  ],
};
