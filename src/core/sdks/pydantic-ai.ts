/** PydanticAI, https://ai.pydantic.dev. */
import type { Sdk } from './sdk.ts';

const AGENT = 'pydantic_ai{.**,}:{**.,}Agent()';
const RUN = '{run,run_sync,run_stream,run_stream_sync,iter}()';

export const PYDANTIC_AI: Sdk = {
  id: 'pydantic-ai',
  words: ['pydantic_ai'],
  methods: ['Agent', 'run', 'run_sync', 'run_stream', 'iter', 'model_request', 'model_request_sync', 'model_request_stream', 'model_request_stream_sync'],
  calls: [
    {
      // A run makes at most 50 requests: the default of `UsageLimits.request_limit`.
      at: [AGENT], kind: 'agent', provider: null, prefixed: true, steps: 50,
      request: {
        model: ['model', '#0'], system: ['system_prompt+instructions'], tools: ['tools'], schema: ['output_type', 'result_type'], outputLimit: ['model_settings.max_tokens'], toolChoice: ['model_settings.tool_choice'],
        reasoning: ['model_settings.openai_reasoning_effort', 'model_settings.anthropic_thinking.type', 'model_settings.thinking', 'model_settings.google_thinking_config.thinking_budget'], name: ['name'],
        cacheMarker: ['model_settings.anthropic_cache_instructions', 'model_settings.anthropic_cache', 'model_settings.anthropic_cache_messages'],
      },
    },
    {
      at: ['pydantic_ai.direct:{model_request,model_request_sync,model_request_stream,model_request_stream_sync}()', 'pydantic_ai:direct.{model_request,model_request_sync,model_request_stream,model_request_stream_sync}()'],
      kind: 'direct', id: 'pydantic-ai.direct', provider: null, prefixed: true,
      request: { model: ['model', '#0'], messages: ['messages', '#1'], tools: ['model_request_parameters.function_tools'], outputLimit: ['model_settings.max_tokens'] },
    },
  ],
  handles: [
    { at: ['pydantic_ai.models.**:{Fallback,Instrumented,Concurrency}Model()'], model: ['#0'], provider: null, prefixed: true },
    { at: ['pydantic_ai.models.**:*Model()'], model: ['model_name', '#0'], provider: null },
  ],
  additions: [
    { at: [`${AGENT}.{tool,tool_plain}{,()}()`], to: ['^'], request: { tools: ['#0'] } },
    { at: [`${AGENT}.{system_prompt,instructions}{,()}()`], to: ['^'], request: { system: ['#0'] } },
    { at: [`${AGENT}.${RUN}`], to: ['^'], request: { maxSteps: ['usage_limits.request_limit'] } },
  ],
};
