/** Agno, formerly Phidata, https://docs.agno.com. */
import type { Sdk } from './sdk.ts';

/** Of an agent; a model made without an id takes another. */
const OF_AGENT = [{ id: 'gpt-5.4', since: '2.6' }, { id: 'gpt-4o', since: '0' }];
const OF_MODEL = [{ id: 'gpt-5.4-mini', since: '2.6.2' }, { id: 'gpt-4o', since: '0' }];

export const AGNO: Sdk = {
  id: 'agno',
  words: ['agno', 'phi.agent', 'phi.assistant'],
  methods: ['Agent', 'Team', 'Assistant'],
  package: 'agno',
  calls: [
    {
      at: ['{agno,phi}{.**,}:{**.,}{Agent,Team,Assistant}()'], kind: 'agent', provider: 'openai', prefixed: true, defaultModel: OF_AGENT,
      request: {
        model: ['model', 'llm'], system: ['system_message', 'system_prompt', 'description+role+instructions+expected_output+additional_context'], tools: ['tools'], schema: ['output_schema', 'response_model', 'output_model'],
        outputLimit: ['model.max_tokens', 'model.max_completion_tokens', 'model.max_output_tokens'], maxSteps: ['tool_call_limit'], name: ['name'],
        reasoning: ['model.reasoning_effort', 'model.thinking.type', 'model.thinking_budget'], cacheMarker: ['model.cache_system_prompt'],
      },
    },
  ],
  handles: [
    { at: ['agno.models.openai{.**,}:{OpenAIChat,OpenAIResponses}()', 'phi.model.openai{.**,}:OpenAIChat()'], model: ['id', 'model', '#0'], provider: 'openai', defaultModel: OF_MODEL, package: 'agno' },
    {
      at: ['agno.models.anthropic{.**,}:Claude()'], model: ['id', '#0'], provider: 'anthropic', package: 'agno',
      defaultModel: [{ id: 'claude-sonnet-5-5', since: '3.1.8' }, { id: 'claude-sonnet-4-5-20250929', since: '2.1.2' }, { id: 'claude-3-5-sonnet-20241022', since: '0' }],
    },
    { at: ['agno.models.litellm{.**,}:*()'], model: ['id', '#0'], provider: null, prefixed: true },
    { at: ['agno.models.**:*()', 'phi.{model,llm}.**:*()'], model: ['id', 'model', '#0'], provider: null },
  ],
};
